"""The named world is as large and as varied as the demo promises."""

from collections import Counter
from datetime import timedelta

from ognisko.activity.models import Event
from ognisko.discussions.models import Post, Thanks, Thread
from ognisko.mail.models import Letter
from ognisko.people.models import Person


def test_thirty_people_of_ten_units_in_three_offices(world):
    assert len(world.people) >= 30
    assert len({person.unit_id for person in world.people.values()}) >= 10
    assert {unit.organisation.name for unit in world.units.values()} == {
        organisation.name for organisation in world.organisations.values()
    }
    assert len(world.organisations) == 3


def test_eighty_threads_and_five_hundred_posts_none_written_twice(world):
    texts = list(Post.objects.values_list("text", flat=True))
    assert Thread.objects.count() >= 80
    assert len(texts) >= 500
    assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_one_thread_is_long(world):
    assert max(thread.post_count for thread in world.threads.values()) > 60


def test_the_year_is_spread_over_twelve_months(world):
    months = {moment.strftime("%Y-%m") for moment in Post.objects.values_list("written_at", flat=True)}
    assert len(months) >= 12


def test_one_community_fell_silent_and_one_is_carried_by_one_person(world):
    silent = world.communities["petycje"]
    assert world.now - silent.last_activity_at > timedelta(days=120)
    authors = Counter(Post.objects.filter(thread__community__external_id="wzory-umow").values_list("author", flat=True))
    assert max(authors.values()) / authors.total() > 0.6


def test_everybody_who_wrote_was_a_member_then(world):
    for post in Post.objects.select_related("thread").iterator():
        memberships = post.author.memberships.filter(community=post.thread.community_id, joined_at__lte=post.written_at)
        assert any(m.ended_at is None or m.ended_at >= post.written_at for m in memberships), post


def test_the_past_tells_nobody(world):
    assert Letter.objects.count() == 0
    assert Event.objects.untold().count() == 0


def test_nobody_of_the_cast_has_an_address_outside_the_reserved_domain(world):
    assert [person.email for person in Person.objects.exclude(email__endswith=".example")] == []


def test_thanks_come_from_many(world):
    assert Thanks.objects.values("person").distinct().count() > 20
