import subprocess

import pytest
from kombu import Connection

from tests import services


def test_redis_starts_and_ends():
    with services.redis_server() as url, Connection(url) as connection:
        connection.ensure_connection(max_retries=1)
        port = connection.port

        assert services.listens(port)

    assert not services.listens(port)


def test_a_process_that_ignores_sigterm_ends_with_its_group(tmp_path):
    code = "trap '' TERM; sleep 600 & echo ready; wait"

    with (tmp_path / "out").open("wb") as output:
        process = subprocess.Popen(["sh", "-c", code], stdout=output, start_new_session=True)
    services.wait_until(lambda: (tmp_path / "out").read_text() == "ready\n", "ready")
    services.end_group(process, seconds=0.2)

    assert process.returncode == -9


def test_a_missing_program_is_skipped_with_the_line_that_installs_it(monkeypatch):
    monkeypatch.setattr(services.shutil, "which", lambda program: None)
    monkeypatch.setenv("REQUIRE_SERVICES", "0")

    with pytest.raises(pytest.skip.Exception, match="apt-get install redis-server"):
        services.redis_server().__enter__()


def test_a_missing_program_fails_where_services_are_required(monkeypatch):
    monkeypatch.setattr(services.shutil, "which", lambda program: None)
    monkeypatch.setenv("REQUIRE_SERVICES", "1")

    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        services.chromium_options()


def test_waiting_in_vain_says_for_what():
    with pytest.raises(pytest.fail.Exception, match=r"the moon: not within 0.1 s"):
        services.wait_until(lambda: False, "the moon", seconds=0.1)
