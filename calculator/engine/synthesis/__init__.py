"""Synthesis: many findings to one number, how far they agree, and how good they are."""
