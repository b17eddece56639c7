"""One POST to one endpoint: to the address that was judged, without redirects, in little time."""

import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from celery.exceptions import SoftTimeLimitExceeded

from calculator.language import gettext_noop as noop
from calculator.webhooks import addresses

SECONDS = 10.0
FAILURES = (OSError, http.client.HTTPException, SoftTimeLimitExceeded, UnicodeError)
TOO_SLOW = noop("No answer within 10 seconds.")
ELSEWHERE = noop("The endpoint sent it elsewhere: redirects are refused.")
NOT_TAKEN = noop("The endpoint did not take it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an endpoint answered, or why it did not: in English, translated where it is shown."""

    status: int | None
    error: str

    @property
    def is_good(self) -> bool:
        """Whether the message was taken."""
        return self.status is not None and http.client.OK <= self.status < 300


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    """Send a message; a failure is told, never raised."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or addresses.PORTS[parts.scheme]
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        addresses.check_url(url)
        address = addresses.resolve(host, port)
        return _asked(_connection(parts.scheme, host, port, address), path, body, headers)
    except addresses.Refused as error:
        return Reply(status=None, error=str(error))
    except TimeoutError:
        return Reply(status=None, error=TOO_SLOW)
    except FAILURES as error:
        return Reply(status=None, error=_told(error))


def _asked(
    connection: http.client.HTTPConnection, path: str, body: bytes, headers: Mapping[str, str]
) -> Reply:
    try:
        connection.request("POST", path, body, {**headers, "Connection": "close"})
        status = connection.getresponse().status
    finally:
        connection.close()
    if 300 <= status < 400:
        return Reply(status=status, error=ELSEWHERE)
    good = http.client.OK <= status < 300
    return Reply(status=status, error="" if good else NOT_TAKEN)


def _connection(scheme: str, host: str, port: int, address: str) -> http.client.HTTPConnection:
    """Return a connection to the judged address that speaks to the host by its name."""
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    opened = socket.create_connection((address, port), SECONDS)
    if scheme == "https":
        try:
            opened = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
        except BaseException:
            opened.close()
            raise
    connection.sock = opened
    return connection


def _told(error: BaseException) -> str:
    if isinstance(error, SoftTimeLimitExceeded):
        return TOO_SLOW
    if isinstance(error, ssl.SSLError):
        return noop("Its certificate is not one that browsers accept.")
    if isinstance(error, socket.gaierror | UnicodeError):
        return noop("There is no such name.")
    if isinstance(error, ConnectionRefusedError):
        return noop("Nobody listens there.")
    return noop("The connection failed.")
