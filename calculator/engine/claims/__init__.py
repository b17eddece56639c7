"""A seller's claim, and the calculator run backwards on it: what must be true for it to hold."""
