"""What the public pages of the evidence show, every string ready for a template."""
