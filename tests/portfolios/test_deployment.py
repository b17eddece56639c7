"""A deployment on PostgreSQL and Redis: a portfolio and its reports by the API, workers killed."""

import ast
import csv
import hashlib
import io
import json
import os
import signal
import time
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from calculator.bundles.moving import PART
from tests.portfolios.test_worker import second_worker, shell
from tests.reports.test_worker import ON_REDIS
from tests.services import Site, postgresql_server, redis_server, site, wait_until

GROUPS = PART + 2  # two parts: one long enough to be killed in its midst
INPUTS = json.dumps({"draws": 1_000, "seed": 7})
PAUSE = 2.5  # seconds
FORM = "a-boundary-of-this-test"
ISSUE = """
from calculator.accounts.models import User
from calculator.api.tokens import services
ann = User.objects.create_user("ann", "ann@example.org")
print(services.issue_token(owner=ann, name="test", scopes=["portfolios:run"], days=1)[1])
"""
PARTS = """
from calculator.bundles.models import BundlePart
print(list(BundlePart.objects.order_by("number").values_list("status", "runs")))
"""


@pytest.fixture(scope="module")
def deployment() -> Iterator[Site]:
    with (
        postgresql_server() as database,
        redis_server() as redis,
        site(DATABASE_URL=database, REDIS_URL=redis, **ON_REDIS) as found,
    ):
        yield found


class Program:
    """Asks the API of a site with a token."""

    def __init__(self, found: Site) -> None:
        self.site = found
        self.headers = {"Authorization": f"Bearer {shell(found, ISSUE).strip()}"}

    def upload(self, text: str) -> str:
        """Start a file of groups; return the address that says where it stands."""
        fields = {"totals_by": "region", "inputs": INPUTS}
        parts = [f'name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
        parts.append(f'name="file"; filename="groups.csv"\r\n\r\n{text}')
        head = f"--{FORM}\r\nContent-Disposition: form-data; "
        body = "".join(f"{head}{part}\r\n" for part in parts) + f"--{FORM}--\r\n"
        typed = self.headers | {"Content-Type": f"multipart/form-data; boundary={FORM}"}
        status, answer = self.site.ask("POST", "/api/v1/portfolios", body.encode(), typed)
        assert status == 202, answer
        return "/api/v1/portfolios/" + json.loads(answer)["id"]

    def post(self, address: str) -> Any:
        status, answer = self.site.ask("POST", address, b"", self.headers)
        assert status == 202, answer
        return json.loads(answer)

    def get(self, address: str) -> Any:
        """Return what an address says, at most every few seconds: programs are asked to wait."""
        time.sleep(PAUSE)
        return json.loads(self.content(address))

    def content(self, address: str) -> bytes:
        status, answer = self.site.ask("GET", address, None, self.headers)
        assert status == 200, answer
        return answer

    def is_done(self, address: str) -> bool:
        found = self.get(address)
        assert found["status"] != "failed", found
        return found["status"] == "done"


def test_a_portfolio_and_its_reports_on_postgresql_survive_a_killed_worker(deployment):
    program = Program(deployment)
    names = [f"g{i}" for i in range(GROUPS)]
    rows = [f"{name},{1_000 + i},{'north' if i % 2 else 'south'}" for i, name in enumerate(names)]
    deployment.start_worker()
    second = second_worker(deployment)
    portfolio = program.upload("\n".join(["group_id,members,region", *rows, "bad,none,south"]))

    wait_until(lambda: program.is_done(portfolio), "the portfolio is done", 120)
    found = program.get(portfolio)
    assert (found["rows"], found["refused"]) == (GROUPS + 1, 1)
    assert [total["groups"] for total in found["totals"]] == [GROUPS, GROUPS // 2, GROUPS // 2]
    text = program.content(f"{portfolio}/files/results.csv").decode()
    assert [row["group_id"] for row in csv.DictReader(io.StringIO(text))] == names
    assert "bad" not in text

    reports = f"{portfolio}/reports"
    program.post(reports)
    wait_until(lambda: program.get(reports)["groups_done"] > 5, "some PDFs are made", 60)
    deployment.kill_worker()
    os.killpg(second.pid, signal.SIGKILL)
    assert ("running", 1) in ast.literal_eval(shell(deployment, PARTS))
    deployment.start_worker()
    wait_until(lambda: program.is_done(reports), "the reports are done", 300)

    assert ("done", 2) in ast.literal_eval(shell(deployment, PARTS))
    with zipfile.ZipFile(io.BytesIO(program.content(f"{reports}/file"))) as archive:
        lines = list(csv.DictReader(io.StringIO(archive.read("groups.csv").decode())))
        held = archive.namelist()
        hashes = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in held}
    assert [line["group_id"] for line in lines] == names
    assert held == [*(line["file"] for line in lines), "groups.csv"]
    assert [hashes[line["file"]] for line in lines] == [line["sha256"] for line in lines]
    assert len(set(hashes.values())) == GROUPS + 1
