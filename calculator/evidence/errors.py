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


class LoadedOtherwise(BadRelease):
    """A release that is here with other content than its files have; it stays as it is."""


class Unaudited(WorkflowError):
    """Records that differ although nobody answers for it; ``differences`` names them."""

    def __init__(self, differences: Sequence[object]) -> None:
        self.differences = list(differences)
        named = ", ".join(str(difference) for difference in self.differences[:10])
        more = len(self.differences) - 10
        super().__init__(
            f"Nobody answers for changes of: {named}{f' and {more} more' if more > 0 else ''}. "
            "Someone must adopt them."
        )


class NeedsSecondReason(WorkflowError):
    """Something speaks against the step; ``concerns`` says what, a second reason overrules it."""

    def __init__(self, concerns: Sequence[str]) -> None:
        self.concerns = list(concerns)
        super().__init__(f"{' '.join(self.concerns)} Give a second reason, or send it back.")


class NoLiveRelease(WorkflowError):
    """No evidence release is published: load one with ``manage.py load_release``."""

    def __init__(self) -> None:
        super().__init__("No evidence release is published. Run: manage.py load_release")
