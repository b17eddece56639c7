"""Several saved calculations side by side, and what leads from one to another."""
