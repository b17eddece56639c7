"""Scenarios: one calculation, its form, its address and its pages."""
