"""The house rules that a machine can check (CONTRIBUTING.md)."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

from tests.services import ROOT

LONGEST = 300
VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
FIRST_PARTY = ("calculator", "msoroi", "tests")


@cache
def ours():
    """Return the files under version control and those about to be, as paths from the root."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [Path(name) for name in listed if (ROOT / name).is_file()]


def files(*suffixes, under=""):
    return [
        path for path in ours() if path.suffix in suffixes and path.as_posix().startswith(under)
    ]


def text(path):
    return (ROOT / path).read_text()


CODE = [path for path in files(".py") if "migrations" not in path.parts]
PRODUCT = [path for path in CODE if path.parts[0] in {"calculator", "msoroi"}]
TEMPLATES = [path for path in files(".html") if "templates" in path.parts]
TEXTS = [
    path for path in ours() if path.suffix not in {".otf", ".png", ".ico", ".woff2", ".pdf", ".mo"}
]
INLINE = (
    r"\sstyle\s*=",
    r"<style\b",
    r"<script\b(?![^>]*\ssrc=)",
    r"\son[a-z]+\s*=\s*[\"']",
    "javascript:",
)
ELSEWHERE = (
    r"\s(src|srcset|data|action)\s*=\s*[\"'](https?:)?//",
    r"<link\b[^>]*\shref\s*=\s*[\"'](https?:)?//",
)
SAFE = (r"\|\s*safe(seq)?\b", r"{%\s*autoescape\s+off")


def nodes(path, kind):
    return [node for node in ast.walk(ast.parse(text(path))) if isinstance(node, kind)]


def matches(paths, patterns):
    """Return where any of the patterns is found outside template comments."""
    found = []
    for path in paths:
        page = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", text(path), flags=re.DOTALL)
        found += [(str(path), match[0]) for p in patterns for match in re.finditer(p, page)]
    return found


def test_the_checks_below_have_something_to_check():
    assert len(CODE) > 50
    assert Path("manage.py") in CODE
    assert Path("templates/base.html") in TEMPLATES
    assert Path("requirements/base.txt") in TEXTS


def test_a_file_fits_in_a_head():
    lengths = {path: len(text(path).splitlines()) for path in CODE + files(".html", ".css", ".js")}

    assert {str(path): length for path, length in lengths.items() if length > LONGEST} == {}


def test_a_name_says_what_is_inside():
    assert [str(path) for path in ours() if VAGUE & {*path.parts[:-1], path.stem}] == []


def test_our_own_modules_are_imported_at_the_top_and_absolutely():
    hidden = []
    for path in CODE:
        for function in nodes(path, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                if any(name.split(".")[0] in FIRST_PARTY for name in names):
                    hidden.append(f"{path}:{node.lineno}")
        hidden += [f"{path}:{n.lineno}" for n in nodes(path, ast.ImportFrom) if n.level]

    assert hidden == []


def test_product_code_does_not_assert():
    assert [str(path) for path in PRODUCT if nodes(path, ast.Assert)] == []


def test_templates_have_no_inline_style_script_or_handler():
    assert matches(TEMPLATES, INLINE) == []


def test_templates_load_nothing_from_elsewhere():
    assert matches(TEMPLATES, ELSEWHERE) == []


def test_only_the_chart_template_marks_anything_safe():
    assert matches([path for path in TEMPLATES if path.name != "_chart.html"], SAFE) == []


def test_tests_live_in_folders_named_after_rooms():
    rooms = {path.stem for path in (ROOT / "calculator").iterdir()}
    folders = {path.parts[1] for path in files(".py", under="tests/") if len(path.parts) > 2}

    assert folders - {"journeys", "bench"} <= rooms


def test_scripts_can_be_run():
    scripts = [path for path in ours() if path.parts[0] in {"script", ".ci"}]
    runnable = {path for path in scripts if (ROOT / path).stat().st_mode & 0o111}

    assert {path for path in scripts if text(path).startswith("#!")} == runnable
    assert {Path("script/run"), Path("script/test"), Path(".ci/run")} <= runnable
    assert set(scripts) - runnable == {Path("script/setup")}  # sourced by the others


def test_nothing_names_one_machine_or_one_registry():
    folders = r"(?:home|root|Users|work|farm|mnt|opt|srv)"
    machine = rf"(?<![\w.:/$}}~*)-])/{folders}/[a-z][\w./-]*"
    registry = (
        r"--(?:extra-)?index-url|--find-links|--trusted-host|\b(?:files\.pythonhosted|pypi)\.org"
    )
    others = [path for path in TEXTS if path != Path("tests/test_house.py")]

    assert matches(others, [machine, registry]) == []
