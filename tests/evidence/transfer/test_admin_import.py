import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculator.evidence.models import Finding, Release, Upload
from calculator.evidence.transfer import sheets
from tests.accounts.factor import enroll
from tests.evidence.transfer.books import FINDING, SOURCE, a_csv, a_workbook, rows_of

pytestmark = pytest.mark.django_db


def page(release):
    return reverse("admin:evidence_import", args=[release.pk])


def send(client, release, data, name="findings.csv", kind=""):
    return client.post(page(release), {"file": SimpleUploadedFile(name, data), "kind": kind})


def say_yes(client, shown, **changes):
    answers = {"shown": shown.context["shown"], "reason": "A new study."}
    return client.post(shown.request["PATH_INFO"], answers | changes)


def dry_run(client, draft, data, **names):
    return client.get(send(client, draft, data, **names).url)


def said(response):
    return response.content.decode()


def test_the_first_page_names_every_column(editor, draft):
    shown = said(editor.get(page(draft)))

    for column in ("numerator", "superseded_by", "rate_65_up", "independent.base", "doi"):
        assert f"<code>{column}</code>" in shown


def test_a_draft_offers_an_import_and_a_published_release_does_not(editor, draft):
    live = Release.objects.published().get()

    for release, offered in ((draft, True), (live, False)):
        form = editor.get(reverse("admin:evidence_release_change", args=[release.pk]))
        assert (page(release) in said(form)) is offered


def test_dry_run_shows_every_kind_of_row_and_writes_nothing(editor, draft):
    held = Finding.objects.get(release=draft, slug="meyer-dx-change")
    rows = [
        FINDING,
        {**FINDING, "id": "impossible", "numerator": 40, "denominator": 30},
        {"id": held.slug, **{name: getattr(held, name) for name in list(FINDING)[2:]}},
    ]
    rows[2] = dict.fromkeys(FINDING) | rows[2] | {"source": held.source.slug, "topic": "<b>"}
    shown = dry_run(editor, draft, a_csv(*rows))

    statuses = {status: len(entries) for status, entries in shown.context["groups"]}
    assert statuses == {"refused": 1, "new": 1, "changed": 1, "unchanged": 0}
    assert "may not exceed" in said(shown)
    assert "<td>3</td>" in said(shown)
    assert "&lt;b&gt;" in said(shown)
    assert "<b>" not in said(shown)
    assert not Finding.objects.filter(slug="new-study-dx").exists()


def test_a_yes_with_a_reason_writes_and_says_so(editor, draft):
    shown = dry_run(editor, draft, a_csv(FINDING))
    done = say_yes(editor, shown)

    assert done.url == reverse("admin:evidence_release_change", args=[draft.pk])
    assert "1 rows added, 0 changed" in said(editor.get(done.url))
    assert Finding.objects.filter(release=draft, slug="new-study-dx").exists()
    assert draft.changes.get(name="new-study-dx").reason == "A new study."
    assert editor.get(shown.request["PATH_INFO"]).status_code == 404


def test_a_study_is_imported_from_one_workbook(editor, draft):
    finding = {**FINDING, "source": SOURCE["id"]}
    book = a_workbook(sources=rows_of(SOURCE), findings=rows_of(finding))
    say_yes(editor, dry_run(editor, draft, book, name="study.xlsx"))

    assert Finding.objects.get(release=draft, slug="new-study-dx").source.title == "A new study"


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_happens(editor, draft, reason):
    shown = dry_run(editor, draft, a_csv(FINDING))
    again = say_yes(editor, shown, reason=reason)

    assert again.status_code == 200
    assert again.context["form"].errors["reason"]
    assert not Finding.objects.filter(slug="new-study-dx").exists()


def test_refused_rows_must_be_left_out_on_purpose(editor, draft):
    shown = dry_run(editor, draft, a_csv(FINDING, {**FINDING, "id": "bad", "value": "7"}))
    assert "Leave the refused rows out" in said(shown)

    assert "1 rows are refused" in said(say_yes(editor, shown))
    assert say_yes(editor, shown, without_refused="on").status_code == 302
    assert not Finding.objects.filter(slug="bad").exists()


def test_what_changed_since_is_shown_before_it_is_written(editor, draft):
    row = {"id": "meyer-dx-change", "country": "Narnia"}
    shown = dry_run(editor, draft, a_csv(row))
    say_yes(editor, dry_run(editor, draft, a_csv({**row, "country": "Oz"})))

    again = say_yes(editor, shown)
    assert "The draft has changed since" in said(again)
    assert "<td>Oz</td><td>Narnia</td>" in said(again)
    assert say_yes(editor, again).status_code == 302


def test_a_file_that_does_nothing_offers_nothing(editor, draft):
    shown = dry_run(editor, draft, a_csv({"id": "meyer-dx-change"}))

    assert "There is nothing to import" in said(shown)
    assert "Unchanged: 1" in said(shown)


@pytest.mark.parametrize(
    ("data", "said_there"),
    [
        (b"", "empty"),
        (b"id,valeu\nx,1\n", "unknown column"),
        (b"\xff\xfe", "UTF-16"),
        (b"x" * (sheets.MAX_BYTES + 1), "larger than 2 MB"),
        (b"PK\x03\x04junk", "broken"),
    ],
)
def test_a_bad_file_is_refused_at_its_field(editor, draft, data, said_there):
    response = send(editor, draft, data)

    assert response.status_code == 200
    assert said_there in " ".join(response.context["form"].errors["file"])
    assert not Upload.objects.exists()


def test_no_file_is_refused_at_its_field(editor, draft):
    assert editor.post(page(draft)).context["form"].errors["file"]


def test_a_published_release_is_refused(editor):
    response = send(editor, Release.objects.published().get(), a_csv(FINDING))

    assert "only a draft takes an import" in said(response)
    assert not Upload.objects.exists()


def test_strangers_are_sent_to_sign_in(client, draft):
    response = client.get(page(draft))

    assert response.status_code == 302
    assert "/login/" in response.url


@pytest.mark.parametrize("person", ["mallory", "rosa"])
def test_who_may_not_edit_may_not_import(client, draft, person, request):
    client.force_login(request.getfixturevalue(person))

    assert client.get(page(draft)).status_code == 403
    assert send(client, draft, a_csv(FINDING)).status_code == 403


def test_a_dry_run_is_its_makers_alone(editor, client, draft, django_user_model):
    shown = dry_run(editor, draft, a_csv(FINDING))
    client.force_login(enroll(django_user_model.objects.create_superuser("carol")))

    assert client.get(shown.request["PATH_INFO"]).status_code == 404
    assert say_yes(client, shown).status_code == 404


def test_uploads_are_not_a_table_of_the_admin(editor, draft):
    assert "upload" not in said(editor.get(reverse("admin:index"))).lower()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"id\n{text}".encode()),
    st.sampled_from(["findings.csv", "x.xlsx", "junk", "ü.csv", "a b.csv.exe"]),
    st.sampled_from(["", "sources", "claims", "users"]),
)
def test_no_junk_is_an_error_of_the_site(editor, draft, data, name, kind):
    response = send(editor, draft, data, name=name, kind=kind)

    assert response.status_code in (200, 302)
    if response.status_code == 302:
        assert editor.get(response.url).status_code == 200
