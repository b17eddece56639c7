"""Reads raw fields one by one and collects every error, so that a user mends them in one go."""

from collections.abc import Mapping

from calculator.engine.errors import InvalidInput
from calculator.engine.inputs import numbers
from calculator.engine.inputs.fields import FIELD, Field
from calculator.language import gettext as _

YES, NO = {"yes", "true", "on", "1"}, {"no", "false", "off", "0", ""}


class Reader:
    """Raw values by field, and the errors found so far. An empty text means "not given".

    ``fields`` declares the fields: those of a scenario, or of a claim.
    """

    def __init__(self, raw: Mapping[str, object], fields: Mapping[str, Field] = FIELD) -> None:
        self.raw = raw
        self.fields = fields
        self.errors: dict[str, list[str]] = {}

    def has(self, name: str) -> bool:
        """Whether the field was given."""
        value = self.raw.get(name)
        return not (value is None or (isinstance(value, str) and not value.strip()))

    def refuse(self, field: str, message: str) -> None:
        """Keep an error at its field."""
        self.errors.setdefault(field, []).append(message)

    def refuse_unknown(self, said: str) -> None:
        """Refuse each raw field that is not declared; ``said`` names {shown} and {known}."""
        known = ", ".join(self.fields)
        for name in sorted(str(name) for name in self.raw):
            if name not in self.fields:
                shown = numbers.shown(name)
                self.refuse(numbers.name_of(name), _(said, shown=shown, known=known))

    def errors_under(self, name: str) -> bool:
        """Whether the field or a part of it was refused."""
        return any(field == name or field.startswith(f"{name}.") for field in self.errors)

    def check(self) -> None:
        """Raise all errors at once.

        Raises:
            InvalidInput: if any field was refused.
        """
        if self.errors:
            raise InvalidInput(self.errors)

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        """Return one of the choices; the default where the field is absent or refused."""
        if not self.has(name):
            return default
        value = self.raw[name]
        if isinstance(value, str) and value.strip() in choices:
            return value.strip()
        found = numbers.shown(value)
        self.refuse(
            name,
            _(
                "{found} is not a choice here. Choose one of {list}.",
                found=found,
                list=", ".join(choices),
            ),
        )
        return default

    def whole(self, name: str) -> int | None:
        """Return a whole number within the field's bounds, or None."""
        if not self.has(name):
            return None
        field = self.fields[name]
        try:
            return numbers.whole(self.raw[name], low=field.low, high=field.high, unit=field.unit)
        except numbers.Unreadable as error:
            self.refuse(name, str(error))
            return None

    def number(self, name: str) -> float | None:
        """Return a number within the field's bounds, or None."""
        if not self.has(name):
            return None
        try:
            return numbers.of_field(self.raw[name], self.fields[name])
        except numbers.Unreadable as error:
            self.refuse(name, str(error))
            return None

    def yes_no(self, name: str) -> bool:
        """Return a yes or no; no where the field is absent."""
        value = self.raw.get(name, False)
        if value is None or isinstance(value, bool):
            return bool(value)
        word = value.strip().lower() if isinstance(value, str) else value
        if word in (0, 1):
            return word == 1
        if not isinstance(word, str) or word not in YES | NO:
            self.refuse(
                name,
                _("{shown} is neither yes nor no. Enter yes or no.", shown=numbers.shown(value)),
            )
        return isinstance(word, str) and word in YES

    def mapping(self, name: str) -> dict[str, object]:
        """Return a map with empty entries left out; an empty one where the field is absent."""
        if not self.has(name):
            return {}
        value = self.raw[name]
        if not isinstance(value, Mapping):
            found = numbers.shown(value)
            self.refuse(
                name, _("{found} is not a map. Give a map from name to value.", found=found)
            )
            return {}
        return {str(key): item for key, item in value.items() if item not in (None, "")}

    def many(self, name: str) -> list[object] | None:
        """Return a list, also from text with commas or spaces; None where the field is absent."""
        if not self.has(name):
            return None
        value = self.raw[name]
        if isinstance(value, str):
            return list(value.replace(";", " ").replace(",", " ").split())
        if isinstance(value, list | tuple | set | frozenset):
            return list(value)
        self.refuse(name, _("{shown} is not a list. Give a list.", shown=numbers.shown(value)))
        return None
