"""The embedded broker: messages as files in one private folder, for a machine without Redis.

Kombu's filesystem transport writes in place, so a reader may take half a message. Here every file
appears whole, by a rename within the folder, and the tables of bindings change under one lock.
A message taken by a worker that dies is lost; the lease in the job row makes up for it
(``calculator/jobs.py``).
"""

import fcntl
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem, virtual
from kombu.utils.json import dumps, loads

ALIAS = "embedded"
URL = f"{ALIAS}://localhost"


def register() -> None:
    """Make ``embedded://`` a broker address; needed in every process that sends or takes tasks."""
    TRANSPORT_ALIASES[ALIAS] = f"{__name__}:Transport"


def options(folder: Path) -> dict[str, Any]:
    """Return the transport options of a broker that lives in ``folder``."""
    return {"folder": str(folder), "polling_interval": 0.1}


class Channel(filesystem.Channel):
    """A channel whose messages and tables are always whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        root = Path(self.transport_options["folder"])
        self.messages, self.taken, self.tables = root / "messages", root / "taken", root / "tables"
        for folder in (root, self.messages, self.taken, self.tables):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)  # whoever can write here can start tasks

    @property
    def data_folder_in(self) -> str:
        """Return the folder that messages are taken from."""
        return str(self.messages)

    @property
    def data_folder_out(self) -> str:
        """Return the folder that messages are put into: the same."""
        return str(self.messages)

    @property
    def control_folder(self) -> Path:
        """Return the folder of the tables that bind exchanges to queues."""
        return self.tables

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:
        """Put a message: it appears under its name only when it is whole."""
        name = f"{time.time_ns():020d}_{uuid.uuid4()}.{queue}.msg"
        _write_whole(self.messages / name, payload)

    def _get(self, queue: str) -> Any:
        """Take the oldest message of the queue; a rename decides between two takers."""
        for name in sorted(os.listdir(self.messages)):
            if name.partition(".")[2] != f"{queue}.msg":
                continue
            mine = self.taken / name
            try:
                (self.messages / name).rename(mine)
            except FileNotFoundError:
                continue
            payload = loads(mine.read_bytes())
            mine.unlink()
            return payload
        raise Empty

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        entry = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._locked_table(exchange) as table:
            if entry not in table:
                table.insert(0, entry)

    def _delete(
        self, queue: str, exchange: str, routing_key: str, pattern: str, *args: Any, **kwargs: Any
    ) -> None:
        virtual.Channel._delete(self, queue)
        entry = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._locked_table(exchange) as table:
            if entry in table:
                table.remove(entry)

    @contextmanager
    def _locked_table(self, exchange: str) -> Iterator[list[Any]]:
        """Give the exchange's table for changing, to one process at a time; write it if changed."""
        file = self._exchange_file(exchange)
        with (self.tables / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            table = self.get_table(exchange)
            before = list(table)
            yield table
            if table != before:
                _write_whole(file, table)


def _write_whole(file: Path, content: Any) -> None:
    """Write JSON beside the file under a name no reader looks for, then rename it."""
    draft = file.with_name(f"{file.name}.{uuid.uuid4()}.draft")
    draft.write_text(dumps(content))
    draft.replace(file)


class Transport(filesystem.Transport):
    """The transport behind ``embedded://``."""

    Channel = Channel
    driver_name = ALIAS

    def drain_events(self, connection: Any, timeout: float | None = None) -> None:
        """Deliver the next message, waiting a second at most where there is a limit at all.

        A worker looks for a request to stop between two waits; its own timeout of two seconds would
        make every Ctrl-C take up to four.
        """
        super().drain_events(connection, timeout=timeout and min(timeout, 1.0))
