"""The method pages: docs/model.md and docs/method to HTML, LaTeX to MathML; rendered once."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

PAGES = {
    "purpose": "Purpose and intended users",
    "limits": "Limits",
    "data": "Data and reliance",
    "assumptions": "Assumptions",
    "model-risk": "Model risk",
    "verification": "Verification",
    "reproduce": "How to reproduce it",
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
    """The rendered text, and its second-level headings as (anchor, words)."""

    body: SafeString
    contents: list[tuple[str, str]]


def page(slug: str = "") -> Page:
    """Return the equations, or a page of docs/method, rendered anew only when its file changed."""
    return _render(slug, _file(slug).stat().st_mtime_ns)


def address(slug: str) -> str:
    """Return where a page of docs/method, or else the equations, is to be read.

    >>> address("limits"), address("model")
    ('/method/limits/', '/method/')
    """
    return reverse("method-page", args=[slug]) if slug in PAGES else reverse("method")


def to_html(text: str) -> Page:
    """Return Markdown with LaTeX as HTML with MathML. Raw HTML in the text stays text.

    >>> str(to_html("A <b> is *x*.").body)
    '<p>A &lt;b&gt; is <em>x</em>.</p>\\n'
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.use(anchors_plugin, max_level=3)
    markdown.use(dollarmath_plugin, renderer=_math, allow_digits=False, allow_space=False)
    tokens = markdown.parse(text)
    contents = [
        (str(token.attrs["id"]), tokens[index + 1].content)
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    html = markdown.renderer.render(tokens, markdown.options, {})
    for markup, ours in REPLACEMENTS:
        html = html.replace(markup, ours)
    html = LINK.sub(lambda found: f'href="{address(found[1])}"', html)
    return Page(body=mark_safe(html), contents=contents)  # noqa: S308 - raw HTML is off


def _file(slug: str) -> Path:
    docs = Path(settings.BASE_DIR) / "docs"
    return docs / "method" / f"{slug}.md" if slug else docs / "model.md"


@lru_cache(maxsize=len(PAGES) + 1)
def _render(slug: str, changed_at: int) -> Page:
    return to_html(_file(slug).read_text(encoding="utf-8"))


def _math(content: str, options: dict[str, object]) -> str:
    display = "block" if options.get("display_mode") else "inline"
    return convert(content, display=display)
