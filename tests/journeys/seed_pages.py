"""Fill a site for a journey: ``python -m tests.journeys.seed_pages`` in the site's environment.

Something to show on every page, and people who are signed in; prints their names as JSON.
"""

import json
import os
import tempfile
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")
django.setup()

from allauth.account.forms import default_token_generator  # noqa: E402
from allauth.account.models import EmailAddress, EmailConfirmationHMAC  # noqa: E402
from allauth.account.utils import user_pk_to_url_str  # noqa: E402
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes  # noqa: E402
from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from calculator.accounts.models import User  # noqa: E402
from calculator.api.tokens import services as tokens  # noqa: E402
from calculator.api.tokens.scopes import SCOPES  # noqa: E402
from calculator.decisions.measurement import services as measurement  # noqa: E402
from calculator.evidence import services as evidence  # noqa: E402
from calculator.evidence.models import Claim  # noqa: E402
from calculator.portfolios import services as portfolios  # noqa: E402
from calculator.portfolios import tasks as portfolio_tasks  # noqa: E402
from calculator.reports import services as reports  # noqa: E402
from calculator.reports import tasks as report_tasks  # noqa: E402
from calculator.reports.fiduciary import services as fiduciary  # noqa: E402
from calculator.review import services as review  # noqa: E402
from calculator.review import tasks as review_tasks  # noqa: E402
from calculator.scenarios import keeping  # noqa: E402
from calculator.scenarios import services as scenarios  # noqa: E402
from calculator.webhooks import services as webhooks  # noqa: E402
from tests.accounts.factor import enroll  # noqa: E402
from tests.evidence import steps  # noqa: E402
from tests.journeys.seed_release import PASSWORD  # noqa: E402

GROUPS = "group_id,members,region\nAcme,1200,North\nBolt,8500,South\nCord,,South\n"
PLAIN = {"members": 10_000, "draws": 1_000, "horizon_years": 2}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
settings.ALLOWED_HOSTS.append("testserver")


def a_person(name: str, **more: object) -> User:
    """Return a new account with a confirmed address."""
    person = User.objects.create_user(name, f"{name}@example.org", PASSWORD, **more)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def session_of(person: User) -> str:
    """Return the session of a person who is signed in."""
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client.session.session_key


def a_portfolio(owner: User, *, run: bool, mends: object = None) -> str:
    """Return the token of a portfolio, checked or calculated."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "groups.csv"
        path.write_text(GROUPS)
        made = portfolios.upload_portfolio(
            by=owner, path=path, name="groups.csv", inputs={"draws": 1_000}
        )
    if run:
        portfolios.run_portfolio(portfolio=made, totals_by="region")
        while queued := list(made.steps.filter(status="queued").order_by("number")):
            for step in queued:
                portfolio_tasks.run_step(step.pk)
    return made.token


def of_ann(ann: User) -> dict[str, object]:
    """Return what a person keeps, by the names that addresses use."""
    own = scenarios.save_scenario(raw=PLAIN, by=ann)
    keeping.name_scenario(scenario=own, by=ann, name="Our plan")
    link = keeping.share_scenario(scenario=own, by=ann, with_inputs=True, label="For the board")
    put_away = keeping.copy_scenario(scenario=own, by=ann)
    keeping.archive_scenario(scenario=put_away, by=ann)
    counted = {"starts_on": date(2025, 1, 1), "months": 12, "opinions": 30, "not_confirmed": 8}
    measurement.enter_actual(saved=own, year=1, values=counted, by=ann)
    report = reports.request_report(scenario=own, paper="letter", address="https://x.test/")
    file = fiduciary.request_file(report=report)
    report_tasks.make_report(report.pk)
    report_tasks.make_fiduciary_file(file.pk)
    endpoint, _ = webhooks.add_endpoint(
        owner=ann, url="http://127.0.0.1:9/hook", events=["report.finished"]
    )
    webhooks.deliver(pk=webhooks.send_test(endpoint=endpoint).pk)
    token, _ = tokens.issue_token(owner=ann, name="Nightly", scopes=list(SCOPES), days=30)
    return {
        "own": own.token,
        "put_away": put_away.token,
        "shared": link.token,
        "report": report.token,
        "fiduciary": file.token,
        "endpoint": endpoint.key,
        "token": token.pk,
        "checked": a_portfolio(ann, run=False),
        "calculated": a_portfolio(ann, run=True),
    }


def in_review() -> str:
    """Return the name of a release in review, with its impact."""
    draft = evidence.start_draft(by=steps.editor(), name="Next")
    steps.edit(draft, Claim, "s4-cleveland-21", why="Read again.", reason="It was reprinted.")
    steps.in_review(draft)
    preview = review.request_preview(release=draft, by=steps.reviewer())
    review_tasks.make_preview(preview.pk)
    return str(draft.slug)


def main() -> None:
    """Print what there is."""
    ann, ben, cara = (a_person(name) for name in ("ann", "ben", "cara"))
    RecoveryCodes.activate(enroll(ann))
    cara.set_unusable_password()
    cara.save()
    sue = enroll(a_person("sue", is_staff=True, is_superuser=True))
    print(
        json.dumps(
            {
                **{person.username: session_of(person) for person in (ann, ben, cara, sue)},
                "anybodys": scenarios.save_scenario(raw=PLAIN).token,
                **of_ann(ann),
                "in_review": in_review(),
                "confirm": EmailConfirmationHMAC(EmailAddress.objects.get(user=ben)).key,
                "reset": f"{user_pk_to_url_str(ben)}-{default_token_generator.make_token(ben)}",
            }
        )
    )


if __name__ == "__main__":
    main()
