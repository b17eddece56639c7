"""The examples of docs/api.md work as they are printed."""

import io
import json
import re
from pathlib import Path

import pytest

from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db

PAGE = (Path(__file__).resolve().parents[2] / "docs/api.md").read_text("utf-8")
BODIES = re.findall(r"/calculations \\\n.*?-d '(.*?)'\n", PAGE, re.DOTALL)


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("body", BODIES)
def test_body_of_each_example_is_answered(post, body):
    assert post(body).status_code == 201


def test_there_are_examples_for_an_employer_and_a_payer():
    assert len(BODIES) >= 2
    assert "audience" in BODIES[1]


def test_python_example_prints_an_answer(client, monkeypatch, capsys):
    code = blocks("python")[0]

    def urlopen(request):
        path = request.full_url.removeprefix("http://localhost:8000")
        kind = request.headers["Content-type"]
        return io.BytesIO(client.post(path, request.data, content_type=kind).content)

    monkeypatch.setattr("urllib.request.urlopen", urlopen)
    exec(compile(code, "docs/api.md", "exec"), {})

    url, net, chance = capsys.readouterr().out.split()
    assert Scenario.objects.get().token in url
    assert int(net) != 0
    assert 0 <= float(chance) <= 1
    assert len(code.strip().splitlines()) <= 12


def test_printed_error_is_the_one_that_comes(post):
    (printed,) = blocks("json")
    body = {"members": 1, "overrides": {"surgery_cost.lumbar_fusion": "dear"}}

    assert post(body).json() == json.loads(printed)
