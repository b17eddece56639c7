"""What the evidence looks like in JSON, by subject."""
