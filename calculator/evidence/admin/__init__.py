"""The evidence in the admin: drafts are edited, published releases are read."""

from calculator.evidence.admin import literature, market, parameters, releases, structure

__all__ = ["literature", "market", "parameters", "releases", "structure"]
