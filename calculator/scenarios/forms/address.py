"""A form that an address fills in: its inputs as typed, with every message at its field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from calculator.engine.errors import InvalidInput
from calculator.engine.inputs.fields import Field
from calculator.scenarios.forms.inputs import Input, Option, choices_of, id_of, said


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Something to try; ``query`` fills the form in."""

    label: str
    query: str


class AddressForm:
    """Collects what was typed: ``raw`` goes to the engine, ``refuse`` takes its messages.

    A subclass names the ``fields`` that are declared.
    """

    fields: Mapping[str, Field]

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.errors: dict[str, list[str]] = {}

    @property
    def raw(self) -> dict[str, object]:
        """What the engine judges."""
        return {
            name: value
            for name, value in self.values.items()
            if name in self.fields and value.strip()
        }

    def refuse(self, error: InvalidInput) -> None:
        """Take over the engine's messages."""
        self.errors = error.errors

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every message with the id of the field it belongs to."""
        return [
            (self.id_of(name), message)
            for name, messages in self.errors.items()
            for message in messages
        ]

    def id_of(self, name: str) -> str:
        """Return the id of the element in which a field is typed."""
        return id_of(name)

    def is_stated(self, names: Iterable[str]) -> bool:
        """Say whether any of these is refused, or other than its default."""
        return any(
            self.errors.get(name)
            or self.values.get(name, "").strip() not in ("", self.fields[name].default)
            for name in names
        )

    def input(
        self, name: str, options: Iterable[Option] = (), *, label: str = "", default: str = ""
    ) -> Input:
        """Return the input of a declared field; ``label`` and ``default`` go before its own."""
        field, typed = self.fields[name], self.values.get(name, "")
        return Input(
            name=name,
            label=label or field.label,
            value=typed,
            default=default or field.default,
            help=field.help,
            choices=choices_of(name, options, typed.strip() or default or field.default),
            errors=said(self.errors, name),
        )
