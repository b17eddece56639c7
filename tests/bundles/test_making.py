"""The PDFs of a portfolio's groups, part by part, and the ZIP that they are bound to."""

import csv
import hashlib
import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from calculator import jobs
from calculator.bundles import making, moving, services, tasks
from calculator.bundles.models import Bundle, BundlePart
from calculator.bundles.progress import progress_of
from calculator.jobs import Status
from calculator.language import speaking
from calculator.portfolios import models, storing
from calculator.portfolios import services as portfolios
from calculator.portfolios.errors import Refused
from calculator.portfolios.models import Portfolio
from calculator.reports import services as reports
from tests.bundles.conftest import FILE, GROUPS, ask, fresh, work
from tests.portfolios.conftest import rows_of
from tests.reports import pdf

pytestmark = pytest.mark.django_db


def archive_of(bundle: Bundle) -> zipfile.ZipFile:
    with default_storage.open(bundle.source) as content:
        return zipfile.ZipFile(io.BytesIO(content.read()))


def test_every_calculated_group_has_its_pdf_and_its_line(made):
    with archive_of(made) as archive:
        lines = list(csv.DictReader(io.StringIO(archive.read("groups.csv").decode())))
        names = archive.namelist()
        contents = {name: archive.read(name) for name in names}

    assert names[:-1] == [line["file"] for line in lines]
    assert [line["group_id"] for line in lines] == ["Acme & Söhne/West", "'=2+5", "Acme"]
    assert names[0] == "00001-Acme_Söhne_West.pdf"
    for line in lines:
        assert hashlib.sha256(contents[line["file"]]).hexdigest() == line["sha256"]
    assert (made.groups, made.size > 0) == (len(GROUPS), True)


def test_a_pdf_says_whose_it_is_and_what_the_portfolio_says(done, made):
    with archive_of(made) as archive:
        said = " ".join(pdf.text(archive.read("00002-2_5.pdf")))

    net = float(rows_of(done)[1]["net"])
    assert "=2+5, in the file groups.csv" in said
    assert "20,000" in said
    assert ("saves" in said) == (net > 0) or "returns" in said


def test_parts_are_made_a_few_at_a_time_and_give_the_same_bytes(
    done, made, two_a_part, monkeypatch
):
    monkeypatch.setattr(moving, "UNDER_WAY", 1)
    services.discard_bundle(bundle=made)
    bundle = ask(done)
    assert (bundle.pieces, bundle.parts.count()) == (2, 1)
    tasks.make_part(bundle.parts.get().pk)
    assert bundle.parts.count() == 2

    again = work(bundle)

    assert (again.status, again.sha256) == (Status.DONE, made.sha256)


def test_asked_twice_at_once_it_is_one_bundle(done, monkeypatch):
    found = []
    monkeypatch.setattr(services, "_room", lambda owner: found.append(ask_without_room(done)))

    def ask_without_room(portfolio):
        monkeypatch.setattr(services, "_room", lambda owner: None)
        return services.request_bundle(portfolio=portfolio, paper="letter")

    assert services.request_bundle(portfolio=done, paper="letter") == found[0]
    assert Bundle.objects.count() == 1


def test_the_same_file_uploaded_again_gives_the_same_pdfs(made, finish):
    again = work(ask(finish(FILE)))

    assert again.sha256 == made.sha256


def test_files_of_the_parts_are_gone_when_it_is_bound(made):
    folder = f"{storing.FOLDER}/{made.portfolio.token}/{storing.REPORTS}"

    assert default_storage.listdir(folder)[1] == [made.source.rpartition("/")[2]]


def test_lost_worker_is_made_up_for_and_nothing_is_made_twice(done, two_a_part, no_broker):
    bundle = ask(done)
    first, second = bundle.parts.all()
    tasks.make_part(first.pk)
    jobs.claim(BundlePart, second.pk)
    gone = timezone.now() - jobs.LEASE
    BundlePart.objects.filter(pk=second.pk).update(lease_until=gone)

    tasks.reap_bundles()
    done_again = work(bundle)

    assert done_again.status == Status.DONE
    assert [part.runs for part in bundle.parts.all()] == [1, 2]


def test_bundle_whose_messages_were_lost_moves_on(
    done, django_capture_on_commit_callbacks, no_broker
):
    bundle = services.request_bundle(portfolio=done, paper="letter")
    with django_capture_on_commit_callbacks(execute=True):
        tasks.reap_bundles()
    part = bundle.parts.get()
    jobs.perform(BundlePart, part.pk, making.make_part)
    Bundle.objects.filter(pk=bundle.pk).update(sent_at=timezone.now() - 2 * jobs.STALE_AFTER)

    with django_capture_on_commit_callbacks(execute=True):
        tasks.reap_bundles()

    assert no_broker == [("make_part", part.pk), ("bind_bundle", bundle.pk)]


def test_bundle_is_not_bound_before_its_parts_are_there(done, two_a_part):
    bundle = ask(done)
    tasks.make_part(bundle.parts.first().pk)

    tasks.bind_bundle(bundle.pk)

    assert fresh(bundle).status == Status.QUEUED


def test_failed_part_fails_the_bundle_and_only_it_is_made_anew(done, two_a_part, monkeypatch):
    bundle = ask(done)
    first, second = bundle.parts.all()
    tasks.make_part(first.pk)
    with monkeypatch.context() as broken:
        broken.setattr(reports, "pdf", lambda document: 1 / 0)
        tasks.make_part(second.pk)
    assert (fresh(bundle).status, fresh(bundle).error) == (Status.FAILED, jobs.BROKE)

    again = ask(done)
    finished = work(again)

    assert (finished.pk, finished.status) == (bundle.pk, Status.DONE)
    assert [part.runs for part in bundle.parts.all()] == [1, 1]


def test_another_model_stops_it_with_the_reason(done, monkeypatch):
    bundle = ask(done)
    monkeypatch.setattr(models, "MODEL_VERSION", "9.9.9")

    assert "model has changed" in work(bundle).error


def test_progress_counts_pdfs_of_parts_under_way(done, two_a_part):
    bundle = ask(done)
    first, second = bundle.parts.all()
    tasks.make_part(first.pk)
    jobs.extend(jobs.claim(BundlePart, second.pk), progress=0)

    progress = progress_of(fresh(bundle))

    assert (progress.groups_done, progress.groups, progress.percent) == (2, 3, 67)
    assert progress.seconds_left > 0


def test_other_paper_is_made_anew_once_the_first_is_done(done, made):
    again = work(ask(done, "a4"))

    assert (again.pk != made.pk, again.paper, again.status) == (True, "a4", Status.DONE)
    assert again.sha256 != made.sha256


def test_another_language_is_made_anew_and_spoken(done, made):
    with speaking("es"):
        again = work(ask(done))

    with archive_of(again) as archive:
        first = archive.read(archive.namelist()[0])
    assert (again.pk != made.pk, again.language, again.status) == (True, "es", Status.DONE)
    assert str(pdf.opened(first).Root.Lang) == "es-US"
    assert "en el archivo" in " ".join(pdf.text(first)[1].split())


def test_what_cannot_be_made_is_refused(done, finish, upload, made, monkeypatch):
    def refusal(portfolio: Portfolio, paper: str = "letter") -> str:
        with pytest.raises(Refused) as refused:
            ask(portfolio, paper)
        return str(refused.value)

    assert "that is done" in refusal(upload(FILE))
    assert "nothing to report" in refusal(finish("group_id,members\na,none\n"))
    with monkeypatch.context() as few:
        few.setattr(services, "MOST_GROUPS", 2)
        assert "has 3 groups; reports are made of 2 at most" in refusal(finish(FILE))
    with monkeypatch.context() as few:
        few.setattr(services, "MOST_KEPT", 1)
        assert "Discard some first" in refusal(finish(FILE))
    with monkeypatch.context() as newer:
        newer.setattr(models, "MODEL_VERSION", "9.9.9")
        assert "model has changed" in refusal(finish(FILE))
    ask(done, "a4")
    assert "being made on other paper" in refusal(done)
    assert "another portfolio of yours" in refusal(finish(FILE))


def test_discarded_reports_stop_and_leave_no_file(
    done, two_a_part, django_capture_on_commit_callbacks
):
    bundle = ask(done)
    part = jobs.claim(BundlePart, bundle.parts.first().pk)
    assert part.bundle.portfolio.release  # a worker has read it
    tasks.make_part(bundle.parts.last().pk)
    with django_capture_on_commit_callbacks(execute=True):
        services.discard_bundle(bundle=bundle)

    with pytest.raises(jobs.JobError):
        making.make_part(part)

    folder = f"{storing.FOLDER}/{done.token}/{storing.REPORTS}"
    assert default_storage.listdir(folder)[1] == []


def test_deleted_portfolio_takes_its_reports_along(made, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        portfolios.delete_portfolio(portfolio=made.portfolio)

    assert not Bundle.objects.exists()
    assert not default_storage.exists(made.source)
