from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from ognisko.activity.models import ATTEMPTS, Event
from ognisko.activity.telling import tell_again, tell_events

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def test_every_event_is_told_once_and_in_order(an_event, reacting):
    told = []
    reacting(lambda event: told.append(event.facts["number"]))
    for number in range(3):
        an_event(number=number)
    assert (tell_events("w"), tell_events("w")) == (3, 0)
    assert told == [0, 1, 2]


def test_an_event_that_nobody_cares_about_is_told_as_well(an_event):
    an_event("tests.nobody_cares")
    assert tell_events("w") == 1
    assert list(Event.objects.untold()) == []


def test_an_event_born_told_makes_nobody_react(an_event, reacting):
    told = []
    reacting(told.append)
    an_event(already_told=True)
    assert (tell_events("w"), told) == (0, [])


def test_what_a_reaction_wrote_goes_when_it_fails_and_the_event_waits(an_event, reacting, clock):
    reacting(lambda event: an_event("tests.written_by_reaction"))
    reacting(lambda event: 1 / 0)
    event = an_event()
    assert tell_events("w") == 1
    assert list(Event.objects.untold()) == [event]
    event.refresh_from_db()
    assert (event.attempts, event.claimed_by, event.last_error) == (1, "", "ZeroDivisionError: division by zero")
    assert (event.claimed_until - NOW).seconds == 20


def test_one_bad_event_never_holds_up_the_others(an_event, reacting, clock):
    told = []

    def react(event):
        if event.facts.get("bad"):
            raise LookupError("there is no such post")
        told.append(event.pk)

    reacting(react)
    bad, good = an_event(bad=True), an_event()
    assert (tell_events("w"), tell_events("w")) == (2, 0)
    assert told == [good.pk]
    assert list(Event.objects.untold()) == [bad]


def test_a_bad_event_is_tried_ever_later_and_then_left_with_its_error(an_event, reacting, clock):
    reacting(lambda event: 1 / 0)
    event = an_event()
    pauses = []
    for _attempt in range(ATTEMPTS):
        assert tell_events("w") == 1
        event.refresh_from_db()
        pauses.append((event.claimed_until - datetime.now(UTC)).seconds)
        clock.move_to(event.claimed_until + timedelta(seconds=1))
    assert pauses == [20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]
    assert tell_events("w") == 0
    assert list(Event.objects.stuck()) == [event]
    assert (tell_again(), tell_events("w")) == (1, 1)


def test_whoever_keeps_the_installation_sees_what_could_not_be_told(an_event, settings):
    settings.DEMO = True
    assert "nie udało się przekazać" not in Client().get("/skrzynka-nadawcza/").content.decode()
    an_event()
    Event.objects.untold().update(attempts=ATTEMPTS, last_error="LookupError: there is no such post")
    page = Client().get("/skrzynka-nadawcza/").content.decode()
    assert "1 zdarzenia nie udało się przekazać" in page.replace("\xa0", " ")
    assert 'href="/administracja/maszyna/"' in page


def test_a_claim_of_a_dead_worker_runs_out(an_event, clock):
    event = an_event()
    Event.objects.filter(pk=event.pk).update(claimed_by="dead", claimed_until=NOW + timedelta(minutes=2), attempts=1)
    assert tell_events("w") == 0
    clock.shift(timedelta(minutes=2, seconds=1))
    assert tell_events("w") == 1
