"""The deal designer: a contract laid on a saved calculation."""
