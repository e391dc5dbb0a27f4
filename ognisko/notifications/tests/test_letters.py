from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from ognisko.discussions import actions as discussions
from ognisko.discussions.models import Thread
from ognisko.mail.models import Letter
from ognisko.notifications.actions.digest import settle_digests, write_digests
from ognisko.notifications.actions.letters import write_due
from ognisko.notifications.models import Digest, Following, Hours, Notice, Preference
from ognisko.notifications.tests.conftest import ASKER, DEPUTY, MEMBER, tell
from ognisko.notifications.wishes import last_due, next_open
from ognisko.office.free_days import free_days
from ognisko.people.models import Person
from ognisko.testing import tell_of_last_days

pytestmark = pytest.mark.django_db
WARSAW = ZoneInfo("Europe/Warsaw")
WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=WARSAW)
NEXT_TUESDAY = datetime(2026, 12, 1, 8, 5, tzinfo=WARSAW)


def letters_to(person: Person) -> list[Letter]:
    return list(Letter.objects.filter(to_person=person).order_by("pk"))


def test_mentions_of_one_thread_within_minutes_are_one_letter(thread, say, people, frozen):
    """It is 16:00; the letter waits three minutes for what else comes, and says it all."""
    say(MEMBER, f"Może @{DEPUTY} wie.")
    say(MEMBER, f"@{DEPUTY}, chodzi o **protokół**.")
    assert write_due() == 0
    frozen.shift(timedelta(minutes=4))
    assert (write_due(), write_due()) == (1, 0)
    (letter,) = letters_to(people[DEPUTY])
    assert letter.subject == f"[{thread.community.name}] Kto odbiera ekspertyzę, gdy zamawia ją…"
    assert [words in letter.text for words in ("Może @sylwia.kot wie.", "chodzi o **protokół**")] == [True, True]
    assert f"/wpisy/{thread.posts.get(number=2).pk}/" in letter.text
    root = f"<thread.{thread.pk}@"
    assert (letter.headers["References"].startswith(root), letter.headers["In-Reply-To"].startswith(root)) == (
        True,
        True,
    )
    assert f"<{thread.community.slug}.ognisko." in letter.headers["List-Id"]
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert len(letter.html.encode()) < 100_000
    assert 'src="' not in letter.html

    say(MEMBER, f"I jeszcze jedno, @{DEPUTY}.")
    frozen.shift(timedelta(minutes=4))
    write_due()
    _first, second = letters_to(people[DEPUTY])
    assert ("I jeszcze jedno" in second.text, "Może" in second.text) == (True, False)
    assert second.headers["References"] == letter.headers["References"]


def test_a_mute_set_while_the_letter_waits_and_a_page_that_was_opened_meanwhile(thread, say, people, signed_in, frozen):
    say(MEMBER, f"@{DEPUTY} i @{ASKER}: proszę o opinię.")
    Following.objects.create(person=people[DEPUTY], place=f"community:{thread.community_id}", level="nothing")
    signed_in(ASKER).get(thread.get_absolute_url())
    frozen.shift(timedelta(minutes=4))
    write_due()
    assert Letter.objects.count() == 0
    assert Notice.objects.due().count() == 0


def test_the_one_click_of_a_letter_silences_the_thread(thread, say, people, client, frozen):
    say(MEMBER, f"Może @{DEPUTY} wie.")
    frozen.shift(timedelta(minutes=4))
    write_due()
    link = letters_to(people[DEPUTY])[0].headers["List-Unsubscribe"].strip("<>")
    client.post("/" + link.split("/", 3)[3], {"List-Unsubscribe": "One-Click"})
    say(MEMBER, f"Naprawdę, @{DEPUTY}.")
    assert Notice.objects.filter(person=people[DEPUTY]).count() == 1


@pytest.mark.parametrize(
    ("moment", "hours", "opens"),
    [
        ("2026-11-24T17:59", Hours(), "2026-11-24T17:59"),
        ("2026-11-24T18:00", Hours(), "2026-11-25T07:00"),
        ("2026-11-27T18:30", Hours(), "2026-11-30T07:00"),  # Friday evening
        ("2026-12-24T08:00", Hours(), "2026-12-28T07:00"),  # Christmas Eve, Thursday
        ("2026-11-24T18:30", Hours(zone="America/New_York"), "2026-11-24T18:30"),
        ("2026-11-24T10:00", Hours(days="6"), "2026-11-28T07:00"),
        ("2026-10-25T01:00", Hours(days="1234567"), "2026-10-25T07:00"),  # the clocks go back
    ],
)
def test_letters_come_in_the_persons_hours(db, moment, hours, opens):
    at = datetime.fromisoformat(moment).replace(tzinfo=WARSAW)
    assert next_open(at, hours, free_days(2026, 2027)) == datetime.fromisoformat(opens).replace(tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("rhythm", "now", "due"),
    [
        ("weekly", "2026-12-01T07:59", "2026-11-24"),
        ("weekly", "2026-12-01T08:00", "2026-12-01"),
        ("daily", "2026-12-06T09:00", "2026-12-06"),
        ("monthly", "2026-12-02T09:00", "2026-12-01"),
        ("weekly", "2026-10-27T08:00", "2026-10-27"),  # after a change of the clock
    ],
)
def test_when_summaries_are_due(rhythm, now, due):
    at = datetime.fromisoformat(now).replace(tzinfo=WARSAW)
    assert last_due(rhythm, at, WARSAW) == datetime.fromisoformat(f"{due}T08:00").replace(tzinfo=WARSAW)


@pytest.fixture
def week(thread, say, people, world, frozen):
    """Until this Tuesday all is settled; then Hanna replies twice, mentions Sylwia, and asks something."""
    settle_digests(datetime(2026, 11, 24, 16, 0, tzinfo=WARSAW))
    say(MEMBER, "Pierwsza odpowiedź.")
    say(MEMBER, f"Druga, może @{DEPUTY} wie.")
    frozen.shift(timedelta(minutes=1))
    asked = discussions.begin_thread(
        world.communities["eksperci"],
        by=people[MEMBER],
        kind=Thread.Kind.QUESTION,
        title="Ile kosztuje ekspertyza prawna?",
        text="Szukam rzędu wielkości.",
    )
    frozen.move_to(WEDNESDAY)
    tell()
    write_due()
    return asked


def test_tuesday_at_eight(week, thread, people, frozen):
    frozen.move_to(NEXT_TUESDAY - timedelta(minutes=10))
    assert write_digests() == 0
    frozen.move_to(NEXT_TUESDAY)
    assert write_digests() > 0
    assert write_digests() == 0

    (adams,) = letters_to(people[ASKER])
    assert adams.subject == "Ognisko: Twój tydzień w skrócie"
    assert adams.text.count("Kto odbiera ekspertyzę") == 1
    assert "(2)" in adams.text
    assert (
        adams.text.index("Kto odbiera") < adams.text.index("Pytania bez odpowiedzi") < adams.text.index("Ile kosztuje")
    )
    assert adams.text.count("Ile kosztuje") == 1
    assert len(adams.html.encode()) < 100_000
    assert 'src="' not in adams.html

    at_once, weekly = letters_to(people[DEPUTY])
    assert ("Druga" in at_once.text, "Kto odbiera" in weekly.text, "Ile kosztuje" in weekly.text) == (True, False, True)

    before = Letter.objects.count()
    frozen.move_to(NEXT_TUESDAY + timedelta(days=7))
    assert write_digests() == 0
    assert (Letter.objects.count(), len(mail.outbox)) == (before, 0)


def test_one_community_weekly_another_never(week, thread, people, frozen, signed_in, world):
    """What the page of preferences says holds: from a silenced community nothing, mentions and reminders included."""
    mine = {
        f"community-{pk}": "never" for pk in people[ASKER].memberships.current().values_list("community", flat=True)
    }
    assert signed_in(ASKER).post(reverse("notifications:preferences"), {**standard(), **mine}).status_code == 302
    discussions.reply(thread, by=people[MEMBER], text=f"Co na to @{ASKER}?")
    tell()
    frozen.move_to(NEXT_TUESDAY)
    write_due()
    write_digests()
    assert letters_to(people[ASKER]) == []
    page = signed_in(ASKER).get(reverse("notifications:preferences")).content.decode()
    assert page.count('<option value="never" selected>') == len(mine)


def standard() -> dict[str, str]:
    return {
        "kind-mention": "at_once",
        "kind-reply": "weekly",
        "kind-helped": "weekly",
        "kind-thread": "weekly",
        "kind-role": "at_once",
        "kind-request": "at_once",
        "kind-agreed": "at_once",
        "kind-digest": "weekly",
    }


def test_a_community_daily_the_others_weekly(week, thread, people, frozen):
    Preference.objects.create(person=people[ASKER], community_id=thread.community_id, rhythm="daily")
    frozen.move_to(WEDNESDAY + timedelta(days=1))
    write_digests()
    (daily,) = letters_to(people[ASKER])
    assert daily.subject == "Ognisko: Twój dzień w skrócie"
    frozen.move_to(NEXT_TUESDAY)
    write_digests()
    assert [one for one in letters_to(people[ASKER])[1:] if "Kto odbiera" in one.text] == []


def test_a_worker_that_slept_for_days_writes_one_summary_and_a_holiday_waits(week, people, frozen):
    Hours.objects.create(person=people[ASKER], days="5")
    frozen.move_to(NEXT_TUESDAY + timedelta(days=2))
    write_digests()
    assert letters_to(people[ASKER]) == []
    frozen.shift(timedelta(days=1))
    write_digests()
    write_digests()
    assert len(letters_to(people[ASKER])) == 1
    assert Digest.objects.filter(person=people[ASKER], is_written=True).count() == 1


def test_hours_are_chosen_on_the_page(people, signed_in):
    adam = signed_in(ASKER)
    said = {"begins": "08:00", "ends": "15:00", "days": ["1", "3"], "zone": "Europe/Brussels"}
    assert adam.post(reverse("notifications:hours"), said).status_code == 302
    kept = Hours.objects.get(person=people[ASKER])
    assert (kept.begins.hour, kept.ends.hour, kept.days, kept.zone) == (8, 15, "13", "Europe/Brussels")
    wrong = {**said, "ends": "07:00", "zone": "Mars/Olympus"}
    page = adam.post(reverse("notifications:hours"), wrong)
    assert page.status_code == 422
    assert "Nie ma takiej strefy czasowej." in page.content.decode()


def test_a_thousand_unread_are_one_short_letter(thread, people, frozen):
    settle_digests(datetime(2026, 11, 24, 16, 0, tzinfo=WARSAW))
    adam, hanna = people[ASKER], people[MEMBER]
    posts = thread.posts.values_list("pk", flat=True)
    Notice.objects.bulk_create(
        Notice(
            person=adam,
            kind="reply",
            event_id=10_000_000 + n,
            actor=hanna,
            target_kind="discussions.post",
            target_id=posts[0],
            community_id=thread.community_id,
            bundle=f"thread:{thread.pk}",
            rhythm="weekly",
            made_at=datetime(2026, 11, 25, tzinfo=UTC),
        )
        for n in range(1000)
    )
    frozen.move_to(NEXT_TUESDAY)
    write_digests()
    (letter,) = letters_to(adam)
    assert letter.text.count("Kto odbiera") == 1
    assert Notice.objects.filter(person=adam).untold().count() == 0


def test_the_demo_has_something_in_the_list_and_writes_no_letter_about_the_past(world, frozen):
    tell_of_last_days(now=world.now)
    assert Notice.objects.values("person").distinct().count() > 10
    assert Person.objects.filter(unread_notices__gt=0).count() > 0
    write_due()
    write_digests()
    assert Letter.objects.count() == 0
