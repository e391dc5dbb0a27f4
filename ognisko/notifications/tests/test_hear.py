from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ognisko.communities.actions import invite
from ognisko.communities.models import Community, Membership
from ognisko.discussions import actions as discussions
from ognisko.discussions.models import Thread
from ognisko.mail.models import Letter
from ognisko.notifications.models import Following, Notice
from ognisko.notifications.tests.conftest import ASKER, DEPUTY, MEMBER, OUTSIDER, tell
from ognisko.people.models import Person

pytestmark = pytest.mark.django_db


def heard(person: Person) -> list[tuple[str, str]]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", "bundle"))


def unread(person: Person) -> int:
    return Person.objects.values_list("unread_notices", flat=True).get(pk=person.pk)


def test_ten_replies_are_one_line(thread, say, people, signed_in):
    for number in range(10):
        say(MEMBER, f"Odpowiedź {number}")
    assert heard(people[ASKER]) == [("reply", f"thread:{thread.pk}")] * 10
    assert (unread(people[ASKER]), unread(people[MEMBER])) == (1, 0)

    adam = signed_in(ASKER)
    page = adam.get(reverse("notifications:list")).content.decode()
    assert page.count(thread.get_absolute_url()) + page.count("/wpisy/") == 1
    assert "10 powiadomień" in page.replace("\xa0", " ")
    adam.get(thread.get_absolute_url())
    assert unread(people[ASKER]) == 0


def test_a_mention_is_heard_once_and_not_again_after_an_edit(thread, say, people):
    post = say(MEMBER, f"Zapytaj @{DEPUTY} i @{ASKER}.")
    assert heard(people[DEPUTY]) == [("mention", f"thread:{thread.pk}")]
    assert heard(people[ASKER]) == [("mention", f"thread:{thread.pk}")]
    discussions.edit_post(post, by=people[MEMBER], text=f"Zapytaj @{DEPUTY} i @{ASKER}!")
    tell()
    assert len(heard(people[DEPUTY])) == len(heard(people[ASKER])) == 1


def test_a_small_edit_tells_nobody_another_one_whom_it_names_anew(thread, say, people):
    post = say(MEMBER, "Protokół podpisują wszyscy.")
    discussions.edit_post(post, by=people[MEMBER], text=f"Podpisują wszyscy, prawda @{DEPUTY}?", is_small=True)
    tell()
    assert heard(people[DEPUTY]) == []
    post.refresh_from_db()
    discussions.edit_post(post, by=people[MEMBER], text=f"Podpisują wszyscy, prawda @{DEPUTY} i @{ASKER}?")
    tell()
    assert (len(heard(people[DEPUTY])), len(heard(people[ASKER]))) == (0, 2)


@pytest.mark.parametrize(
    ("place", "level", "count"),
    [
        ("thread", "all", 2),
        ("thread", "mentions", 1),
        ("thread", "nothing", 0),
        ("community", "all", 2),
        ("community", "mentions", 1),
        ("community", "nothing", 0),
        ("", "", 1),
    ],
)
def test_following_at_three_levels(thread, say, people, signed_in, place, level, count):
    address = {
        "thread": reverse("discussions:follow", args=[thread.pk, thread.slug]),
        "community": reverse("communities:follow", args=[thread.community.slug]),
    }
    if place:
        answer = signed_in(DEPUTY).post(address[place], {"level": level})
        assert answer.status_code == 302
        assert 'aria-pressed="true"' in signed_in(DEPUTY).get(address[place]).content.decode()
    say(MEMBER, "Sprawdzę to do piątku.")
    say(MEMBER, f"Może @{DEPUTY} wie.")
    assert len(heard(people[DEPUTY])) == count


def test_silence_about_a_community_holds_also_where_a_thread_of_it_is_followed(thread, say, people):
    for place, level in ((f"thread:{thread.pk}", "all"), (f"community:{thread.community_id}", "nothing")):
        Following.objects.create(person=people[DEPUTY], place=place, level=level)
    say(MEMBER, f"Może @{DEPUTY} wie.")
    assert heard(people[DEPUTY]) == []


def test_what_was_hidden_a_second_before_the_telling_is_not_told(thread, people, world, signed_in):
    discussions.reply(thread, by=people[MEMBER], text=f"Pytam też @{OUTSIDER}.")
    Community.objects.filter(pk=thread.community_id).update(visibility="members")
    tell()
    assert heard(people[OUTSIDER]) == []
    assert len(heard(people[ASKER])) == 1
    Membership.objects.filter(person=people[ASKER], community=thread.community).delete()
    page = signed_in(ASKER).get(reverse("notifications:list")).content.decode()
    assert "Kto odbiera" not in page


def test_the_answer_that_helped_and_an_invitation(thread, say, people, world, signed_in):
    post = say(MEMBER, "Podpisuje komórka, która płaci.")
    discussions.mark_helped(thread, post, by=people[ASKER])
    tell()
    assert heard(people[MEMBER]) == [("helped", f"thread:{thread.pk}")]

    community = world.communities["eksperci"]
    invite(community, by=community.founder, addresses=people[OUTSIDER].email, purpose="Dołącz do nas.")
    tell()
    assert [kind for kind, _bundle in heard(people[OUTSIDER])] == ["invitation"]
    assert Letter.objects.filter(to_person=people[OUTSIDER]).count() <= 1
    page = signed_in(OUTSIDER).get(reverse("notifications:list")).content.decode()
    assert "Zaproszenie do wspólnoty czeka na Ciebie" in page


@pytest.mark.parametrize("number", [1, 60])
def test_the_list_takes_the_same_queries_and_the_masthead_none(
    number, thread, people, signed_in, django_assert_num_queries
):
    posts = [discussions.reply(thread, by=people[MEMBER], text=f"Odpowiedź {n}") for n in range(number)]
    tell()
    adam = signed_in(ASKER)
    with django_assert_num_queries(6):  # session, person, bundles, notices with who, threads, posts
        adam.get(reverse("notifications:list"))
    assert len(posts) == number


def test_paging_by_key_and_marking_all_seen(people, signed_in, world, frozen):
    community = world.communities["eksperci"]
    Following.objects.create(person=people[DEPUTY], place=f"community:{community.pk}", level="all")
    for number in range(25):
        discussions.begin_thread(
            community,
            by=people[MEMBER],
            kind=Thread.Kind.DISCUSSION,
            title=f"Wątek {number}",
            text="Co o tym myślicie?",
        )
    tell()
    sylwia = signed_in(DEPUTY)
    first = sylwia.get(reverse("notifications:list"))
    assert unread(people[DEPUTY]) == 25
    page = first.content.decode()
    later = page.partition("?before=")[2].partition('"')[0]
    second = sylwia.get(reverse("notifications:list"), {"before": later}).content.decode()
    assert [f"Wątek {n}<" in second for n in (4, 0, 5)] == [True, True, False]
    newest = Notice.objects.filter(person=people[DEPUTY]).latest("pk").pk
    sylwia.post(reverse("notifications:see"), {"newest": newest})
    assert unread(people[DEPUTY]) == 0


def test_five_hundred_members_hear_in_few_queries(world, people, frozen, django_assert_max_num_queries):
    community = world.communities["eksperci"]
    crowd = Person.objects.bulk_create(
        Person(name=f"Osoba {n}", handle=f"osoba.{n}", email=f"osoba.{n}@mrl.example", sort_key="o", folded_name="o")
        for n in range(500)
    )
    Following.objects.bulk_create(
        Following(person=person, place=f"community:{community.pk}", level="all") for person in crowd
    )
    discussions.begin_thread(
        community, by=people[MEMBER], kind=Thread.Kind.DISCUSSION, title="Do wszystkich", text="Prośba o opinię."
    )
    with django_assert_max_num_queries(80):
        tell()
    assert Notice.objects.filter(person__in=crowd).count() == 500
    assert timezone.now() - Notice.objects.latest("pk").made_at < timedelta(minutes=1)
