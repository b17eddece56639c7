"""Record the answers that the description shows: ``python -m tests.api.record_answers``.

Every command of the reference runs against a site of its own, as its pages print it.
"""

import json
import os
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")
django.setup()

from calculator.api.reference.curl import commands  # noqa: E402
from calculator.api.reference.described import operations  # noqa: E402
from calculator.api.schema.examples import A_FEW, ANSWERS  # noqa: E402
from tests.api.test_examples import TOKEN, run  # noqa: E402
from tests.services import manage, site  # noqa: E402

ROOT = "http://localhost:8000"


def shortened(value: object) -> object:
    """Return an answer with at most two items in each list, and without a secret.

    >>> shortened({"years": [{"net": [1, 2, 3]}], "secret": "whsec_abc"})
    {'years': [{'net': [1, 2]}], 'secret': 'whsec_…'}
    """
    if isinstance(value, dict):
        return {
            key: "whsec_…" if key == "secret" else shortened(part) for key, part in value.items()
        }
    return [shortened(part) for part in value[:A_FEW]] if isinstance(value, list) else value


def lists_last(name: str) -> bool:
    """Sort a list behind what makes something to be listed."""
    return name.startswith("list_")


def main() -> None:
    """Write them all."""
    known = operations()
    answers = {}
    with site(worker=True) as running, tempfile.TemporaryDirectory() as folder:
        token = manage("shell", "-v0", "-c", TOKEN, env=running.env).split()[-1]
        for name in sorted(known, key=lists_last):
            operation = known[name]
            command = commands(operation, known, running.url)
            done = run(["bash", "-euc", command], Path(folder), MSOROI_TOKEN=token)
            said = done.stdout.replace(running.url, ROOT)
            print(name, done.returncode, said[:80] or done.stderr[:200])
            if operation.answers[0].media == ("application/json",):
                answers[name] = shortened(json.loads(said))
    in_order = {name: answers[name] for name in known if name in answers}
    ANSWERS.write_text(json.dumps(in_order, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
