"""``python -m tests.language``: gather the messages, keep their translations, compile them."""

import sys

from tests.language import catalog


def main() -> int:
    """Write the catalog, and name the messages that have no translation."""
    catalog.write(catalog.gathered(catalog.read()))
    missing = catalog.untranslated(catalog.read())
    print(
        f"{len(catalog.read())} messages, {len(missing)} without a translation", *missing, sep="\n"
    )
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
