"""Calculations side by side, as a reader sees them."""
