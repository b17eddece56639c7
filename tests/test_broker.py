import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from msoroi import broker
from tests.services import ROOT, bare_environment, running, wait_until

PRODUCERS, MESSAGES = 4, 250

PRODUCER = """
import sys
from kombu import Connection
from msoroi import broker

broker.register()
folder, producer, messages = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with Connection(broker.URL, transport_options=broker.options(folder)) as connection:
    queue = connection.SimpleQueue("numbers")
    for number in range(messages):
        queue.put({"producer": producer, "number": number, "padding": "x" * 20_000})
"""

TASKS = """
import os
from pathlib import Path

from celery import Celery
from msoroi import broker

folder = Path(os.environ["TASKS_FOLDER"])
app = Celery("tasks", broker=broker.URL, fixups=[])
app.conf.broker_transport_options = broker.options(folder / "broker")
app.conf.broker_connection_retry_on_startup = True

@app.task(ignore_result=True)
def write(number):
    (folder / f"done-{number}").write_text("yes")

if __name__ == "__main__":
    for number in range(5):
        write.delay(number)
"""


def connect(folder: Path) -> Connection:
    broker.register()
    return Connection(broker.URL, transport_options=broker.options(folder))


def test_four_producers_lose_nothing_and_no_reader_sees_half_a_message(tmp_path):
    producers = [
        subprocess.Popen(
            [sys.executable, "-c", PRODUCER, tmp_path, str(n), str(MESSAGES)], cwd=ROOT
        )
        for n in range(PRODUCERS)
    ]
    received, errors = [], []

    def consume():
        try:
            with connect(tmp_path) as connection:
                queue = connection.SimpleQueue("numbers")
                while len(received) < PRODUCERS * MESSAGES:
                    try:
                        message = queue.get(timeout=1)
                    except Empty:
                        if all(process.poll() is not None for process in producers):
                            return
                        continue
                    message.ack()
                    received.append((message.payload["producer"], message.payload["number"]))
        except Exception as error:
            errors.append(error)

    consumers = [threading.Thread(target=consume) for _ in range(2)]
    for thread in consumers:
        thread.start()
    for thread in consumers:
        thread.join(60)

    assert errors == []
    assert [process.wait(120) for process in producers] == [0] * PRODUCERS
    assert sorted(received) == [(p, n) for p in range(PRODUCERS) for n in range(MESSAGES)]
    assert os.listdir(tmp_path / "messages") == os.listdir(tmp_path / "taken") == []


def test_messages_of_one_producer_arrive_in_order(tmp_path):
    with connect(tmp_path) as connection:
        queue = connection.SimpleQueue("letters")
        for letter in "abc":
            queue.put(letter)

        assert [queue.get(timeout=5).payload for _ in "abc"] == ["a", "b", "c"]


def test_the_folder_is_private(tmp_path):
    with connect(tmp_path / "broker") as connection:
        connection.SimpleQueue("letters").put("a")

    for folder in ("", "messages", "taken", "tables"):
        mode = stat.S_IMODE((tmp_path / "broker" / folder).stat().st_mode)
        assert mode == 0o700, folder


def test_a_fanout_reaches_every_bound_queue_and_a_deleted_queue_leaves_the_table(tmp_path):
    with connect(tmp_path) as connection:
        channel = connection.channel()
        channel.exchange_declare("news", type="fanout")
        for name in ("left", "right"):
            channel.queue_declare(name)
            channel.queue_bind(name, exchange="news", routing_key="")
        channel.queue_bind("left", exchange="news", routing_key="")  # twice is once

        channel._put_fanout("news", {"hello": "all"}, "")

        assert channel._get("left") == channel._get("right") == {"hello": "all"}
        channel.queue_delete("left")
        assert [row.queue for row in channel.get_table("news")] == ["right"]
        with pytest.raises(Empty):
            channel._get("left")


def test_another_taker_between_listing_and_taking_costs_nothing(tmp_path, monkeypatch):
    with connect(tmp_path) as connection:
        channel = connection.channel()
        channel._put("letters", {"letter": "a"})
        listed = os.listdir(tmp_path / "messages")
        channel._get("letters")
        monkeypatch.setattr(broker.os, "listdir", lambda folder: listed)

        with pytest.raises(Empty):
            channel._get("letters")


def test_a_message_is_readable_json_on_disk(tmp_path):
    with connect(tmp_path) as connection:
        channel = connection.channel()
        channel._put("letters", {"letter": "ä"})

        (file,) = (tmp_path / "messages").iterdir()
        assert json.loads(file.read_text()) == {"letter": "ä"}


def test_a_celery_worker_takes_tasks_from_the_embedded_broker(tmp_path):
    (tmp_path / "tasks.py").write_text(TASKS)
    env = bare_environment(
        TASKS_FOLDER=str(tmp_path),
        PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}",
        DATA_DIR=str(tmp_path),
    )
    subprocess.run([sys.executable, "-m", "tasks"], cwd=ROOT, env=env, check=True)
    argv = [sys.executable, "-m", "celery", "-A", "tasks", "-q", "worker", "-c", "1"]

    with running(argv, log=tmp_path / "log", env=env):
        wait_until(
            lambda: all((tmp_path / f"done-{number}").exists() for number in range(5)),
            "five tasks done",
        )

    assert "Traceback" not in (tmp_path / "log").read_text()
