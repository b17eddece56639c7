"""Addresses within the product that exhibits point to."""

from urllib.parse import urlencode

CLAIM_CHECK = "/evidence/claims/check/"
PROGRAMS = "/programs/"


def evidence_path(parameter: str) -> str:
    """Return the page of a parameter's evidence.

    >>> evidence_path("surgery_cost.cabg")
    '/evidence/parameters/surgery_cost.cabg/'
    """
    return f"/evidence/parameters/{parameter}/"


def claim_check_path(**known: object) -> str:
    """Return the claim checker with what is known filled in.

    >>> claim_check_path(members=10_000, fee="1.50", fee_basis="pepm")
    '/evidence/claims/check/?members=10000&fee=1.50&fee_basis=pepm'
    """
    return f"{CLAIM_CHECK}?{urlencode(known)}"
