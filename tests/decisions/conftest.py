"""A saved calculation and the people who may look at it, as where it is made."""

from tests.scenarios.conftest import _empty_cache, alice, mallory, saved

__all__ = ["_empty_cache", "alice", "mallory", "saved"]
