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
from axes.models import AccessAttempt, AccessFailureLog  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib import admin  # noqa: E402
from django.test import Client  # noqa: E402

from calculator.accounts.models import User  # noqa: E402
from calculator.api.tokens import services as tokens  # noqa: E402
from calculator.api.tokens.scopes import SCOPES  # noqa: E402
from calculator.bundles import services as bundles  # noqa: E402
from calculator.decisions.measurement import services as measurement  # noqa: E402
from calculator.evidence import catalog  # noqa: E402
from calculator.evidence import services as evidence  # noqa: E402
from calculator.evidence.models import Claim, Release  # noqa: E402
from calculator.evidence.transfer import imports  # noqa: E402
from calculator.portfolios import services as portfolios  # noqa: E402
from calculator.portfolios import tasks as portfolio_tasks  # noqa: E402
from calculator.portfolios.models import Portfolio  # noqa: E402
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
    own = keeping.name_scenario(scenario=own, by=ann, name="Acme")
    link = keeping.share_scenario(scenario=own, by=ann, with_inputs=True, label="Bolt")
    put_away = keeping.copy_scenario(scenario=own, by=ann)
    put_away = keeping.name_scenario(scenario=put_away, by=ann, name="Bolt")
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
    token, _ = tokens.issue_token(owner=ann, name="Cron", scopes=list(SCOPES), days=30)
    bundled = a_portfolio(ann, run=True)
    bundles.request_bundle(portfolio=Portfolio.objects.get(token=bundled), paper="letter")
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
        "bundled": bundled,
    }


def of_staff(sue: User) -> dict[str, object]:
    """Return drafts under way, by the names that addresses use."""
    evidence.CONCERNS.clear()  # one impact is enough to look at
    draft, in_review, approved, scheduled = (a_draft(number) for number in range(4))
    steps.in_review(in_review)
    preview = review.request_preview(release=in_review, by=steps.reviewer())
    review_tasks.make_preview(preview.pk)
    steps.approved(approved)
    steps.scheduled(scheduled)
    upload, _ = imports.start_import(
        release=draft, by=sue, data=b"id,title\nmade-up-2026,A work\n", name="sources.csv"
    )
    return {
        "draft": draft.pk,
        "in_review": in_review.pk,
        "in_review_name": in_review.slug,
        "approved": approved.pk,
        "scheduled": scheduled.pk,
        "live": catalog.live_release().pk,
        "upload": upload.pk,
    }


def a_draft(number: int) -> Release:
    """Return a draft in which a claim was read again."""
    draft = evidence.start_draft(by=steps.editor(), name=f"Next {number}")
    steps.edit(draft, Claim, "s4-cleveland-21", why="Read again.", reason="It was reprinted.")
    return draft


def seeded() -> dict[str, object]:
    """Make it all; return the names that addresses use."""
    ann, ben, cara = (a_person(name) for name in ("ann", "ben", "cara"))
    RecoveryCodes.activate(enroll(ann))
    cara.set_unusable_password()
    cara.save()
    AccessAttempt.objects.create(username="ann", failures_since_start=1)
    AccessFailureLog.objects.create(username="ann")
    sue = enroll(a_person("sue", is_staff=True, is_superuser=True))
    return {
        **{person.username: session_of(person) for person in (ann, ben, cara, sue)},
        "ann_key": ann.pk,
        "anybodys": scenarios.save_scenario(raw=PLAIN).token,
        **of_ann(ann),
        **of_staff(sue),
        "confirm": EmailConfirmationHMAC(EmailAddress.objects.get(user=ben)).key,
        "reset": f"{user_pk_to_url_str(ben)}-{default_token_generator.make_token(ben)}",
        "firsts": {
            f"{model._meta.app_label}_{model._meta.model_name}": first.pk
            for model in admin.site._registry
            if (first := model._default_manager.first())
        },
    }


def main() -> None:
    """Print what there is."""
    print(json.dumps(seeded()))


if __name__ == "__main__":
    main()
