"""Portfolios on real workers and a real Redis, killed at random: no row is lost or doubled."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import numpy as np
import polars as pl

from calculator.portfolios.run import cutting
from tests.reports.test_worker import ON_REDIS
from tests.services import Site, manage, redis_server, running, site, wait_until

ROWS = 12 * cutting.UNLIKE
KILLS = 3
START = """
from pathlib import Path
from calculator.accounts.models import User
from calculator.portfolios import services, tasks
ann, _ = User.objects.get_or_create(username="ann", email="ann@example.org")
path = Path({path!r})
portfolio = services.upload_portfolio(
    by=ann, path=path, name="groups.csv", inputs={{"draws": {draws}, "seed": 7}}
)
tasks.send_steps(services.run_portfolio(portfolio=portfolio, totals_by="region"))
print(portfolio.pk)
"""


def shell(running_site: Site, code: str) -> str:
    return manage("shell", "-v0", "-c", code, env=running_site.env)


def standing(running_site: Site, pk: int) -> dict:
    """Return a portfolio as the database holds it now, with its steps."""
    with closing(sqlite3.connect(running_site.data_dir / "db.sqlite3", timeout=20)) as database:
        database.row_factory = sqlite3.Row
        query = "SELECT * FROM portfolios_portfolio WHERE id = ?"
        found = dict(database.execute(query, [pk]).fetchone())
        steps = "SELECT kind, rows, runs FROM portfolios_step WHERE portfolio_id = ?"
        found["steps"] = [tuple(row) for row in database.execute(steps, [pk])]
    return found | {name: json.loads(found[name]) for name in ("totals", "ranking", "files")}


def start(running_site: Site, path: Path, draws: int = 1_000) -> int:
    return int(shell(running_site, START.format(path=str(path), draws=draws)))


def second_worker(running_site: Site) -> subprocess.Popen[bytes]:
    argv = [sys.executable, "-m", "celery", "-A", "msoroi", "-q", "worker", "-c", "1"]
    argv += ["-n", f"second-{time.time_ns()}@%h", "--without-gossip", "--without-mingle"]
    return running_site.stack.enter_context(
        running(argv, log=running_site.log, env=running_site.env)
    )


def groups(path: Path, rows: int = ROWS) -> Path:
    """Write groups with an age mix each, and some that cannot be used."""
    rng = np.random.default_rng(1)
    mixes = rng.dirichlet([2, 4, 3, 1], rows)
    bands = ("0-17", "18-44", "45-64", "65+")
    pl.DataFrame(
        {
            "group_id": [f"g{i}" for i in range(rows)],
            "members": [0 if i % 1000 == 0 else 100 + i for i in range(rows)],
            "region": ["north" if i % 2 else "south" for i in range(rows)],
            **{f"age_mix.commercial.{band}": mixes[:, i] for i, band in enumerate(bands)},
        }
    ).write_csv(path)
    return path


def test_workers_killed_at_random_lose_and_double_no_row(tmp_path):
    chance = random.Random(5)
    with redis_server() as url, site(REDIS_URL=url, **ON_REDIS) as found:
        path = groups(tmp_path / "groups.csv")
        found.start_worker()
        second = second_worker(found)
        pk = start(found, path)
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.5, 4))
            if chance.random() < 0.5:
                found.kill_worker()
                found.start_worker()
            else:
                os.killpg(second.pid, signal.SIGKILL)
                second.wait()
                second = second_worker(found)

        wait_until(
            lambda: standing(found, pk)["state"] in {"done", "failed"}, "the portfolio ends", 240
        )
        killed = standing(found, pk)
        again = start(found, path)
        wait_until(lambda: standing(found, again)["state"] == "done", "the second run", 240)
        quiet = standing(found, again)

        assert killed["error"] == ""
        results = pl.read_csv(found.data_dir / "files" / killed["files"]["results.csv"]["name"])
        refused = pl.read_csv(found.data_dir / "files" / killed["files"]["refused.csv"]["name"])
        seen = Counter(results["group_id"]) + Counter(f"g{row - 1}" for row in refused["row"])
        assert seen == Counter(f"g{i}" for i in range(ROWS))
        assert killed["totals"][0]["groups"] == ROWS - ROWS // 1000
        same = ("rows", "refused", "totals", "ranking")
        assert [killed[name] for name in same] == [quiet[name] for name in same]
        assert {n: f["sha256"] for n, f in killed["files"].items()} == {
            n: f["sha256"] for n, f in quiet["files"].items()
        }
        assert sum(rows for kind, rows, _ in killed["steps"] if kind == "chunk") == ROWS
        assert all(runs == 1 for _, _, runs in quiet["steps"])


def test_embedded_worker_runs_a_portfolio_beside_its_other_queue(tmp_path):
    path = tmp_path / "groups.csv"
    path.write_text("group_id,members,region\na,1000,north\nb,0,south\n")
    with site(worker=True) as found:
        pk = start(found, path)

        wait_until(lambda: standing(found, pk)["state"] == "done", "the portfolio is done", 120)

        assert standing(found, pk)["refused"] == 1
