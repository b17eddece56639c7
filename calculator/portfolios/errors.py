"""What a person asked of a portfolio and cannot have."""


class Refused(Exception):
    """A refusal; the message says why, to the person."""
