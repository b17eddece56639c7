"""The calculator: a pure engine and the Django apps around it (docs/index.md)."""
