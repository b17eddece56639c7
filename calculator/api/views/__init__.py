"""The views of the API, by subject."""
