"""Commands of the portfolios room."""
