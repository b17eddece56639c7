"""Addresses within the product that exhibits point to."""


def evidence_path(parameter: str) -> str:
    """Return the page of a parameter's evidence.

    >>> evidence_path("surgery_cost.cabg")
    '/evidence/parameters/surgery_cost.cabg/'
    """
    return f"/evidence/parameters/{parameter}/"
