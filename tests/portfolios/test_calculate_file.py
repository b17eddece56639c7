"""A portfolio from file to file: every good row answered, every bad cell explained."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from calculator.engine.errors import InvalidInput
from calculator.portfolios.reading import files
from calculator.portfolios.run import batch
from calculator.scenarios import services as scenarios
from tests.portfolios.conftest import DRAWS, Ran

Run = Callable[..., Ran]
CENT = {"rel": 1e-11, "abs": 0.005}


def answer_of(row: dict[str, str]) -> dict[str, float]:
    return {name: float(value) for name, value in row.items() if name.startswith("net")}


@pytest.mark.parametrize(
    ("header", "cells", "raw"),
    [
        ("members", "10000", {"members": 10000}),
        ("employees", "5 000", {"employees": 5000}),
        ("members,design,lens", "800,targeted,independent", None),
        ("members,horizon_years,uptake_ramp", "800,2,0.5;1", {"uptake_ramp": [0.5, 1]}),
        ("members,areas", "800,lumbar_fusion;knee_replacement", {"areas": None}),
        ("members,overrides.engagement", "800,2", {"overrides": {"engagement": 2}}),
        (
            "members,overrides.engagement.base,overrides.engagement.low,overrides.engagement.high",
            "800,1.1,0.5,2",
            {"overrides": {"engagement": {"base": 1.1, "low": 0.5, "high": 2}}},
        ),
        (
            "audience,members_by_line.commercial,members_by_line.medicaid",
            "payer,5000,20000",
            {"members_by_line": {"commercial": 5000, "medicaid": 20000}},
        ),
        (
            "members,age_mix.commercial.0-17,age_mix.commercial.18-44,"
            "age_mix.commercial.45-64,age_mix.commercial.65+",
            "800,0.1,0.2,0.3,0.4",
            {"age_mix": {"commercial": {"0-17": 0.1, "18-44": 0.2, "45-64": 0.3, "65+": 0.4}}},
        ),
    ],
)
def test_a_row_has_the_answer_of_its_own_calculation(
    run: Run, header: str, cells: str, raw: dict | None
) -> None:
    plain = dict(zip(header.split(","), cells.split(","), strict=True))
    raw = {n: v for n, v in plain.items() if "." not in n} | (raw or {}) | DRAWS
    if raw.get("areas", "") is None:
        raw["areas"] = plain["areas"].split(";")
    expected = scenarios.calculate(raw=raw)

    ran = run(f"group_id,{header}\na,{cells}\n")

    assert ran.refused == []
    found = answer_of(ran.results[0])
    assert found["net"] == pytest.approx(expected["totals"]["net"], **CENT)
    for percent, value in expected["psa"]["net"]["percentiles"].items():
        assert found[f"net_p{percent.replace('.', '_')}"] == pytest.approx(value, **CENT)


def test_groups_of_several_profiles_keep_the_order_of_the_file(run: Run) -> None:
    rows = [f"g{i},{100 + i},{'targeted' if i % 3 else 'voluntary'}" for i in range(30)]

    ran = run("group_id,members,design\n" + "\n".join(rows))

    assert [row["group_id"] for row in ran.results] == [f"g{i}" for i in range(30)]


def test_good_rows_are_answered_though_others_fail(run: Run) -> None:
    ran = run(
        "group_id,members,horizon_years\n"
        "a,1000,3\n"
        "b,none,3\n"
        "c,0,3\n"
        "a,5,3\n"
        ",5,3\n"
        "d,1000,99\n"
        "e,,3\n"
        "f,12.500,3\n"
    )

    assert [row["group_id"] for row in ran.results] == ["a"]
    reasons = {(row["row"], row["column"]): row["reason"] for row in ran.refused}
    assert "not a number" in reasons["2", "members"]
    assert "too small" in reasons["3", "members"]
    assert reasons["4", "group_id"] == "Another row has the same name."
    assert "name of its own" in reasons["5", "group_id"]
    assert "10" in reasons["6", "horizon_years"]
    assert set(reasons) >= {("8", "members")}
    assert (ran.outcome.rows, ran.outcome.refused) == (8, 7)


def test_a_row_says_what_a_calculation_of_its_own_would_say(run: Run) -> None:
    with pytest.raises(InvalidInput) as error:
        scenarios.calculate(raw={"members": "abc", "fee_per_opinion": "-4"})

    ran = run("group_id,members,fee_per_opinion\na,abc,-4\n")

    said = {row["column"]: row["reason"] for row in ran.refused}
    assert said == {name: " ".join(words) for name, words in error.value.errors.items()}


def test_defaults_hold_where_a_row_is_silent(run: Run) -> None:
    ran = run(
        "group_id,members,design\na,1000,\nb,1000,mandatory\n",
        defaults={"design": "targeted", "members": 77, "lens": "independent"},
    )

    for row, design in zip(ran.results, ("targeted", "mandatory"), strict=True):
        raw = {"members": 1000, "design": design, "lens": "independent"} | DRAWS
        expected = scenarios.calculate(raw=raw)["totals"]["net"]
        assert float(row["net"]) == pytest.approx(expected, **CENT)


def test_the_best_design_is_the_one_that_wins_side_by_side(run: Run) -> None:
    expected = scenarios.calculate(raw={"members": 9000} | DRAWS)["designs"]

    ran = run("group_id,members\na,9000\n")

    best = max(expected, key=lambda row: row["psa_mean_net"])
    assert ran.results[0]["best_design"] == best["slug"]


def test_totals_are_of_the_joint_draws(run: Run) -> None:
    ran = run(
        "group_id,members,region\na,1000,north\nb,2000,south\nc,3000,north\n", totals_by="region"
    )

    every, north, south = ran.outcome.totals
    assert (every["name"], north["name"], south["name"]) == ("", "north", "south")
    assert (every["groups"], north["groups"], south["groups"]) == (3, 2, 1)
    assert every["net"] == pytest.approx(sum(float(row["net"]) for row in ran.results))
    alone = float(ran.results[1]["net_p10"])
    assert south["net_percentiles"]["10"] == pytest.approx(alone)
    assert north["net"] + south["net"] == pytest.approx(every["net"])


def test_the_same_file_gives_the_same_bytes(run: Run) -> None:
    text = "group_id,members\n" + "\n".join(f"g{i},{i * 37 + 1}" for i in range(300))

    assert run(text).text == run(text).text


def test_chunks_change_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "\n".join(f"g{i},{i * 37 + 1},{'targeted' if i % 2 else ''}" for i in range(50))
    text = f"group_id,members,design\n{rows}\ng7,5,\n"
    whole = run(text)

    monkeypatch.setattr(files, "CHUNK", 8)
    cut = run(text)

    assert cut.refused == whole.refused
    assert [row["group_id"] for row in cut.results] == [row["group_id"] for row in whole.results]
    for a, b in zip(cut.results, whole.results, strict=True):
        assert answer_of(a) == pytest.approx(answer_of(b), **CENT)


def test_text_that_a_spreadsheet_would_run_is_made_harmless(run: Run) -> None:
    ran = run("group_id,members,note\n=cmd(),100,@sum\n-12,100,+5\n")

    assert [row["group_id"] for row in ran.results] == ["'=cmd()", "-12"]
    assert [row["note"] for row in ran.results] == ["'@sum", "+5"]


def test_a_parquet_file_gives_the_same_answers(run: Run, tmp_path: Path) -> None:
    expected = run("group_id,members\na,1234\n").text
    source = tmp_path / "groups.parquet"
    pl.DataFrame({"group_id": ["a"], "members": [1234]}).write_parquet(source)

    batch.calculate_file(
        source=source, results=tmp_path / "r", refused=tmp_path / "b", defaults=DRAWS
    )

    assert (tmp_path / "r").read_text() == expected


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("", "groups.csv", "cannot be read"),
        ("PAR1 no", "groups.parquet", "cannot be read"),
        ("group_id,members\na,1,2,3\n", "groups.csv", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(run: Run, text: str, name: str, said: str) -> None:
    with pytest.raises(InvalidInput) as error:
        run(text, name)

    assert said in error.value.errors["file"][0]


def test_totals_by_an_unknown_column_are_refused(run: Run) -> None:
    with pytest.raises(InvalidInput) as error:
        run("group_id,members\na,1\n", totals_by="region")

    assert "no text column region" in error.value.errors["totals_by"][0]


def test_totals_by_a_column_of_names_are_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calculator.portfolios.run.totals.MAX_TOTALS", 2)

    with pytest.raises(InvalidInput) as error:
        run("group_id,members,name\na,1,x\nb,1,y\nc,1,z\n", totals_by="name")

    assert "different values" in error.value.errors["totals_by"][0]
