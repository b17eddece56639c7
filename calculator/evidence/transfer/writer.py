"""Put the rows of a plan into a draft, one savepoint each, and hear what the database refuses.

A dry run is the same act undone at its end, so that it cannot promise what an import would refuse.
"""

from collections.abc import Callable, Iterator

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, models, transaction

from calculator.evidence.canonical.content import Content, of_line
from calculator.evidence.canonical.importer import by_band
from calculator.evidence.models import (
    Claim,
    ClinicalArea,
    Finding,
    Lens,
    LensReplacement,
    LineOfBusiness,
    Parameter,
    Release,
    Source,
)
from calculator.evidence.models.parameters import BAND_RATES
from calculator.evidence.shapes import SHAPES, Row
from calculator.evidence.transfer.plan import Entry, Known, Problem

MODELS: dict[str, type[models.Model]] = {
    "sources": Source,
    "findings": Finding,
    "parameters": Parameter,
    "claims": Claim,
}
TARGETS: dict[str, type[models.Model]] = {
    **MODELS,
    "areas": ClinicalArea,
    "lines_of_business": LineOfBusiness,
    "lenses": Lens,
}
COLUMNS = {
    "slug": "id",
    "label": "name",
    "family": "distribution",
    "line": "area",
    "chosen_finding": "chosen",
}


class Writer:
    """Writes entries into one draft, and remembers what a row may point at."""

    def __init__(self, release: Release, content: Content) -> None:
        self.release = release
        self.known = Known.of(content)

    def put(self, entry: Entry) -> Entry:
        """Write an entry that is new or changed; return it, refused where it cannot be."""
        if entry.status not in ("new", "changed"):
            return entry
        missing = tuple(self.known.missing(entry.kind, entry.after))
        if missing:
            return entry.refused(*missing)
        try:
            with transaction.atomic():
                self._write(entry)
        except ValidationError as error:
            return entry.refused(*_said(error))
        except IntegrityError as error:
            return entry.refused(_constraint(MODELS[entry.kind], error))
        except (DatabaseError, OverflowError, ValueError):
            return entry.refused(Problem("", "the database cannot keep this row"))
        self.known.names[entry.kind].add(entry.name)
        return entry

    def _write(self, entry: Entry) -> None:
        model = MODELS[entry.kind]
        record = (
            model.objects.get(release=self.release, slug=entry.name)
            if entry.before is not None
            else model(release=self.release, slug=entry.name)
        )
        _fill(record, entry.kind, entry.after)
        MORE[entry.kind](self, record, entry.after)
        record.full_clean(validate_unique=False, validate_constraints=False)
        record.save()
        LINKS[entry.kind](self, record, entry.after)

    def target(self, kind: str, name: object) -> models.Model:
        """Return the record of the draft with this name."""
        return TARGETS[kind].objects.get(release=self.release, slug=name)

    def link(self, links: models.Manager, names: list[str], left_out: Row | None = None) -> None:
        """Tie a record to these findings, in this order, and to no other."""
        found = {
            finding.slug: finding
            for finding in Finding.objects.filter(release=self.release, slug__in=names)
        }
        owner = {links.field.name: links.instance}
        links.all().delete()
        links.model.objects.bulk_create(
            links.model(**owner, finding=found[name], position=n, **not_counted(left_out, name))
            for n, name in enumerate(names)
        )

    def replace_lenses(self, parameter: Parameter, lenses: dict[str, Row]) -> None:
        """Give a parameter these lens replacements and no other."""
        held = {item.lens.slug: item for item in parameter.replacements.select_related("lens")}
        for slug, item in held.items():
            if slug not in lenses:
                item.delete()
        for position, (slug, row) in enumerate(lenses.items()):
            lens = self.target("lenses", slug)
            item = held.get(slug) or LensReplacement(lens=lens, position=position)
            item.parameter = parameter
            _fill(item, "replacements", row)
            try:
                item.full_clean(validate_unique=False, validate_constraints=False)
            except ValidationError as error:
                raise ValidationError({f"{slug}.": error.messages}) from error
            item.save()
            self.link(item.finding_links, list(row.get("findings", ())))


def not_counted(left_out: Row | None, name: str) -> Row:
    """Return the columns of a finding that does not count, nothing for one that does."""
    reason = (left_out or {}).get(name)
    return {"is_admissible": False, "reason": reason} if reason else {}


def _fill(record: models.Model, kind: str, row: Row) -> None:
    """Set every column of a record from its row; what the row leaves out becomes empty."""
    for field in SHAPES[kind]:
        if not field.attribute:
            continue
        column = record._meta.get_field(field.attribute)
        value = row.get(field.name)
        if value is None:
            value = column.get_default() if not column.null else None
        setattr(record, field.attribute, value)


def _nothing(writer: Writer, record: models.Model, row: Row) -> None:
    """Leave it there: every column of this kind is plain."""


def _source(writer: Writer, record: models.Model, row: Row) -> None:
    record.source = writer.target("sources", row["source"])


def _scope(writer: Writer, record: models.Model, row: Row) -> None:
    record.area = record.line = None
    if "area" in row:
        attribute, kind = ("line", "lines_of_business") if of_line(row) else ("area", "areas")
        setattr(record, attribute, writer.target(kind, row["area"]))
    record.chosen_finding = writer.target("findings", row["chosen"]) if "chosen" in row else None
    rates = by_band(BAND_RATES, row["by_age_band"]) if "by_age_band" in row else {}
    for name in BAND_RATES:
        setattr(record, name, rates.get(name))


def _grounds(writer: Writer, record: models.Model, row: Row) -> None:
    writer.link(record.finding_links, list(row.get("findings", ())), row.get("left_out"))
    writer.replace_lenses(record, row.get("lenses", {}))


def _superseded(writer: Writer, record: models.Model, row: Row) -> None:
    writer.link(record.finding_links, list(row.get("superseded_by", ())))


Step = Callable[[Writer, models.Model, Row], None]
MORE: dict[str, Step] = {
    "sources": _nothing,
    "findings": _source,
    "parameters": _scope,
    "claims": _nothing,
}
LINKS: dict[str, Step] = {
    "sources": _nothing,
    "findings": _nothing,
    "parameters": _grounds,
    "claims": _superseded,
}


def _said(error: ValidationError) -> Iterator[Problem]:
    for name, messages in error.message_dict.items():
        column = "" if name == "__all__" else COLUMNS.get(name, name).removesuffix(".")
        yield Problem(column, " ".join(messages))


def _constraint(model: type[models.Model], error: IntegrityError) -> Problem:
    """Say which rule of the database a row breaks, in the rule's own words."""
    tables = (model, LensReplacement) if model is Parameter else (model,)
    for constraint in (rule for table in tables for rule in table._meta.constraints):
        if constraint.name in str(error):
            return Problem(_fields(constraint), str(constraint.get_violation_error_message()))
    return Problem("", "the database refuses this row")


def _fields(constraint: models.BaseConstraint) -> str:
    """Name the columns that a rule compares."""
    condition = getattr(constraint, "condition", None)
    names = sorted(condition.referenced_base_fields) if condition else list(constraint.fields)
    return ", ".join(COLUMNS.get(name, name) for name in names)
