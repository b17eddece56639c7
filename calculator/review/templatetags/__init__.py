"""What the curator's desk needs in a template."""
