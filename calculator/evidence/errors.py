"""What the evidence room raises."""

from collections.abc import Sequence


class WorkflowError(Exception):
    """A change of state that is not allowed; the message is for the person who asked."""


class BadRelease(WorkflowError):
    """Content that cannot be a release; ``problems`` lists everything wrong with it."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        shown = "; ".join(self.problems[:5])
        more = len(self.problems) - 5
        super().__init__(f"{shown}; and {more} more" if more > 0 else shown)


class NoLiveRelease(WorkflowError):
    """No evidence release is published: load one with ``manage.py load_release``."""

    def __init__(self) -> None:
        super().__init__("No evidence release is published. Run: manage.py load_release")
