"""What the measurement pages ask: the size of a comparison group, and a year's actuals."""

from collections.abc import Mapping
from datetime import date

from calculator.decisions.models import (
    COUNTS,
    LONGEST_NOTE,
    MONEY,
    MOST_COUNTED,
    MOST_MONEY,
    Actual,
)
from calculator.engine.inputs.numbers import Unreadable, number, whole
from calculator.engine.measurement.plan import LEAST_RATIO, MOST_RATIO
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.scenarios.forms.inputs import Input

EARLIEST = 2000
LABELS = {
    "starts_on": noop("First day counted"),
    "months": noop("Months counted"),
    "opinions": noop("Opinions completed"),
    "not_confirmed": noop("Operations not confirmed"),
    "not_operated": noop("Of these, not operated 12 months later"),
    "operations": noop("Operations among all members"),
    "plan_saving": noop("Savings, as measured"),
    "program_cost": noop("What the program cost"),
    "note": noop("Note"),
}
HELPS = {
    "starts_on": noop("Year, month and day, such as 2027-01-01."),
    "months": noop("12 for a whole contract year."),
    "not_operated": noop(
        "Not the same as avoided: some of them would not have been operated anyway."
    ),
    "operations": noop("In the areas where the program acts, users or not, by the claims."),
    "plan_saving": noop("By whatever method the contract states; a minus for a loss. US dollars."),
    "program_cost": noop("Fees, incentives and your own work. US dollars."),
    "note": noop("Such as who counted, and how. At most {longest} characters."),
}
PARTS = (("not_confirmed", "opinions"), ("not_operated", "not_confirmed"))


class RatioForm:
    """How many members the comparison group has for each member offered the program."""

    def __init__(self, data: Mapping[str, str]) -> None:
        self.typed = data.get("ratio", "").strip() or "1"
        self.errors: tuple[str, ...] = ()
        self.ratio = 1.0
        try:
            self.ratio = number(self.typed, low=LEAST_RATIO, high=MOST_RATIO)
        except Unreadable as error:
            self.errors = (str(error),)

    @property
    def field(self) -> Input:
        """The box."""
        return Input(
            name="ratio",
            label=_("Members of the comparison group for each of yours"),
            value=self.typed,
            default="1",
            help=_(
                "{low} to {high}: 2 where it is twice as large as your group.",
                low=format(LEAST_RATIO, "g"),
                high=format(MOST_RATIO, "g"),
            ),
            errors=self.errors,
        )

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every message with the element it belongs to."""
        return [(self.field.id, message) for message in self.errors]


class ActualForm:
    """A contract year's actuals as typed; ``values`` holds what can be kept."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self.typed = {name: typed.get(name, "").replace("\x00", "").strip() for name in LABELS}
        self.errors: dict[str, list[str]] = {}
        self.values: dict[str, object] = {}

    @classmethod
    def of(cls, actual: Actual | None) -> "ActualForm":
        """Return the form as it was filled in, or an empty one."""
        if actual is None:
            return cls({"months": "12"})
        return cls({name: _shown(getattr(actual, name)) for name in LABELS})

    def is_valid(self) -> bool:
        """Judge everything at once; every message stands at its field."""
        self._take("starts_on", _day)
        self._take("months", lambda text: whole(text or "12", low=1, high=12))
        for name in COUNTS:
            self._take(name, lambda text: _known(text) and whole(text, low=0, high=MOST_COUNTED))
        for name in MONEY:
            low = 0 if name == "program_cost" else -MOST_MONEY
            self._take(name, lambda text, low=low: _money(text, low))
        self._take("note", _note)
        self._judge_together()
        return not self.errors

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The boxes in order."""
        return tuple(
            Input(
                name=name,
                label=label,
                value=self.typed[name],
                help=_(HELPS.get(name, ""), longest=LONGEST_NOTE),
                errors=tuple(self.errors.get(name, ())),
            )
            for name, label in LABELS.items()
        )

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every message with the element it belongs to."""
        ids = {item.name: item.id for item in self.inputs}
        return [(ids[name], said) for name in ids for said in self.errors.get(name, ())]

    def _take(self, name: str, read: object) -> None:
        try:
            self.values[name] = read(self.typed[name])
        except Unreadable as error:
            self.errors.setdefault(name, []).append(str(error))

    def _judge_together(self) -> None:
        for part, larger in PARTS:
            few, many = self.values.get(part), self.values.get(larger)
            if few is not None and many is not None and few > many:
                say = _(
                    "{few} is more than the {many} of “{label}”.",
                    few=format(few, ","),
                    many=format(many, ","),
                    label=_(LABELS[larger]),
                )
                self.errors.setdefault(part, []).append(say)
        quantities = (*COUNTS, *MONEY)
        if not self.errors and all(self.values.get(name) is None for name in quantities):
            self.errors["opinions"] = [_("Enter at least one count or sum.")]


def _known(text: str) -> str | None:
    return text or None


def _money(text: str, low: float) -> float | None:
    plain = text.replace("\u2212", "-")
    negative = plain.startswith("-$")
    plain = f"-{plain[2:]}" if negative else plain
    return number(plain, low=low, high=MOST_MONEY, unit="dollars") if plain else None


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not EARLIEST <= found.year <= date.today().year + 1:
        latest = date.today().year + 1
        raise Unreadable(
            _(
                "Enter a day of {earliest} to {latest}, such as 2027-01-01.",
                earliest=EARLIEST,
                latest=latest,
            )
        )
    return found


def _note(text: str) -> str:
    if len(text) > LONGEST_NOTE:
        raise Unreadable(
            _(
                "At most {longest} characters; {found} found.",
                longest=LONGEST_NOTE,
                found=format(len(text), ","),
            )
        )
    return text


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:.2f}"
    return str(value)
