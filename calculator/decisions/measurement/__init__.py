"""The measurement plan of an answer, and what a contract year really brought beside it."""
