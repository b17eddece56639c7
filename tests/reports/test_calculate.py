import json
import re
import shlex
import shutil

import pytest
from django.core.management import CommandError, call_command

from calculator.exhibits.paper import summary_for_paper
from calculator.reports.services import typeset
from calculator.scenarios import arguments, services
from calculator.scenarios.models import Scenario
from tests.reports import pdf
from tests.reports.conftest import flat
from tests.services import ROOT, bare_environment, manage

MEMBERS = ("--members", "10,000")
PAYER = ("--audience", "payer", "--line", "commercial=20000", "--line", "medicaid=10 000")


@pytest.fixture
def calculate(db, capsys):
    """Run the command; give what it printed and what it said on standard error."""

    def run(*words):
        call_command("calculate", *words)
        return capsys.readouterr()

    return run


def refused(calculate, *words):
    with pytest.raises(CommandError) as caught:
        calculate(*words)
    return caught.value


def test_it_prints_the_words_of_the_page(calculate):
    printed = flat(calculate(*MEMBERS).out)

    summary = summary_for_paper(services.calculate(raw={"members": 10_000}))
    for words in (
        summary.headline,
        summary.verdict,
        summary.context,
        summary.luck,
        summary.designs.title,
        *(part for tile in summary.tiles for part in (tile.label, tile.value, tile.detail)),
        *(part for turn in summary.turns for part in (turn.question, turn.answer)),
        *(cell.text for row in summary.designs.table.rows for cell in row.cells),
        *(part for line in summary.fingerprint for part in line),
    ):
        assert flat(words) in printed, words


def test_the_designs_stand_in_columns(calculate):
    lines = calculate(*MEMBERS).out.splitlines()
    rule = next(line for line in lines if re.fullmatch(r"-+(  -+)+", line))
    rows = lines[lines.index(rule) + 1 :][:5]

    assert len(rule.split()) == 6
    assert [row.split("  ")[0] for row in rows][-1] == "Mandatory review of lumbar fusion"
    assert len({len(row) for row in rows}) == 1


def test_json_is_the_result_and_nothing_else(calculate):
    printed = calculate(*PAYER, "--json").out

    raw = {"audience": "payer", "members_by_line": {"commercial": 20_000, "medicaid": 10_000}}
    assert json.loads(printed) == json.loads(json.dumps(services.calculate(raw=raw)))


def test_every_input_has_its_words(calculate):
    words = ("--employees", "5000", "--design", "mandatory", "--lens", "independent")
    words += ("--years", "2", "--set", "uptake_ramp=0.5,1", "--set", "areas=cabg,cancer")
    words += ("--set", "surgery_cost.cabg=70000,40000,120000", "--set", "advice_followed_rate=0.5")
    inputs = json.loads(calculate(*words, "--json").out)["inputs"]

    assert (inputs["employees"], inputs["design"], inputs["lens"]) == (
        5_000,
        "mandatory",
        "independent",
    )
    assert (inputs["horizon_years"], inputs["uptake_ramp"]) == (2, [0.5, 1.0])
    assert set(inputs["areas"]) == {"cabg", "cancer"}
    assert inputs["overrides"] == {
        "surgery_cost.cabg": {"base": 70_000, "low": 40_000, "high": 120_000},
        "advice_followed_rate": 0.5,
    }


def test_a_file_gives_inputs_and_words_go_over_it(calculate, tmp_path):
    file = tmp_path / "inputs.json"
    file.write_text('{"members": 500, "design": "passive", "overrides": {"engagement": 2}}')

    inputs = json.loads(calculate("--input", str(file), *MEMBERS, "--json").out)["inputs"]

    assert (inputs["members"], inputs["design"]) == (10_000, "passive")
    assert inputs["overrides"] == {"engagement": 2.0}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--members", "abc"), "members: “abc”"),
        (("--members", "0"), "members:"),
        ((*MEMBERS, "--design", "magic"), "design: “magic” is not a choice here."),
        ((*MEMBERS, "--set", "nope=1"), "overrides.nope: There is no parameter “nope”"),
        ((*MEMBERS, "--set", "engagement"), "set: “engagement” is not name=value."),
        ((*MEMBERS, "--set", "engagement=1,2"), "overrides.engagement: “1,2” is neither one"),
        ((*MEMBERS, "--line", "commercial"), "line: “commercial” is not name=value."),
    ],
)
def test_bad_input_gets_the_fields_own_message_and_code_2(calculate, words, said):
    error = refused(calculate, *words)

    assert error.returncode == 2
    assert str(error).startswith(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "input: "),
        ("[1]", "input: "),
        ('{"members": 10, "overrides": [1]}', "overrides: Give a map"),
    ],
)
def test_a_file_that_holds_no_inputs_is_refused(calculate, tmp_path, content, said):
    file = tmp_path / "inputs.json"
    file.write_text(content)

    error = refused(calculate, "--input", str(file), "--set", "engagement=1")

    assert (error.returncode, str(error)[: len(said)]) == (2, said)


def test_a_file_that_is_not_there_is_named(calculate, tmp_path):
    error = refused(calculate, "--input", str(tmp_path / "none.json"))

    assert "none.json: No such file" in str(error)


def test_the_pdf_of_an_unsaved_calculation_says_how_to_repeat_it(calculate, tmp_path):
    file = tmp_path / "summary.pdf"

    printed = calculate(*MEMBERS, "--set", "engagement=2", "--pdf", str(file), "--paper", "a4").out

    second = flat(pdf.text(file.read_bytes())[1])
    assert flat("python manage.py calculate --members 10,000 --set engagement=2") in second
    assert "http" not in second
    assert f"Summary written to {file}" in printed
    assert not Scenario.objects.exists()


def test_a_command_too_long_for_the_page_is_not_printed(calculate, tmp_path):
    file = tmp_path / "summary.pdf"
    result = services.calculate(raw={"members": 10_000})
    names = [row["parameter"] for row in result["assumptions"] if "cost" in row["parameter"]][:30]
    own = [word for name in names for word in ("--set", f"{name}=100")]

    calculate(*MEMBERS, *own, "--pdf", str(file))

    assert "itsowninputs,release" in flat(pdf.text(file.read_bytes())[1])


def test_a_saved_calculation_has_an_address_in_words_and_pdf(calculate, tmp_path):
    file = tmp_path / "summary.pdf"

    said = calculate(*MEMBERS, "--json", "--save", "--pdf", str(file))

    address = f"http://localhost:8000{Scenario.objects.get().get_absolute_url()}"
    assert f"Saved at {address}" in said.err
    assert flat(address) in flat(pdf.text(file.read_bytes())[1])
    assert json.loads(said.out)["members"] == 10_000


def test_a_deployed_site_is_named_in_the_address(calculate, settings):
    settings.EMBEDDED, settings.HTTPS = False, True
    settings.ALLOWED_HOSTS = [".savings.example.org"]

    assert "Saved at https://savings.example.org/c/" in calculate(*MEMBERS, "--save").out


def test_a_path_that_cannot_be_written_is_named(calculate, tmp_path):
    error = refused(calculate, *MEMBERS, "--pdf", str(tmp_path / "no" / "summary.pdf"))

    assert error.returncode == 1
    assert "summary.pdf: No such file or directory" in str(error)


def test_a_summary_that_cannot_be_set_is_an_error(calculate, tmp_path, monkeypatch):
    def refuse(document):
        raise typeset.TypesetError("no such font")

    monkeypatch.setattr(typeset, "pdf", refuse)

    error = refused(calculate, *MEMBERS, "--pdf", str(tmp_path / "summary.pdf"))

    assert "could not be set in type" in str(error)


@pytest.mark.parametrize(
    "raw",
    [
        {"members": "10000", "design": "mandatory", "overrides": {"engagement": "2"}},
        {"audience": "payer", "members_by_line": {"medicaid": "10 000"}, "seed": "7"},
        {"employees": "5", "overrides": {"engagement": {"base": "1", "low": "0", "high": "2"}}},
        {"members": "5", "areas": ["cabg", "cancer"], "uptake_ramp": ["1", "1", "0.5"]},
    ],
)
def test_words_of_inputs_give_the_inputs_again(raw):
    words = shlex.split(arguments.words_of(raw))[3:]
    pairs = list(zip(words[::2], words[1::2], strict=True))
    options = {option: name for name, option in arguments.OPTIONS.items()}

    again = arguments.raw_inputs(
        given={},
        options={options[option]: value for option, value in pairs if option in options},
        lines=[value for option, value in pairs if option == "--line"],
        settings=[value for option, value in pairs if option == "--set"],
    )

    assert again == raw


def test_words_leave_out_what_was_not_entered():
    assert arguments.words_of({"members": 5, "lens": None, "design": ""}).endswith("--members 5")


def test_it_needs_no_server_and_says_how_to_set_up_a_database(tmp_path):
    env = bare_environment(DATA_DIR=str(tmp_path))

    with pytest.raises(AssertionError, match=r"Run: manage\.py migrate"):
        manage("calculate", "--members", "10", env=env)
    manage("migrate", "-v0", env=env)
    with pytest.raises(AssertionError, match=r"Run: manage\.py load_release"):
        manage("calculate", "--members", "10", env=env)


def test_a_release_is_chosen_by_its_name(calculate):
    printed = calculate(*MEMBERS, "--release", "2026-11", "--json").out

    assert json.loads(printed)["evidence_release"] == "2026-11"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--release", "1999-01"), "neither a folder nor a published release"),
        (("--release", "evidence/releases/2026-11", "--save"), "leave out --pdf and --save"),
        (("--release", "docs"), "release.yaml is missing"),
    ],
    ids=["unknown", "not kept", "no release"],
)
def test_a_release_that_cannot_be_used_is_refused(calculate, words, said):
    assert said in str(refused(calculate, *MEMBERS, *words))


def test_files_that_were_altered_are_refused(calculate, tmp_path):
    folder = tmp_path / "2026-11"
    shutil.copytree(ROOT / "evidence" / "releases" / "2026-11", folder)
    parameters = folder / "parameters.yaml"
    parameters.write_text(parameters.read_text().replace("base: 3.21", "base: 3.22", 1))

    said = str(refused(calculate, *MEMBERS, "--release", str(folder)))

    assert "other content than release.yaml states" in said
