"""Migrations of the portfolios."""
