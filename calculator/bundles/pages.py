"""What the page of a portfolio's reports says."""

from calculator.bundles.progress import Progress
from calculator.bundles.services import SECONDS_EACH
from calculator.language import gettext as _
from calculator.language import ngettext
from calculator.portfolios.pages import HOUR, MINUTE, time_left


def wait(groups: int) -> str:
    """Return about how long so many reports take.

    >>> wait(20), wait(2_000)
    ('under a minute on one core', 'about 13 minutes on one core, half as long on two')
    >>> wait(10_000)
    'about 1.1 hours on one core, half as long on two'
    """
    seconds = groups * SECONDS_EACH
    if seconds < MINUTE:
        return _("under a minute on one core")
    if seconds < HOUR:
        minutes = round(seconds / MINUTE)
        said = ngettext("about {n} minute", "about {n} minutes", minutes, n=minutes)
    else:
        said = _("about {n} hours", n=format(seconds / HOUR, ".2g"))
    return _("{said} on one core, half as long on two", said=said)


def progress_words(progress: Progress) -> str:
    """Return how far the reports are, in words.

    >>> progress_words(Progress(groups_done=0, groups=9, seconds_left=None))
    '0 of 9 PDFs are made.'
    """
    if progress.groups_done == progress.groups:
        return _("All PDFs are made; they are being put into one ZIP.")
    said = _(
        "{done} of {n} PDFs are made",
        done=format(progress.groups_done, ","),
        n=format(progress.groups, ","),
    )
    left = progress.seconds_left
    return f"{said}." if left is None else f"{said}; {time_left(left)}."
