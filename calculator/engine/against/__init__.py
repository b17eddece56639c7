"""The case against an answer: which single number, at which value, turns its verdict."""
