"""From the engine's field paths to JSON pointers (RFC 6901) into the body that was sent."""

from collections.abc import Mapping

from calculator.engine.inputs.numbers import name_of


def pointer_of(field: str, body: object) -> str:
    """Return the pointer of a field path such as ``uptake_ramp.2`` in a body.

    Keys may contain dots themselves, so the path is followed along the keys that were sent; what
    was not sent is pointed to where it belongs. List positions count from 1 in a path.

    >>> pointer_of("overrides.surgery_cost.cabg.low", {"overrides": {"surgery_cost.cabg": {}}})
    '/overrides/surgery_cost.cabg/low'
    >>> pointer_of("uptake_ramp.2", {"uptake_ramp": [1, 5]})
    '/uptake_ramp/1'
    """
    steps = _followed(field, body)
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def _followed(path: str, node: object) -> list[str]:
    if not path:
        return []
    if isinstance(node, list):
        head, _, rest = path.partition(".")
        if head.isdecimal() and 1 <= int(head) <= len(node):
            return [str(int(head) - 1), *_followed(rest, node[int(head) - 1])]
        return [path]
    if isinstance(node, Mapping):
        for key in sorted(node, key=len, reverse=True):
            if key and path.startswith(f"{key}."):
                return [key, *_followed(path[len(key) + 1 :], node[key])]
            if path in (key, name_of(key)):  # the engine shortens names it does not know
                return [key]
    return [path]
