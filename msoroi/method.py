"""The method pages: docs/model.md and docs/method to HTML, LaTeX to MathML; rendered once.

``docs/es`` holds the same in Spanish; its headings keep the anchors of the English ones.
"""

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from calculator import language
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

PAGES = {
    "purpose": noop("Purpose and intended users"),
    "limits": noop("Limits"),
    "data": noop("Data and reliance"),
    "assumptions": noop("Assumptions"),
    "model-risk": noop("Model risk"),
    "verification": noop("Verification"),
    "reproduce": noop("How to reproduce it"),
}
LINK = re.compile(r'href="(?:\.\./)?(?:method/)?([a-z-]+)\.md"')
REPLACEMENTS = (
    ("<table>", '<div class="scroll" tabindex="0"><table class="data">'),
    ("</table>", "</table></div>"),
    ('class="math block"', 'class="math block" tabindex="0"'),
    (' style="text-align:right"', ' class="num"'),
    (' style="text-align:left"', ""),
    (' style="text-align:center"', ""),
)


@dataclass(frozen=True, kw_only=True)
class Page:
    """The rendered text, its second-level headings as (anchor, words), and its language."""

    body: SafeString
    contents: list[tuple[str, str]]
    language: str


def page(slug: str = "") -> Page:
    """Return the equations, or a page of docs/method, in the current language, else in English.

    They are rendered anew only when a file changed.
    """
    code, english = language.current(), _file(slug, language.SOURCE)
    file = _file(slug, code)
    if not file.exists():
        code, file = language.SOURCE, english
    return _render(slug, code, (english.stat().st_mtime_ns, file.stat().st_mtime_ns))


def titles() -> dict[str, str]:
    """Return the title of each page of docs/method in the current language."""
    return {slug: _(title) for slug, title in PAGES.items()}


def address(slug: str) -> str:
    """Return where a page of docs/method, or else the equations, is to be read.

    >>> address("limits"), address("model")
    ('/method/limits/', '/method/')
    """
    return reverse("method-page", args=[slug]) if slug in PAGES else reverse("method")


def to_html(text: str, *, code: str = language.SOURCE, english: str = "") -> Page:
    """Return Markdown with LaTeX as HTML with MathML. Raw HTML in the text stays text.

    A translation takes the anchors of the English text, heading by heading.

    >>> str(to_html("A <b> is *x*.").body)
    '<p>A &lt;b&gt; is <em>x</em>.</p>\\n'
    >>> to_html("## Límites", code="es", english="## Limits").contents
    [('limits', 'Límites')]
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.use(anchors_plugin, max_level=3)
    markdown.use(
        dollarmath_plugin, renderer=partial(_math, code), allow_digits=False, allow_space=False
    )
    tokens = markdown.parse(text)
    for heading, original in zip(
        _headings(tokens), _headings(markdown.parse(english)), strict=False
    ):
        heading.attrs["id"] = original.attrs["id"]
    contents = [
        (str(token.attrs["id"]), tokens[index + 1].content)
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    html = markdown.renderer.render(tokens, markdown.options, {})
    for markup, ours in REPLACEMENTS:
        html = html.replace(markup, ours)
    if code != language.SOURCE:  # commands, and what is said beside them
        html = html.replace("<pre>", f'<pre lang="{language.SOURCE}">')
    html = LINK.sub(lambda found: f'href="{address(found[1])}"', html)
    return Page(body=mark_safe(html), contents=contents, language=code)  # noqa: S308 - raw HTML is off


def _headings(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.type == "heading_open" and "id" in token.attrs]


def _file(slug: str, code: str) -> Path:
    docs = Path(settings.BASE_DIR) / "docs"
    folder = docs if code == language.SOURCE else docs / code
    return folder / "method" / f"{slug}.md" if slug else folder / "model.md"


@lru_cache(maxsize=64)
def _render(slug: str, code: str, changed_at: tuple[int, int]) -> Page:
    english = _file(slug, language.SOURCE).read_text(encoding="utf-8")
    return to_html(_file(slug, code).read_text(encoding="utf-8"), code=code, english=english)


def _math(code: str, content: str, options: dict[str, object]) -> str:
    html = convert(content, display="block" if options.get("display_mode") else "inline")
    if code != language.SOURCE and "\\text" in content:  # the names in it stay those of the code
        return html.replace("<math ", f'<math lang="{language.SOURCE}" ', 1)
    return html
