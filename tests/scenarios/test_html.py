"""What holds for the markup of every page of the calculator."""

import re
from html.parser import HTMLParser

import pytest

pytestmark = pytest.mark.django_db

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Checker(HTMLParser):
    """Collects ids, references and anything inline."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.references: set[str] = set()
        self.inline: list[str] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        named = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form")
        for name in named[:-1] if tag == "mo" else named:  # MathML's form says prefix or postfix
            self.references |= set((found.get(name) or "").split())
        if found.get("href", "").startswith("#"):
            self.references.add(found["href"][1:])
        self.inline += [
            f"{tag} {name}" for name in found if name == "style" or name.startswith("on")
        ]
        if tag == "style" or (tag == "script" and "src" not in found):
            self.inline.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)


@pytest.fixture
def changed_url(client):
    data = {
        "size": "10,000",
        "size_is": "members",
        "lens": "independent",
        "include_productivity": "yes",
        "overrides.surgery_cost.cabg.base": "50000",
    }
    return client.post("/", data)["Location"]


def pages(client, saved, changed_url):
    yield client.get("/")
    yield client.get("/?audience=payer")
    yield client.post("/", {"size": "x", "overrides.engagement.base": "x"})
    yield client.get(saved.get_absolute_url())
    yield client.get(changed_url)
    yield client.get("/method/")
    yield client.get("/nowhere/")


def test_markup_is_sound_and_nothing_is_inline(client, saved, changed_url):
    for response in pages(client, saved, changed_url):
        checker = Checker()
        checker.feed(response.content.decode())

        where = response.request["PATH_INFO"]
        assert checker.inline == [], where
        assert checker.unbalanced == [], where
        assert len(checker.ids) == len(set(checker.ids)), where
        assert checker.references <= set(checker.ids), where
        assert checker.headings.count(1) == 1, where
        steps = zip(checker.headings, checker.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), where


def test_strict_policy_on_every_page(client, saved, changed_url):
    for response in pages(client, saved, changed_url):
        policy = response["Content-Security-Policy"]

        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "style-src 'self'" in policy
        assert "unsafe" not in policy


def test_pages_are_light(client, saved, changed_url):
    for response in pages(client, saved, changed_url):
        assert len(response.content) < 250_000, response.request["PATH_INFO"]


def test_an_answer_is_not_indexed_nor_kept_by_proxies(client, saved):
    response = client.get(saved.get_absolute_url())

    assert response["X-Robots-Tag"] == "noindex"
    assert "private" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


def test_an_answer_needs_few_queries(client, saved, django_assert_max_num_queries):
    client.get(saved.get_absolute_url())

    with django_assert_max_num_queries(6):
        client.get(saved.get_absolute_url())
    with django_assert_max_num_queries(4):
        client.get("/")


def test_every_exhibit_has_an_address_and_stands_in_the_contents(client, saved):
    response = client.get(saved.get_absolute_url())

    page, exhibits = response.content.decode(), response.context["page"].exhibits
    assert len(exhibits) >= 13
    for exhibit in exhibits:
        assert f'<section class="exhibit" id="{exhibit.slug}"' in page
        assert f'<a href="#{exhibit.slug}">' in page


def test_the_sentence_comes_first(client, saved):
    response = client.get(saved.get_absolute_url())

    main = response.content.decode().split("<main", 1)[1]
    assert main.index('class="sentence"') < main.index('class="tiles"')
    assert main.index('class="tiles"') < main.index('id="turns-title"')


def test_every_drawing_has_words_and_a_table(client, saved):
    response = client.get(saved.get_absolute_url())

    for exhibit in response.context["page"].exhibits:
        if exhibit.chart:
            assert exhibit.chart.alt
            assert exhibit.table is not None


def test_no_cents_in_sums(client, saved):
    page = client.get(saved.get_absolute_url()).content.decode()

    assert not re.search(r"\$\d{1,3}(,\d{3})+\.\d", page)


def test_what_is_typed_is_escaped(client):
    page = client.post("/", {"size": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in page
