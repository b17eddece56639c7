"""On a real site with a real worker: a report is finished, and the program is told, signed."""

import json
import time

from tests.services import Site, manage, site, wait_until
from tests.webhooks.receiver import receiver

TOKEN = """
from calculator.accounts.models import User
from calculator.api.tokens import scopes, services
owner = User.objects.create_user("ada")
print(services.issue_token(owner=owner, name="hooks", scopes=list(scopes.SCOPES), days=7)[1])
"""


class Analyst:
    """Asks a site with a token."""

    def __init__(self, running: Site) -> None:
        self.running = running
        token = manage("shell", "-v0", "-c", TOKEN, env=running.env).split()[-1]
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def ask(self, method: str, path: str, body: object = None) -> dict:
        sent = None if body is None else json.dumps(body)
        status, content = self.running.ask(method, f"/api/v1/{path}", sent, self.headers)
        assert status < 300, content
        return json.loads(content) if content else {}


def test_finished_report_is_told_and_tried_again_until_it_is_taken():
    with receiver(500) as received, site(worker=True) as running:
        analyst = Analyst(running)
        hook = {"url": received.url, "events": ["report.finished"]}
        endpoint = analyst.ask("POST", "webhooks", hook)
        made = analyst.ask("POST", "calculations", {"members": 10_000, "draws": 1_000})
        report = analyst.ask("POST", f"calculations/{made['id']}/reports", {})

        wait_until(lambda: len(received.came) == 2, "the message came twice")
        first, second = received.verified(endpoint["secret"])
        time.sleep(0.5)
        (delivery,) = analyst.ask("GET", f"webhooks/{endpoint['id']}/deliveries")["results"]

    assert first == second
    assert first["type"] == "report.finished"
    assert first["data"]["status"] == "done"
    assert first["data"]["report"] == f"/api/v1/reports/{report['id']}"
    assert first["data"]["calculation"] == f"/api/v1/calculations/{made['id']}"
    assert delivery["state"] == "delivered"
    assert [each["status"] for each in delivery["attempts"]] == [500, 204]


def test_outside_development_this_machine_is_refused():
    with receiver() as received, site(WEBHOOKS_TO_PRIVATE="0") as running:
        analyst = Analyst(running)
        hook = {"url": received.url, "events": ["report.finished"]}

        status, content = running.ask("POST", "/api/v1/webhooks", json.dumps(hook), analyst.headers)

    assert status == 422
    assert json.loads(content)["errors"][0]["pointer"] == "/url"
    assert received.came == []
