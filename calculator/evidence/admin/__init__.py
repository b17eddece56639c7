"""The evidence in the admin: drafts are edited, published releases are read."""

from calculator.evidence.admin import (
    changes,
    literature,
    market,
    parameters,
    releases,
    structure,
)

__all__ = ["changes", "literature", "market", "parameters", "releases", "structure"]
