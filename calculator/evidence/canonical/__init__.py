"""A release as plain rows: read, written, judged as a whole, and compared."""
