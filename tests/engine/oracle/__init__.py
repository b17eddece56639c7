"""The model once more, in plain floats and loops, one function per equation of docs/model.md.

It shares nothing with the engine but the classes that hold the evidence, so a slip in one of the
two shows as a difference. Written to be read beside the specification, not to be fast.
"""

from tests.engine.oracle.report import calculate

__all__ = ["calculate"]
