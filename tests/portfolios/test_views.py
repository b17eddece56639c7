"""Pages of portfolios: upload, check, run, results; seen by their owner alone."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from calculator.portfolios import services, uploads
from calculator.portfolios.models import Portfolio, State
from calculator.scenarios.services import save_scenario
from tests.portfolios.conftest import DRAWS, work

pytestmark = pytest.mark.django_db

GOOD = "group_id,members,region\na,1000,north\nb,2000,south\nc,none,south\n"
LIST = "/portfolios/"


@pytest.fixture
def page(client, alice):
    client.force_login(alice)
    return client


def send(client, content: str | bytes = GOOD, name: str = "groups.csv", **more):
    content = content.encode() if isinstance(content, str) else content
    return client.post(LIST, {"file": SimpleUploadedFile(name, content), **more})


def test_upload_shows_how_each_column_was_understood(page):
    reply = send(page, GOOD.replace("region", "horizon_yers"), follow=True)

    shown = page.get(reply.url).content.decode()
    assert "size: members" in shown
    assert "Did you mean horizon_years?" in shown
    assert "none" in shown
    assert "not a number" in shown
    assert Portfolio.objects.get().state == State.DRAFT


def test_run_starts_the_steps_and_shows_the_results(page):
    address = send(page).url

    page.post(f"{address}run/", {"totals_by": "region"})

    assert "being read" in page.get(address).content.decode()
    done = work(Portfolio.objects.get())
    shown = page.get(address).content.decode()
    assert "1 of 3 rows could not be used" in shown
    assert "south" in shown
    assert "In the top" not in shown  # of two groups
    for name in [*done.files, "results.jsonl"]:
        reply = page.get(f"{address}files/{name}")
        assert b"".join(reply.streaming_content)
        assert name in reply["Content-Disposition"]


@pytest.mark.parametrize("name", ["other.csv", "source.csv", "..%2Fsource.csv"])
def test_other_files_are_not_given(page, finish, name):
    done = finish(GOOD)

    assert page.get(f"{done.get_absolute_url()}files/{name}").status_code == 404


def test_a_poll_that_has_seen_this_gets_nothing_new(page):
    address = send(page).url
    page.post(f"{address}run/")

    first = page.get(address, headers={"HX-Request": "true"})
    again = page.get(f"{address}?seen=running-0", headers={"HX-Request": "true"})
    work(Portfolio.objects.get())
    last = page.get(f"{address}?seen=running-0", headers={"HX-Request": "true"})

    assert (first.status_code, again.status_code) == (200, 204)
    assert last["HX-Refresh"] == "true"


def test_inputs_that_the_file_leaves_open_come_from_a_named_calculation(page, alice):
    saved = save_scenario(raw={"members": 5, "design": "targeted"} | DRAWS, by=alice)
    type(saved).objects.filter(pk=saved.pk).update(name="Renewal")

    send(page, scenario=saved.pk)

    portfolio = Portfolio.objects.get()
    assert portfolio.defaults == {"design": "targeted", "draws": 1000, "seed": saved.seed}
    assert "as in" in page.get(portfolio.get_absolute_url()).content.decode()


def test_check_of_a_file_is_said_in_the_language_in_which_it_is_read(page):
    address = send(page, "group_id,members\nAcme,-5\n").url

    english = page.get(address).content.decode()
    spanish = page.get(address, headers={"accept-language": "es"}).content.decode()

    assert "the group&#x27;s name" in english
    assert "el nombre del grupo" in spanish
    assert "Introduzca de 1 a" in spanish


def test_calculations_of_others_are_no_choice(page, bob):
    saved = save_scenario(raw={"members": 5} | DRAWS, by=bob)
    type(saved).objects.filter(pk=saved.pk).update(name="Renewal")

    reply = send(page, scenario=saved.pk)

    assert reply.status_code == 422
    assert "Choose one of your named calculations" in reply.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("", "groups.csv", "The file is empty"),
        ("group_id,employes\na,5\n", "groups.csv", "Did you mean employees"),
        ("group_id,members\n", "groups.csv", "no row below the header"),
        (b"%PDF-1.7", "groups.pdf", "This is a PDF"),
        (b"PK\x03\x04 no", "groups.xlsx", "not an .xlsx workbook"),
        (b"\xd0\xcf\x11\xe0 old", "groups.xls", "old or locked"),
        (b"PAR1 no", "groups.parquet", "cannot be read"),
        (b"group_id,members\n\xff\xfe,5\n", "groups.csv", "cannot be read"),
    ],
    ids=["empty", "misspelled", "no rows", "pdf", "no workbook", "old", "no parquet", "latin"],
)
def test_file_that_cannot_be_used_is_refused_at_its_field(page, content, name, said):
    reply = send(page, content, name)

    assert reply.status_code == 422
    assert said in reply.content.decode()
    assert not Portfolio.objects.exists()


def test_file_beyond_the_limit_is_refused_before_it_is_kept(page, monkeypatch):
    monkeypatch.setattr(uploads, "MAX_BYTES", 100)
    monkeypatch.setattr(uploads, "SLACK", 0)

    reply = send(page, GOOD * 50)

    assert reply.status_code == 422
    assert "at most" in reply.content.decode()


def test_file_that_grows_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_BYTES", 5)

    with pytest.raises(uploads.TooLarge), uploads.received([b"abc", b"def"], "a.csv"):
        pass


def test_totals_by_another_column_is_refused(page):
    address = send(page).url

    reply = page.post(f"{address}run/", {"totals_by": "members"})

    assert reply.status_code == 422
    assert "text columns" in reply.content.decode()


def test_cancel_resume_and_delete(page):
    address = send(page).url
    page.post(f"{address}run/")
    page.post(f"{address}cancel/")
    assert "Cancelled" in page.get(address).content.decode()
    page.post(f"{address}resume/")
    assert work(Portfolio.objects.get()).state == State.DONE

    assert "Delete" in page.get(f"{address}delete/").content.decode()
    page.post(f"{address}delete/")

    assert not Portfolio.objects.exists()
    assert page.get(address).status_code == 404


@pytest.mark.parametrize("verb", ["run", "cancel", "resume", "delete"])
def test_what_cannot_be_done_now_is_said(page, upload, verb):
    portfolio = upload(GOOD)
    if verb in {"run", "delete"}:
        services.run_portfolio(portfolio=portfolio)

    reply = page.post(f"{portfolio.get_absolute_url()}{verb}/", follow=True)

    assert reply.status_code == 200
    assert 'class="error"' in reply.content.decode()


def test_only_so_many_are_kept_and_run(page, upload, monkeypatch):
    upload(GOOD)
    second = upload(GOOD)
    monkeypatch.setattr(services, "MOST_KEPT", 2)
    monkeypatch.setattr(services, "MOST_RUNNING", 0)

    assert "at most 2 portfolios" in send(page).content.decode()
    reply = page.post(f"{second.get_absolute_url()}run/", follow=True)
    assert "0 portfolios run at a time" in reply.content.decode()


@pytest.mark.parametrize(
    ("method", "rest"),
    [
        ("get", ""),
        ("post", "run/"),
        ("post", "cancel/"),
        ("post", "resume/"),
        ("post", "delete/"),
        ("post", "mend/"),
        ("get", "files/results.csv"),
    ],
)
def test_outsiders_find_nothing(client, finish, mallory, method, rest):
    done = finish(GOOD)
    address = f"{done.get_absolute_url()}{rest}"

    assert getattr(client, method)(address).status_code == 302  # to sign in
    client.force_login(mallory)
    reply = getattr(client, method)(address)

    assert reply.status_code in {302, 404}  # staff without a second factor are sent to enroll
    assert Portfolio.objects.get(pk=done.pk).state == State.DONE


def test_another_person_sees_none_of_it(client, finish, django_user_model):
    done = finish(GOOD)
    client.force_login(django_user_model.objects.create_user(username="eve", email="e@x.org"))

    assert client.get(done.get_absolute_url()).status_code == 404
    assert done.name not in client.get(LIST).content.decode()


def test_mended_cells_are_sent_alone(page, finish):
    done = finish(GOOD)
    address = f"{done.get_absolute_url()}mend/"
    assert address in page.get(done.get_absolute_url()).content.decode()
    assert "Mend refused cells" in page.get(address).content.decode()

    file = SimpleUploadedFile("refused.csv", b"row,column,value\n3,members,500\n")
    reply = page.post(address, {"file": file}, follow=True)

    mended = Portfolio.objects.get(mends=done)
    assert reply.redirect_chain == [(mended.get_absolute_url(), 302)]
    assert "Mends" in reply.content.decode()


def test_file_that_mends_nothing_is_refused_at_its_field(page, finish, monkeypatch):
    address = f"{finish(GOOD).get_absolute_url()}mend/"

    nothing = page.post(address, {})
    wrong = page.post(address, {"file": SimpleUploadedFile("r.csv", b"row,column\n3,members\n")})
    monkeypatch.setattr(services, "MOST_KEPT", 0)
    good = SimpleUploadedFile("r.csv", b"row,column,value\n3,members,5\n")
    full = page.post(address, {"file": good})

    assert nothing.status_code == wrong.status_code == full.status_code == 422
    assert "Choose a file" in nothing.content.decode()
    assert "no column value" in wrong.content.decode()
    assert "at most 0 portfolios" in full.content.decode()


def test_where_nothing_was_refused_there_is_nothing_to_mend(page, finish):
    done = finish("group_id,members\na,5\n")

    assert "mend/" not in page.get(done.get_absolute_url()).content.decode()
    reply = page.get(f"{done.get_absolute_url()}mend/", follow=True)
    assert "Nothing of this portfolio was refused" in reply.content.decode()


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_template_can_be_sent_as_it_is(page, suffix):
    content = page.get(reverse("portfolios:template", args=[suffix])).content

    reply = send(page, io.BytesIO(content).read(), f"groups.{suffix}")

    assert reply.status_code == 302
    assert Portfolio.objects.get().check_report["refused"] == 0
