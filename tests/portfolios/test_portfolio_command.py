"""The portfolio in a terminal."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from calculator.portfolios.run import writing


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    source = tmp_path / "groups.csv"
    source.write_text("group_id,members,region\na,1000,north\nb,none,south\n")
    return source


def answer(source: Path, *options: str) -> str:
    out = io.StringIO()
    files = [f"--{name}={source.parent / name}.csv" for name in ("results", "refused")]
    call_command("portfolio", str(source), *files, "--set=draws=1000", *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_it_says_what_became_of_the_rows(groups: Path) -> None:
    said = answer(groups, "--totals-by=region")

    assert "1 of 2 groups calculated" in said
    assert "1 refused, with the reason for each cell" in said
    assert "All groups (1): net −$" in said
    assert "north (1): net −$" in said
    assert (groups.parent / "results.csv").read_text().startswith("group_id,region,opinions,")


@pytest.mark.django_db
def test_it_prints_totals_as_json(groups: Path) -> None:
    totals = json.loads(answer(groups, "--json"))

    assert totals[0]["groups"] == 1
    assert totals[0]["net"] == pytest.approx(totals[0]["savings"] - totals[0]["program_cost"])


@pytest.mark.django_db
def test_a_workbook_gives_what_its_rows_give_as_csv(groups: Path) -> None:
    from_csv = (answer(groups, "--totals-by=region"), (groups.parent / "results.csv").read_text())
    source = groups.parent / "groups.xlsx"
    rows = [("a", 1000, "north"), ("b", "none", "south")]
    writing.write_rows(("group_id", "members", "region"), rows, source)

    from_workbook = (
        answer(source, "--totals-by=region"),
        (groups.parent / "results.csv").read_text(),
    )

    assert from_workbook == from_csv


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "said"), [("members\n5\n", "no column group_id"), ("", "cannot be read")]
)
def test_it_refuses_a_file_that_is_no_portfolio(tmp_path: Path, text: str, said: str) -> None:
    source = tmp_path / "groups.csv"
    source.write_text(text)

    with pytest.raises(CommandError, match=said) as error:
        answer(source)

    assert error.value.returncode == 2


@pytest.mark.django_db
def test_it_says_when_a_file_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        answer(tmp_path / "nothing.csv")
