"""Benchmarks of the site as it runs: it sets the threads of NumPy before that is loaded."""

import msoroi  # noqa: F401
