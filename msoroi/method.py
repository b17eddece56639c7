"""The method page: docs/model.md to HTML, its LaTeX to MathML; rendered once per version."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

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


def page() -> Page:
    """Return the method page, rendered anew only when the file changed."""
    return _render(_file().stat().st_mtime_ns)


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
    return Page(body=mark_safe(html), contents=contents)  # noqa: S308 - raw HTML is off


def _file() -> Path:
    return Path(settings.BASE_DIR) / "docs" / "model.md"


@lru_cache(maxsize=1)
def _render(changed_at: int) -> Page:
    return to_html(_file().read_text(encoding="utf-8"))


def _math(content: str, options: dict[str, object]) -> str:
    display = "block" if options.get("display_mode") else "inline"
    return convert(content, display=display)
