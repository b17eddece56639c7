"""The evidence in the admin: drafts are edited, published releases are read."""

from calculator.evidence.admin import (
    changes,
    imports,
    literature,
    market,
    parameters,
    releases,
    structure,
)

__all__ = ["changes", "imports", "literature", "market", "parameters", "releases", "structure"]
