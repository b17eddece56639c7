"""What the scenarios room raises."""


class Refused(Exception):
    """A change that is not allowed; the message is for the person who asked."""
