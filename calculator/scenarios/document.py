"""The document of a calculation and its hash: what paper and page prove each other by.

The document is what the API answers, without what says where it stands and without the trace.
``docs/reports.md`` states the same rule for readers, with the command that follows it.
"""

import hashlib
import json
from collections.abc import Mapping

LEFT_OUT = ("id", "url", "created_at", "trace")
SHOWN = 16  # digits of the hash that an address carries
COMMAND = (
    "python3 -c 'import hashlib, json, sys; d = json.load(sys.stdin); "
    '[d.pop(k, 0) for k in ("id", "url", "created_at", "trace")]; '
    "print(hashlib.sha256(json.dumps(d, sort_keys=True, "
    'separators=(",", ":"), ensure_ascii=False).encode()).hexdigest())\''
)


def canonical(document: Mapping[str, object]) -> str:
    """Return a calculation as JSON that has one spelling: sorted keys, no spaces, no escapes.

    >>> canonical({"net": -1.5, "id": "abc", "fees": {"b": 2, "a": "é"}})
    '{"fees":{"a":"é","b":2},"net":-1.5}'
    """
    kept = {key: value for key, value in document.items() if key not in LEFT_OUT}
    return json.dumps(
        kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def digest(document: Mapping[str, object]) -> str:
    """Return the SHA-256 of a calculation's document, in hexadecimal."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()
