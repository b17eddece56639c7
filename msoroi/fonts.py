"""Serves the two weights of the typeface that the pages use, out of its installed package."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import font_source_sans_pro
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

FOLDER = Path(font_source_sans_pro.__file__).parent / "files"
FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf")


class FontFinder(BaseFinder):
    """Finds ``fonts/<file>`` for the files named above, and nothing else of the package."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=str(FOLDER))
        self.storage.prefix = "fonts"  # type: ignore[attr-defined]
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        """Return no complaints: the folder comes with a pinned package."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where a file is, as Django asks for it."""
        name = path.removeprefix("fonts/")
        found = [str(FOLDER / name)] if path == f"fonts/{name}" and name in FILES else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Yield each file with its storage, for collectstatic."""
        for name in FILES:
            yield name, self.storage
