"""Tokens: keys that a person makes for a program, each for some purposes and some time."""
