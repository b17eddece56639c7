"""Every template says what it says through the catalog."""

import pytest

from tests.language import templates
from tests.services import ROOT


def test_no_template_says_anything_untranslated():
    found = [
        path.relative_to(ROOT).as_posix()
        for path in templates.spoken()
        if templates.untranslated(path.read_text())
    ]

    assert found == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Net</p>", ["Net"]),
        ('<p>{% translate "Net" %}</p>', []),
        ("{% blocktranslate %}Net of {{ n }}{% endblocktranslate %} a year", ["year"]),
        ('<img alt="A chart">', ["chart"]),
        ('<p lang="en">Title of <i>a study</i></p> and', ["and"]),
        ("{% comment %}why{% endcomment %}{{ name }}", []),
        ("<code>script/run</code> JSON", []),
    ],
)
def test_words_outside_the_tags_are_noticed(source, words):
    assert templates.untranslated(source) == words
