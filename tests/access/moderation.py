"""Who gets what from the pages of moderation: see Row in tests/test_access.py. None of the four is an administrator."""

from typing import Any

from ognisko.discussions.models import Post
from ognisko.moderation import actions
from ognisko.moderation.models import Measure, Report

OUTSIDERS = ("joanna.sobczak", "adam.cichon", "krzysztof.mielnik")


def _post(world: Any, slug: str) -> Post:
    """A reply by none of those who ask, and of somebody who is still there."""
    posts = Post.objects.filter(thread__community=world.communities[slug], number__gt=1, hidden_at=None)
    here = world.communities[slug].memberships.current().filter(role="member").values("person")
    return posts.filter(author__in=here).exclude(author__handle__in=OUTSIDERS).order_by("pk").first()


def of_reported(world: Any, slug: str) -> list[Any]:
    return ["post", _post(world, slug).pk]


def of_report(world: Any, slug: str) -> list[Any]:
    """One that somebody of the community made, so that it waits there."""
    post = _post(world, slug)
    made = Report.objects.about("post", post.pk).waiting().first()
    return [(made or actions.report("post", post.pk, by=post.author, reason="rules")).pk]


def of_measure(world: Any, slug: str) -> list[Any]:
    """A warning to somebody else than the four, by nobody of them."""
    community, author = world.communities[slug], _post(world, slug).author
    return [Measure.objects.create(community=community, person=author, kind="warning", words="Spokojniej.").pk]


def of_appeal(world: Any, slug: str) -> list[Any]:
    measure = Measure.objects.get(pk=of_measure(world, slug)[0])
    assert measure.person
    return [actions.appeal(measure, by=measure.person, words="Nie zgadzam się.").pk]


ARGS = {
    "reported": of_reported,
    "report": of_report,
    "measure": of_measure,
    "appeal": of_appeal,
    "nothing_reported": lambda world, slug: ["post", 999_999],
}
ROWS: list[tuple[str, str, str, int, int, int, int]] = [
    ("moderation:mine", "none", "GET", 302, 200, 200, 200),
    ("moderation:state", "word", "GET", 404, 404, 404, 404),
    ("moderation:report", "reported", "GET", 302, 200, 200, 200),
    ("moderation:report", "reported", "POST", 302, 422, 422, 422),
    ("moderation:report", "nothing_reported", "GET", 302, 404, 404, 404),
    ("moderation:settle", "report", "GET", 302, 404, 404, 200),
    ("moderation:settle", "report", "POST", 302, 404, 404, 422),
    ("moderation:measure", "measure", "GET", 302, 404, 404, 200),
    ("moderation:take_back", "measure", "POST", 302, 404, 404, 302),
    ("moderation:appeal", "measure", "POST", 302, 404, 404, 404),
    ("moderation:decide", "appeal", "GET", 302, 404, 404, 200),
    ("moderation:decide", "appeal", "POST", 302, 404, 404, 422),
    ("moderation:act", "membership", "GET", 302, 403, 403, 200),
    ("moderation:act", "membership", "POST", 302, 403, 403, 422),
    ("moderation:queue", "community", "GET", 302, 403, 403, 200),
    ("moderation:office", "none", "GET", 302, 403, 403, 403),
]
