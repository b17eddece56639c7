"""A contract laid on a scenario: what is paid, what is paid back, and whom it serves."""
