"""Where a message may go: addresses of the internet, never of this machine or its network.

A name is resolved once; what it resolved to is judged, and the connection is made to that same
address. So a name that points elsewhere a moment later (DNS rebinding) leads nowhere.
"""

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings

from calculator.language import gettext as _

LONGEST = 500
PORTS = {"https": 443, "http": 80}
NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(Exception):
    """An address that nothing is sent to; the message says why."""


def check_url(url: str) -> None:
    """Judge an address as it is typed, without asking for its name.

    Raises:
        Refused: if it can be none that messages are sent to.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused(_("This is not an address.")) from None
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise Refused(
            _("Give an address of at most {n} ASCII characters without blanks.", n=LONGEST)
        )
    allowed = PORTS if settings.WEBHOOKS_TO_PRIVATE else {"https"}
    if parts.scheme not in allowed or not parts.hostname or port == 0:
        raise Refused(_("Give a full address that begins with https://."))
    if parts.username is not None or parts.password is not None:
        raise Refused(_("Leave the user name out of the address: messages are signed instead."))
    if parts.fragment:
        raise Refused(_("Leave out what follows the # in the address."))
    try:
        literal = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return
    _check(literal)


def resolve(host: str, port: int) -> str:
    """Return the one address to connect to.

    Raises:
        Refused: if any address of the name is not public.
        OSError: if the name leads nowhere.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    addresses = [str(each[4][0]) for each in found]
    for address in addresses:
        _check(ipaddress.ip_address(address.partition("%")[0]))
    return addresses[0]


def is_public(address: Address) -> bool:
    """Say whether an address is of the internet, also where it carries another inside.

    >>> [is_public(ipaddress.ip_address(a)) for a in ("8.8.8.8", "::ffff:127.0.0.1", "10.1.2.3")]
    [True, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in NAT64:
            inside.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(each is not None and not is_public(each) for each in inside):
            return False
        if address.ipv4_mapped:
            return True
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _check(address: Address) -> None:
    if not settings.WEBHOOKS_TO_PRIVATE and not is_public(address):
        raise Refused(_("This address leads into a private network. Give one of the internet."))
