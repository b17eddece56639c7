"""Every intermediate of the base case, by the number of its equation."""
