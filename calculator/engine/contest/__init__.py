"""Calculations side by side: on the same draws, and what leads from one to another."""
