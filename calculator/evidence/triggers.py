"""Triggers that hold a published release as it is, whoever writes and by whatever road.

A migration that alters an evidence table begins with ``RunPython(triggers.remove)`` and ends with
``RunPython(triggers.install)``: on SQLite altering a table makes it anew, without its triggers
(``test_immutability`` notices).
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from calculator.evidence import guards
from calculator.evidence.guards import APPEND_ONLY, NOT_DRAFT, Rule

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


def sqlite_statements(tables: set[str], columns: set[str]) -> list[str]:
    """Return the SQLite triggers of the tables and columns of a release that exist."""
    found = []
    for table, rules in _guarded(tables, columns, "IS NOT"):
        for name, rule in rules.items():
            found += _sqlite(table, name, *rule)
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


def postgresql_statements(tables: set[str], columns: set[str]) -> list[str]:
    """Return the PostgreSQL functions and triggers of the tables and columns that exist.

    ``FOR SHARE`` makes a writer wait for a publication under way, and see its outcome.
    """
    found = []
    for table, rules in _guarded(tables, columns, "IS DISTINCT FROM", " FOR SHARE"):
        found += _postgresql(table, "", "".join(map(_check, rules.values())))
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


def _guarded(
    tables: set[str], columns: set[str], differs: str, locked: str = ""
) -> list[tuple[str, dict[str, Rule]]]:
    found = [("release", guards.release_rules(columns, differs))]
    if "evidence_change" in tables:
        found[0][1].update(guards.approval_rules(differs))
        found.append(("change", guards.log_rules(locked)))
    return found


def _check(rule: Rule) -> str:
    verb, condition, message = rule
    return f"IF TG_OP = '{verb}' THEN IF {condition} THEN {_raise(message)} END IF; END IF; "


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
        f"CREATE OR REPLACE FUNCTION {name}_truncate() RETURNS trigger LANGUAGE plpgsql AS"
        f" $guard$ BEGIN {_raise(APPEND_ONLY if table == 'change' else NOT_DRAFT)} END $guard$",
        f"DROP TRIGGER IF EXISTS {name}_truncate ON evidence_{table}",
        f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON evidence_{table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {name}_truncate()",
    ]


STATEMENTS = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers of all evidence tables that exist, anew where they were there."""
    connection = schema_editor.connection
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, "evidence_release")
        columns = {column.name for column in described}
        for statement in STATEMENTS[connection.vendor](tables, columns):
            cursor.execute(statement)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off for the time of a migration: SQLite cannot remake a table under them.

    PostgreSQL keeps its own, which change no table's shape.
    """
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            if name.startswith("evidence_") and name.endswith("_guard"):
                cursor.execute(f"DROP TRIGGER {name}")


def leave(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop nothing: the tables and their triggers go together."""
