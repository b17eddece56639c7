"""Say the evidence's numbers in words and figures: pure functions, no database."""

import math
import re
from urllib.parse import quote, urlsplit

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

Z95 = 1.959963984540054
MINUS = "−"
DASH = "—"
INITIALS = re.compile(r"(?<=[a-z]) [A-Z]{1,4}$")
GRADES = {
    "A": noop("Direct, and seen: measured in people like these, and read in the source."),
    "B": noop("Good, but indirect or dated: another country, an older year, or a close neighbor."),
    "C": noop("Weak, or by analogy: few or small studies, or taken from a similar question."),
    "D": noop("Judgement: no study answers the question. Put in your own number if you have one."),
}
VERDICTS = {
    "confirmed": noop("The statement was found where it should be."),
    "plausible_unverified": noop("It may be true; no source for it was found."),
    "misattributed": noop("The number exists, but belongs to somebody or something else."),
    "unsupported": noop("No source was found, or the sources found contradict it."),
}


def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of a share from its counts.

    >>> [round(end, 4) for end in wilson(88, 134)]
    [0.573, 0.7317]
    >>> wilson(0, 20)[0], wilson(20, 20)[1]
    (0.0, 1.0)
    """
    share, z2 = numerator / denominator, Z95**2
    middle = (share + z2 / (2 * denominator)) / (1 + z2 / denominator)
    spread = share * (1 - share) / denominator + z2 / (4 * denominator**2)
    half = Z95 * math.sqrt(spread) / (1 + z2 / denominator)
    low = 0.0 if numerator == 0 else middle - half
    high = 1.0 if numerator == denominator else middle + half
    return low, high


def figure(value: float | None, unit: str) -> str:
    """Return a value as its unit is read: shares in percent, dollars with a sign.

    >>> figure(0.0875, "share of opinions"), figure(-5000, "USD 2025"), figure(3.21, "per 1,000")
    ('8.75%', '−$5,000', '3.21')
    >>> figure(9e6, "people"), figure(0.065, "per year"), figure(1.5, "USD"), figure(None, "USD")
    ('9,000,000', '6.5%', '$1.50', '—')
    """
    if value is None:
        return DASH
    sign, size = (MINUS if value < 0 else ""), abs(value)
    if is_percent(unit):
        return f"{sign}{_digits(size * 100)}%"
    if is_money(unit):
        return f"{sign}${size:,.2f}" if size % 1 and size < 1_000 else f"{sign}${size:,.0f}"
    return sign + _digits(size)


def is_percent(unit: str) -> bool:
    """Whether values of a unit are shown in percent."""
    return (
        unit.startswith(("share", "probability", "relative")) or unit == "per year"
    ) and "/" not in unit


def is_money(unit: str) -> bool:
    """Whether values of a unit are whole dollars (millions and billions keep their words)."""
    return unit.startswith("USD") and "illion" not in unit


def span(low: float | None, high: float | None, unit: str) -> str:
    """Return an interval, or the end that is known.

    >>> span(0.1, 0.6, "share"), span(None, 0.9, "share"), span(0.2, None, "share")
    ('10% to 60%', 'up to 90%', '20% or more')
    >>> span(1, 1, "ratio"), span(None, None, "ratio")
    ('—', '—')
    """
    if low is None and high is None:
        return DASH
    if low is None:
        return _("up to {high}", high=figure(high, unit))
    if high is None:
        return _("{low} or more", low=figure(low, unit))
    return DASH if low == high else between(figure(low, unit), figure(high, unit))


def between(low: str, high: str) -> str:
    """Return two figures as the ends of a range.

    >>> between("10%", "60%")
    '10% to 60%'
    """
    return _("{low} to {high}", low=low, high=high)


def rounded(value: float, unit: str) -> str:
    """Return a computed value to three significant digits, a share to a tenth of a percent.

    >>> rounded(0.57123, "share"), rounded(73_456.0, "USD 2025"), rounded(1.2345, "ratio")
    ('57.1%', '$73,500', '1.23')
    >>> rounded(0.000244, "share")
    '0%'
    """
    return figure(round(value, 3) if is_percent(unit) else float(f"{value:.2e}"), unit)


def rounded_span(low: float, high: float, unit: str) -> str:
    """Return an interval to three significant digits.

    >>> rounded_span(0.48567, 0.65221, "share")
    '48.6% to 65.2%'
    """
    return between(rounded(low, unit), rounded(high, unit))


def with_interval(value: float | None, low: float | None, high: float | None, unit: str) -> str:
    """Return a finding's number with its interval, to three digits, or what there is of it.

    >>> with_interval(0.58, 0.48, 0.67, "share"), with_interval(0.5, None, None, "share")
    ('58% (48% to 67%)', '50%')
    >>> with_interval(None, 0.1, 0.3, "share"), with_interval(None, None, None, "share")
    ('10% to 30%', '—')
    """
    ends = (end if end is None else float(f"{end:.2e}") for end in (low, high))
    interval = span(*ends, unit)
    if value is None:
        return interval
    return figure(value, unit) if interval == DASH else f"{figure(value, unit)} ({interval})"


def cited(authors: str, year: int | None) -> str:
    """Return a work by its first author and year.

    >>> cited("Meyer AND, Singh H, Graber ML", 2015), cited("2nd.MD", 2021), cited("", None)
    ('Meyer and others, 2015', '2nd.MD, 2021', 'No author, n.d.')
    """
    first, more, _rest = (authors or _("No author")).partition(",")
    name, when = INITIALS.sub("", first), str(year or _("n.d."))
    if more:
        return _("{name} and others, {year}", name=name, year=when)
    return _("{name}, {year}", name=name, year=when)


def counts(numerator: int | None, denominator: int | None) -> str:
    """Return counts as they are read aloud.

    >>> counts(88, 134), counts(None, 53), counts(None, None)
    ('88 of 134', '53 in all', '')
    """
    if denominator is None:
        return ""
    if numerator is None:
        return _("{n} in all", n=f"{denominator:,}")
    return _("{part} of {whole}", part=f"{numerator:,}", whole=f"{denominator:,}")


def from_counts(numerator: int | None, denominator: int | None) -> str:
    """Return the Wilson interval of counts in percent, empty where there are none.

    >>> from_counts(88, 134), from_counts(None, 53)
    ('57.3% to 73.2%', '')
    """
    if numerator is None or not denominator:
        return ""
    low, high = wilson(numerator, denominator)
    return between(f"{low:.1%}", f"{high:.1%}")


def growth(first: float, last: float, years: int) -> float:
    """Return the yearly growth that leads from one value to another.

    >>> round(growth(7.12, 20.45, 7), 4)
    0.1627
    """
    return (last / first) ** (1 / years) - 1


def implied_growth(
    first: tuple[float | None, float | None], last: tuple[float | None, float | None], years: int
) -> str:
    """Return the growth implied by two end points; both extremes where they are ranges.

    >>> implied_growth((7.12, 7.12), (20.45, 20.45), 7), implied_growth((5, 8), (15, 25), 6)
    ('16.27%', '11.05% to 30.77%')
    >>> implied_growth((None, None), (9.75, 9.75), 7)
    'cannot be computed: an end point is missing'
    """
    if None in first or None in last:
        return _("cannot be computed: an end point is missing")
    slowest, fastest = growth(first[1], last[0], years), growth(first[0], last[1], years)
    if first[0] == first[1] and last[0] == last[1]:
        return _signed_percent(slowest)
    return between(_signed_percent(slowest), _signed_percent(fastest))


def billions(low: float | None, high: float | None) -> str:
    """Return billions of dollars.

    >>> billions(7.12, 7.12), billions(5, 8), billions(None, None)
    ('$7.12 billion', '$5 to $8 billion', 'not stated')
    """
    if low is None or high is None:
        return _("not stated")
    if low == high:
        return _("${n} billion", n=f"{low:g}")
    return _("${low} to ${high} billion", low=f"{low:g}", high=f"{high:g}")


def stated_growth(low: float | None, high: float | None) -> str:
    """Return a stated yearly growth.

    >>> stated_growth(0.0695, 0.0695), stated_growth(0.15, 0.2), stated_growth(None, None)
    ('6.95%', '15% to 20%', 'not stated')
    """
    if low is None or high is None:
        return _("not stated")
    shown = figure(low, "share")
    return shown if low == high else between(shown, figure(high, "share"))


def web_link(address: str) -> str:
    """Return an address that a page may link to, else an empty string.

    >>> web_link("https://example.org/a"), web_link("javascript:alert(1)"), web_link("none")
    ('https://example.org/a', '', '')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""


def doi_link(doi: str) -> str:
    """Return the address of a DOI, its odd characters quoted.

    >>> doi_link("10.1002/(sici)1:10<2::aid>3.0.co;2-x")
    'https://doi.org/10.1002/(sici)1:10%3C2::aid%3E3.0.co;2-x'
    """
    return f"https://doi.org/{quote(doi, safe='/:;()')}" if doi else ""


def prices(listed: object) -> str:
    """Return a list price, given as a number, a text, or prices by year or place.

    >>> prices(2400), prices("700 (recalled)"), prices({"california": 590, "elsewhere": 790})
    ('$2,400', '700 (recalled)', 'California: $590; elsewhere: $790')
    >>> prices({"low": 500, "high": 5000}), prices(None), prices({"y2022": "just under 2,000"})
    ('$500 to $5,000', 'not stated', '2022: just under 2,000')
    """
    if listed is None:
        return _("not stated")
    if isinstance(listed, dict):
        if set(listed) == {"low", "high"}:
            return between(prices(listed["low"]), prices(listed["high"]))
        found = "; ".join(f"{_when(key)}: {prices(value)}" for key, value in listed.items())
        return found[:1].upper() + found[1:]
    if isinstance(listed, int | float) and not isinstance(listed, bool):
        return f"${listed:,.0f}"
    return str(listed)


def is_worded(listed: object) -> bool:
    """Whether a list price is stated in words, or year by year, rather than as a plain number.

    >>> is_worded("700 (recalled)"), is_worded({"low": 500, "high": 5000}), is_worded(2400)
    (True, False, False)
    """
    return isinstance(listed, str) or (isinstance(listed, dict) and set(listed) != {"low", "high"})


def words(key: str) -> str:
    """Return a machine name as words.

    >>> words("diagnosis_change"), words("journal_article")
    ('diagnosis change', 'journal article')
    """
    return key.replace("_", " ")


def _when(key: str) -> str:
    return key[1:] if key[:1] == "y" and key[1:].isdigit() else words(key)


def _signed_percent(value: float) -> str:
    return f"{MINUS if value < 0 else ''}{abs(value):.2%}"


def _digits(size: float) -> str:
    if size >= 1_000:
        return f"{size:,.0f}"
    return f"{size:.4g}" if size >= 0.001 or size == 0 else f"{size:.2g}"
