"""How far a bundle is: groups done, and about how long yet."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, Sum
from django.utils import timezone

from calculator.bundles.models import Bundle
from calculator.jobs import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Groups whose PDF is made, of how many, and seconds left; None where not known yet."""

    groups_done: int
    groups: int
    seconds_left: float | None

    @property
    def percent(self) -> int:
        """Return the share of groups done, in percent."""
        return round(100 * self.groups_done / self.groups)


def progress_of(bundle: Bundle, now: datetime | None = None) -> Progress:
    """Return how far a bundle is; its speed is that since it was last started."""
    begun = F("groups") * F("progress") / 100
    found = bundle.parts.aggregate(
        done=Sum("groups", filter=Q(status=Status.DONE)),
        lately=Sum("groups", filter=Q(status=Status.DONE, finished_at__gte=bundle.sent_at)),
        begun=Sum(begun, filter=Q(status=Status.RUNNING)),
    )
    begun_now = int(found["begun"] or 0)
    done, lately, left = (found["done"] or 0) + begun_now, (found["lately"] or 0) + begun_now, None
    if lately and not bundle.is_finished:
        passed = ((now or timezone.now()) - bundle.sent_at).total_seconds()
        left = (bundle.groups - done) * passed / lately
    return Progress(groups_done=done, groups=bundle.groups, seconds_left=left)
