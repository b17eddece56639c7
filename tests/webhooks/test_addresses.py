"""Private addresses are refused, however they are written and whatever a name resolves to."""

import socket

import pytest

from calculator.webhooks import addresses, sending

PRIVATE = [
    "127.0.0.1",
    "10.0.0.8",
    "172.16.3.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
]
PUBLIC = ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"]


@pytest.fixture(autouse=True)
def _outside_development(settings) -> None:
    settings.WEBHOOKS_TO_PRIVATE = False


def resolving(monkeypatch, *found: str) -> list[str]:
    asked = []

    def getaddrinfo(host, port, **kwargs):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused_as_typed(address):
    host = f"[{address}]" if ":" in address else address

    with pytest.raises(addresses.Refused, match="private network"):
        addresses.check_url(f"https://{host}/hook")


@pytest.mark.parametrize("address", PRIVATE)
def test_names_of_private_addresses_are_refused(address, monkeypatch):
    resolving(monkeypatch, address)

    with pytest.raises(addresses.Refused, match="private network"):
        addresses.resolve("hooks.example.com", 443)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_taken(address, monkeypatch):
    resolving(monkeypatch, address)

    assert addresses.resolve("hooks.example.com", 443) == address


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    resolving(monkeypatch, "8.8.8.8", "127.0.0.1")

    with pytest.raises(addresses.Refused):
        addresses.resolve("hooks.example.com", 443)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook",
        "ftp://example.com/",
        "https://",
        "https://ada:pass@example.com/",
        "https://example.com/#part",
        "https://example.com:99999/",
        "https://example.com:0/",
        "https://exa mple.com/",
        "https://exämple.com/",
        "https://[::1",
        "https://example.com/" + "a" * 500,
        "example.com",
    ],
)
def test_unusable_addresses_are_refused(url):
    with pytest.raises(addresses.Refused):
        addresses.check_url(url)


def test_connection_is_made_to_the_address_that_was_judged(monkeypatch):
    """A name that resolves elsewhere a moment later: it is asked for once."""
    asked, connected = resolving(monkeypatch, "8.8.8.8"), []

    def connect(address, timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)

    reply = sending.post("https://hooks.example.com/", b"{}", {})

    assert connected == [("8.8.8.8", 443)]
    assert asked == ["hooks.example.com"]
    assert (reply.status, reply.error) == (None, "Nobody listens there.")


def test_nothing_is_sent_to_a_private_address(monkeypatch):
    resolving(monkeypatch, "10.0.0.8")
    monkeypatch.setattr(socket, "create_connection", None)

    reply = sending.post("https://hooks.example.com/", b"{}", {})

    assert "private network" in reply.error
