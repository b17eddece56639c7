import pytest
from django.urls import reverse

from calculator import jobs
from calculator.jobs import Status
from calculator.review import services, tasks
from calculator.review.models import ImpactPreview
from tests.evidence import steps
from tests.review.conftest import edit

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def sent(monkeypatch):
    keys = []
    monkeypatch.setattr(tasks.make_preview, "delay", keys.append)
    return keys


@pytest.fixture
def reviewer(client, rita):
    client.force_login(rita)
    return client


def page(release):
    return reverse("review:show-impact", args=[release.slug])


def calculate(release):
    return reverse("review:request-impact", args=[release.slug])


def test_a_reviewer_asks_watches_and_reads(
    reviewer, draft, sent, django_capture_on_commit_callbacks
):
    assert "Calculate the impact" in reviewer.get(page(draft)).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        asked = reviewer.post(calculate(draft))
    preview = ImpactPreview.objects.get()
    assert (asked.url, sent) == (page(draft), [preview.pk])
    assert preview.asked_by == steps.reviewer()
    assert "<strong>Queued.</strong>" in reviewer.get(page(draft)).content.decode()

    tasks.make_preview(preview.pk)
    shown = reviewer.get(page(draft)).content.decode()
    assert "<caption>24 reference sponsors, every design, net a year</caption>" in shown
    assert "nothing of them is shown" in shown
    assert "Field by field" in shown
    assert "$60,000" in shown


def test_the_poll_says_what_is_new_and_reloads_at_the_end(reviewer, draft, rita):
    preview = services.request_preview(release=draft, by=rita)
    address = reverse("review:show-progress", args=[preview.pk])

    assert reviewer.get(address).url == page(draft)
    assert reviewer.get(address + "?seen=queued-0", headers=HTMX).status_code == 204
    held = jobs.claim(ImpactPreview, preview.pk)
    jobs.extend(held, progress=40)
    running = reviewer.get(address + "?seen=queued-0", headers=HTMX).content.decode()
    jobs.fail(held, "No room.")
    ended = reviewer.get(address + "?seen=running-40", headers=HTMX)

    assert 'value="40"' in running
    assert ended.headers["HX-Refresh"] == "true"
    assert "No room." in reviewer.get(page(draft)).content.decode()
    assert "Try again" in reviewer.get(page(draft)).content.decode()


def test_verdicts_that_turn_stand_first(reviewer, bob, previewed):
    draft = steps.services.start_draft(by=bob, name="Turning")
    edit(draft, "surgery_cost.lumbar_fusion", base=95_000, low=60_000, high=140_000)
    preview = previewed(draft)

    response = reviewer.get(page(draft))

    text = response.content.decode()
    assert f"{preview.flips} verdict" in text
    assert "approving needs a second reason" in text
    assert len(response.context["flipped"].rows) == preview.flips
    assert "turns: it would pay" in text


def test_five_saved_calculations_are_shown_together(reviewer, draft, saved, previewed):
    for members in (300, 2_000, 40_000, 600_000):
        saved.pk, saved.token, saved.typed = None, f"t{members}", {"members": members}
        saved._state.adding = True
        saved.save()
    preview = previewed(draft)

    text = reviewer.get(page(draft)).content.decode()

    assert preview.result["saved"]["questions"] == 5
    assert "<caption>Saved calculations: by how much their net a year moves</caption>" in text
    assert "t300" not in str(preview.result)


def test_a_changed_draft_asks_for_a_new_calculation(reviewer, draft, previewed):
    previewed(draft)
    edit(draft, "engagement", base=1.6, low=1.0, high=2.1)

    text = reviewer.get(page(draft)).content.decode()

    assert "changed since the last calculation" in text
    assert "Calculate the impact" in text


def test_others_do_not_find_it(client, draft, mallory, rita):
    preview = services.request_preview(release=draft, by=rita)
    progress = reverse("review:show-progress", args=[preview.pk])
    for user in (None, mallory):
        if user:
            client.force_login(user)
        assert client.get(page(draft)).status_code == 404
        assert client.post(calculate(draft)).status_code == 404
        assert client.get(progress).status_code == 404


def test_who_may_only_look_may_not_ask(client, draft):
    watcher = steps.a_person("walter")
    permissions = steps.Group.objects.model.permissions.rel.model.objects
    watcher.user_permissions.add(permissions.get(codename="view_release"))
    client.force_login(watcher)

    shown = client.get(page(draft))

    assert shown.status_code == 200
    assert "Calculate the impact</button>" not in shown.content.decode()
    assert client.post(calculate(draft)).status_code == 404


def test_a_live_release_has_no_impact_to_come(reviewer, live):
    assert reviewer.get(page(live)).status_code == 404


def test_asking_takes_a_post_and_reading_a_get(reviewer, draft):
    assert reviewer.get(calculate(draft)).status_code == 405
    assert reviewer.post(page(draft)).status_code == 405


def test_a_finished_preview_is_not_asked_for_again(
    reviewer, draft, previewed, sent, django_capture_on_commit_callbacks
):
    previewed(draft)

    with django_capture_on_commit_callbacks(execute=True):
        reviewer.post(calculate(draft))

    assert sent == []
    assert ImpactPreview.objects.get().status == Status.DONE
