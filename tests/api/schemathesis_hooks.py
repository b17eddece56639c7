"""What Schemathesis must be told of the API: files as bodies, and a key for each call."""

import re
import uuid
from typing import Any

import schemathesis

KEY = re.compile(r"[!-~]{1,255}")

schemathesis.serializer.alias(
    [
        "application/vnd.apache.parquet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ],
    "application/octet-stream",
)


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Give each call a key of its own: with the key of another body it would be refused."""
    if case.meta and case.meta.generation.mode.is_negative:
        return  # it is refused anyway, for what is wrong with it
    if case.headers and KEY.fullmatch(case.headers.get("Idempotency-Key", "")):
        case.headers["Idempotency-Key"] = uuid.uuid4().hex
