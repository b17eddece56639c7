"""The measurement plan: when an effect can be told from chance, and what a year may bring."""
