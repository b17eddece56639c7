"""A portfolio's file: what its columns mean, and which of its rows can be calculated."""
