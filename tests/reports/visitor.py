"""A visitor of a running site: a browser without JavaScript, with its cookies."""

import http.cookiejar
import re
import urllib.parse
import urllib.request
from dataclasses import dataclass, field

from tests.services import Site


def _opener() -> urllib.request.OpenerDirector:
    jar = http.cookiejar.CookieJar()
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))


@dataclass(kw_only=True)
class Visitor:
    """Opens pages and presses buttons of one site."""

    site: Site
    opener: urllib.request.OpenerDirector = field(default_factory=_opener)

    def open(self, path: str, data: dict[str, str] | None = None) -> tuple[str, bytes]:
        """Return where a page was found at last, and the page; post where data is given."""
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        request = urllib.request.Request(self.site.url + path, data=body)
        with self.opener.open(request, timeout=30) as response:
            return urllib.parse.urlsplit(response.url).path, response.read()

    def calculate(self, members: int) -> str:
        """Calculate for a group of this size; return the address of the answer."""
        return self._press("/", "/", {"size": str(members), "size_is": "members"})

    def ask_for_pdf(self, calculation: str, paper: str = "letter") -> str:
        """Press "Download PDF" on an answer; return the address of the report."""
        return self._press(calculation, f"{calculation}reports/", {"paper": paper})

    def press_again(self, report: str) -> str:
        """Press "Try again" on a failed report."""
        return self._press(report, f"{report}retry/", {})

    def _press(self, page: str, action: str, data: dict[str, str]) -> str:
        found = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', self.open(page)[1])
        assert found, f"{page} has no form"
        return self.open(action, {**data, "csrfmiddlewaretoken": found[1].decode()})[0]
