"""Filters of the pages that explain the API."""
