"""What the user states: declared, read and judged once. Every door uses ``scenario.read``."""
