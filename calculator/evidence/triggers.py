"""Triggers that hold a published release as it is, whoever writes and by whatever road.

A migration that alters an evidence table ends with ``RunPython(triggers.install)``: on SQLite
altering a table makes it anew, without its triggers (``test_immutability`` notices).
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

OF_RECORD = "{row}.release_id"
OF_PARENT = "(SELECT p.release_id FROM evidence_{parent} p WHERE p.id = {{row}}.{column}_id)"
OF_REPLACEMENT = (
    "(SELECT p.release_id FROM evidence_lensreplacement l JOIN evidence_parameter p"
    " ON p.id = l.parameter_id WHERE l.id = {row}.replacement_id)"
)
RECORDS = (
    "claim", "clinicalarea", "finding", "lens", "lineofbusiness", "marketestimate", "parameter",
    "program", "programdesign", "source",
)  # fmt: skip
LINKS = {
    "claimfinding": ("claim", "claim"),
    "designfinding": ("programdesign", "design"),
    "designoverride": ("programdesign", "design"),
    "designuptake": ("programdesign", "design"),
    "lensreplacement": ("parameter", "parameter"),
    "parameterfinding": ("parameter", "parameter"),
    "programfinding": ("program", "program"),
}
RELEASE_OF = {
    **dict.fromkeys(RECORDS, OF_RECORD),
    **{link: OF_PARENT.format(parent=p, column=c) for link, (p, c) in LINKS.items()},
    "replacementfinding": OF_REPLACEMENT,
}
FROZEN = (
    "id", "slug", "name", "date", "notes", "content_hash", "created_at", "created_by_id",
    "published_at", "published_by_id", "publish_reason",
)  # fmt: skip
SUPERSEDED = ("superseded_at", "successor_id")
WITHDRAWN = ("withdrawn_at", "withdrawn_by_id", "withdraw_reason")
STEPS = (("draft", "published"), ("published", "superseded"), ("superseded", "withdrawn"))
NOT_DRAFT = "this evidence release is not a draft: it cannot be changed"
UNFOUNDED = "a parameter has neither findings nor a stated judgement"


def release_rules(differs: str) -> dict[str, tuple[str, str]]:
    """Return event and condition under which a change of a release row is refused.

    ``differs`` is the database's operator for unequal, nulls included.
    """
    steps = " OR ".join(f"(OLD.state = '{a}' AND NEW.state = '{b}')" for a, b in STEPS)

    def changed(columns: tuple[str, ...]) -> str:
        return "(" + " OR ".join(f"OLD.{c} {differs} NEW.{c}" for c in columns) + ")"

    return {
        "insert": ("INSERT", "NEW.state <> 'draft'"),
        "delete": ("DELETE", "OLD.state <> 'draft'"),
        "step": ("UPDATE", f"OLD.state <> NEW.state AND NOT ({steps})"),
        "frozen": (
            "UPDATE",
            f"(OLD.state <> 'draft' AND {changed(FROZEN)})"
            f" OR (OLD.state IN ('superseded', 'withdrawn') AND {changed(SUPERSEDED)})"
            f" OR (OLD.state = 'withdrawn' AND {changed(WITHDRAWN)})",
        ),
    }


FOUNDED = (
    "OLD.state = 'draft' AND NEW.state = 'published' AND EXISTS (SELECT 1 FROM evidence_parameter p"
    " WHERE p.release_id = NEW.id AND p.basis = 'evidence' AND NOT EXISTS"
    " (SELECT 1 FROM evidence_parameterfinding f WHERE f.parameter_id = p.id))"
)


def sqlite_statements(tables: set[str]) -> list[str]:
    """Return the SQLite triggers of the tables that exist."""
    found = []
    for event, (verb, condition) in release_rules("IS NOT").items():
        found += _sqlite("release", event, verb, condition, NOT_DRAFT)
    found += _sqlite("release", "founded", "UPDATE", FOUNDED, UNFOUNDED)
    state = "(SELECT r.state FROM evidence_release r WHERE r.id = {release}) <> 'draft'"
    for table, release_of in RELEASE_OF.items():
        if f"evidence_{table}" not in tables:
            continue
        old, new = (state.format(release=release_of.format(row=row)) for row in ("OLD", "NEW"))
        for verb, condition in (
            ("INSERT", new),
            ("UPDATE", f"{old} OR {new}"),
            ("DELETE", old),
        ):
            found += _sqlite(table, verb.lower(), verb, condition, NOT_DRAFT)
    return found


def _sqlite(table: str, event: str, verb: str, condition: str, message: str) -> list[str]:
    name = f"evidence_{table}_{event}_guard"
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {verb} ON evidence_{table} FOR EACH ROW WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END",
    ]


def postgresql_statements(tables: set[str]) -> list[str]:
    """Return the PostgreSQL functions and triggers of the tables that exist.

    ``FOR SHARE`` makes a writer wait for a publication under way, and see its outcome.
    """
    checks = "".join(
        f"IF TG_OP = '{verb}' THEN IF {condition} THEN {_raise(NOT_DRAFT)} END IF; END IF; "
        for verb, condition in release_rules("IS DISTINCT FROM").values()
    )
    checks += f"IF TG_OP = 'UPDATE' THEN IF {FOUNDED} THEN {_raise(UNFOUNDED)} END IF; END IF; "
    found = _postgresql("release", "", checks)
    for table, release_of in RELEASE_OF.items():
        if f"evidence_{table}" not in tables:
            continue
        body = ""
        for row, other in (("OLD", "INSERT"), ("NEW", "DELETE")):
            body += (
                f"IF TG_OP <> '{other}' THEN SELECT r.state INTO held FROM evidence_release r"  # noqa: S608 - our own table names
                f" WHERE r.id = {release_of.format(row=row)} FOR SHARE;"
                f" IF held <> 'draft' THEN {_raise(NOT_DRAFT)} END IF; END IF; "
            )
        found += _postgresql(table, "DECLARE held text; ", body)
    return found


def _raise(message: str) -> str:
    return f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"


def _postgresql(table: str, declare: str, body: str) -> list[str]:
    name = f"evidence_{table}_guard"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ {declare}"
        f"BEGIN {body}IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $guard$",
        f"DROP TRIGGER IF EXISTS {name} ON evidence_{table}",
        f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OR DELETE ON evidence_{table}"
        f" FOR EACH ROW EXECUTE FUNCTION {name}()",
        "CREATE OR REPLACE FUNCTION evidence_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS"
        f" $guard$ BEGIN {_raise(NOT_DRAFT)} END $guard$",
        f"DROP TRIGGER IF EXISTS {name}_truncate ON evidence_{table}",
        f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON evidence_{table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse_truncate()",
    ]


STATEMENTS = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers of all evidence tables that exist, anew where they were there."""
    connection = schema_editor.connection
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor](tables):
            cursor.execute(statement)


def leave(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop nothing: the tables and their triggers go together."""
