"""A file to begin with: the columns that most portfolios need, and groups to replace."""

import csv
import io

HEADER = ("group_id", "members", "region", "design", "horizon_years", "fee_per_opinion")
ROWS = (
    ("Example A", 1200, "North", "voluntary", 3, ""),
    ("Example B", 8500, "North", "", "", ""),
    ("Example C", 40000, "South", "targeted", 5, 1900),
)


def as_csv() -> bytes:
    """Return the file as CSV.

    >>> as_csv().decode().splitlines()[0]
    'group_id,members,region,design,horizon_years,fee_per_opinion'
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([HEADER, *ROWS])
    return out.getvalue().encode()
