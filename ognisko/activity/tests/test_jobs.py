import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ognisko.activity.firing import Clock
from ognisko.activity.job_words import JOBS
from ognisko.activity.jobs import State, jobs
from ognisko.activity.models import ATTEMPTS, Event, Firing
from ognisko.activity.timing import Scheduled, daily, every, next_after
from ognisko.audit.models import Entry
from ognisko.people.actions import give_role
from ognisko.schedule import SCHEDULE
from ognisko.search.models import Count

pytestmark = pytest.mark.django_db
failing: list[bool] = []


def work():
    if failing:
        raise OSError("the disk is full")


NIGHTLY = [Scheduled("mail.forget_texts", daily(3, 30), f"{__name__}.work")]


@pytest.fixture
def keeper(world):
    """Signed in: Krzysztof, who keeps this place."""
    give_role(world.people["krzysztof.mielnik"], kind="administrator", by=None)
    client = Client()
    client.force_login(world.people["krzysztof.mielnik"])
    return client


@pytest.fixture
def stuck(world):
    Event.objects.untold().update(told_at=timezone.now())
    events = list(Event.objects.order_by("pk")[:2])
    Event.objects.filter(pk__in=[event.pk for event in events]).update(
        told_at=None, attempts=ATTEMPTS, last_error="KeyError: <b>'x'</b>"
    )
    return events


def words_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def page_of(client):
    page = client.get(reverse("activity:jobs"))
    assert page.status_code == 200
    return words_of(page)


@pytest.mark.parametrize(
    ("when", "now", "then"),
    [
        (every(minutes=15), "2026-11-24T15:07:09+00:00", "2026-11-24T15:15:00+00:00"),
        (daily(3, 30), "2026-11-24T15:00:00+00:00", "2026-11-25T02:30:00+00:00"),
        (daily(3, 30), "2026-11-24T02:30:00+00:00", "2026-11-25T02:30:00+00:00"),
        (daily(3, 30), "2026-10-24T15:00:00+00:00", "2026-10-25T02:30:00+00:00"),  # the clocks go back that night
        (daily(3, 30), "2026-03-28T15:00:00+00:00", "2026-03-29T01:30:00+00:00"),
    ],
)
def test_the_next_time_by_a_rule(when, now, then):
    assert next_after(when, datetime.fromisoformat(now)) == datetime.fromisoformat(then)


def test_every_line_of_the_schedule_has_words():
    assert {entry.name for entry in SCHEDULE} - set(JOBS) == set()


def test_the_life_of_a_job(frozen):
    failing.clear()
    clock = Clock(NIGHTLY)
    (job,) = jobs(NIGHTLY)
    assert (job.state, job.finished_at, job.next_at) == (State.WAITS, None, datetime(2026, 11, 25, 2, 30, tzinfo=UTC))

    clock.fire("w")
    assert jobs(NIGHTLY)[0].state == State.DONE

    failing.append(True)
    frozen.shift(timedelta(days=1))
    clock.fire("w")
    (job,) = jobs(NIGHTLY)
    assert (job.state, job.firing.last_error) == (State.FAILS, "OSError: the disk is full")
    Firing.objects.filter(finished_at=None).update(attempts=ATTEMPTS)
    assert jobs(NIGHTLY)[0].state == State.STUCK

    failing.clear()
    frozen.shift(timedelta(days=1))
    Clock(NIGHTLY).fire("w")
    (job,) = jobs(NIGHTLY)
    assert (job.state, job.firing) == (State.DONE, None)


def test_a_job_in_hand_runs_and_one_that_nobody_took_is_late(frozen):
    due = NIGHTLY[0].when(timezone.now())
    firing = Firing.objects.create(name="mail.forget_texts", due_at=due)
    assert jobs(NIGHTLY)[0].state == State.LATE
    Firing.objects.update(claimed_by="w", claimed_until=timezone.now() + timedelta(minutes=1), attempts=1)
    assert jobs(NIGHTLY)[0].state == State.RUNS
    Firing.objects.filter(pk=firing.pk).update(claimed_until=timezone.now() - timedelta(minutes=1))
    assert jobs(NIGHTLY)[0].state == State.LATE


def test_the_page_says_when_each_ran_and_runs(keeper, frozen):
    Clock(NIGHTLY).fire("w")
    words = page_of(keeper)
    line = (
        "Zapomina treść listów wysłanych dawno temu Ostatnio: 24.11.2026 16:00:00 · następnym razem: 25.11.2026 03:30"
    )
    assert line in words
    assert "Jeszcze nigdy · następnym razem: 24.11.2026 16:05:00 · search.keep_fresh" in words


def test_a_job_that_got_stuck_is_tried_again_from_the_page(keeper, world, frozen):
    failing.append(True)
    clock = Clock(NIGHTLY)
    clock.fire("w")
    Firing.objects.update(attempts=ATTEMPTS)
    assert "OSError: the disk is full" in page_of(keeper)

    failing.clear()
    firing = Firing.objects.get()
    keeper.post(reverse("activity:fire_again", args=[firing.pk]))
    frozen.shift(timedelta(minutes=2))
    clock.fire("w")
    assert jobs(NIGHTLY)[0].state == State.DONE
    entry = Entry.objects.get(event="work_tried_again")
    assert (entry.actor_id, entry.target_id, entry.facts) == (
        world.people["krzysztof.mielnik"].pk,
        firing.pk,
        {"job": "mail.forget_texts"},
    )
    answer = keeper.post(reverse("activity:fire_again", args=[firing.pk]), follow=True)
    assert "To już zrobione albo właśnie się robi." in words_of(answer)


def test_events_that_got_stuck_stand_there_with_their_fault_and_are_tried_again(keeper, stuck, frozen):
    words = page_of(keeper)
    assert "2 zdarzenia czekają na przekazanie." in words
    assert "KeyError: &lt;b&gt;&#39;x&#39;&lt;/b&gt;" in words
    keeper.post(reverse("activity:try_event", args=[stuck[0].pk]))
    assert list(Event.objects.stuck()) == [stuck[1]]
    keeper.post(reverse("activity:try_all_events"))
    assert Event.objects.claimable().filter(pk__in=[event.pk for event in stuck]).count() == 2
    assert Entry.objects.filter(event="work_tried_again").count() == 2
    assert "To już zrobione" in words_of(keeper.post(reverse("activity:try_event", args=[stuck[0].pk]), follow=True))


def test_the_administration_says_how_many_wait(keeper, stuck):
    assert "Praca maszyny 2 czekają" in words_of(keeper.get(reverse("home:administration")))


def test_while_the_index_is_made_anew_its_progress_is_shown(keeper, frozen):
    Count.objects.update_or_create(
        pk=1, defaults={"renewed": 1500, "renewing_of": 4000, "leased_until": timezone.now() + timedelta(minutes=1)}
    )
    page = keeper.get(reverse("activity:jobs"))
    assert b'<progress id="renewal" max="4000" value="1500">' in page.content
    assert "Powstaje na nowo: 1500 z 4000" in words_of(page).replace("\xa0", "")


def test_what_is_not_there_is_not_tried(keeper):
    assert keeper.post(reverse("activity:fire_again", args=[999_999])).status_code == 404
    assert keeper.post(reverse("activity:try_event", args=[999_999])).status_code == 404


def test_how_often_the_database_is_asked(keeper, stuck, django_assert_num_queries):
    page_of(keeper)
    with django_assert_num_queries(
        9
    ):  # session, person, duties; events: how many, and the stuck; two of jobs; the index
        page_of(keeper)
