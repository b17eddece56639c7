"""What the user states: declared once, read once, judged once. Every door uses ``scenario.read``."""
