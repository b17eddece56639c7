"""How a bundle moves on: a few parts are under way at a time, so that portfolios are not held up.

A part is a row from the moment it is sent. Parts follow from the number of groups alone.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from calculator.bundles.models import OPEN, Bundle, BundlePart
from calculator.jobs import Status

PART = 50  # groups, some 20 seconds' work
UNDER_WAY = 4


def pieces_of(groups: int) -> int:
    """Return how many parts so many groups make.

    >>> pieces_of(50), pieces_of(51)
    (1, 2)
    """
    return -(-groups // PART)


@transaction.atomic
def advance(*, pk: int, after: Callable[[Bundle], object] | None = None) -> list[int]:
    """Make the parts that are due, or end a bundle with a failed part; return the parts to send.

    Called whenever a part ends and by the reaper. ``after`` is called with the ended bundle.
    """
    bundle = Bundle.objects.select_for_update().filter(pk=pk, status=Status.QUEUED).first()
    if bundle is None:
        return []
    open_parts = bundle.parts.filter(status__in=OPEN).count()
    failed = bundle.parts.filter(status=Status.FAILED).order_by("number").first()
    if failed is not None:
        if not open_parts:
            _fail(bundle, failed.error, after)
        return []
    first = bundle.parts.count()
    last = min(bundle.pieces, first + max(0, UNDER_WAY - open_parts))
    return [_part(bundle, number).pk for number in range(first, last)]


def _part(bundle: Bundle, number: int) -> BundlePart:
    groups = min(PART, bundle.groups - number * PART)
    return BundlePart.objects.create(bundle=bundle, number=number, groups=groups)


def _fail(bundle: Bundle, error: str, after: Callable[[Bundle], object] | None) -> None:
    end = {"status": Status.FAILED, "error": error, "finished_at": timezone.now()}
    Bundle.objects.filter(pk=bundle.pk).update(**end)
    if after is not None:
        after(Bundle.objects.get(pk=bundle.pk))
