"""What conversations tell in a summary: open questions, what helped, what is new."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from ognisko.communities.models import Community
from ognisko.discussions.models import Thread
from ognisko.discussions.notices import bundle_of
from ognisko.notifications.summary import Entry, Section, part_of_summary

MOST = 60  # of all communities of one person


@part_of_summary
def conversations(person: Any, communities: Collection[int], since: datetime, until: datetime) -> list[Entry]:
    """A question that helped nobody yet and that nobody answered comes first; each thread stands once."""
    visible = Community.objects.visible_to(person).filter(pk__in=communities).values("pk")
    threads = Thread.objects.filter(community__in=visible, hidden_at=None)
    begun = threads.filter(begun_at__gt=since, begun_at__lte=until).exclude(author=person.pk).order_by("-begun_at")
    unanswered = begun.filter(post_count=1).open_questions()
    helped = threads.filter(helped_at__gt=since, helped_at__lte=until).exclude(helped_by=None).order_by("-helped_at")
    return [
        *_entries(unanswered, Section.QUESTIONS),
        *_entries(helped, Section.HELPED),
        *_entries(begun.filter(closed_at=None), Section.NEW),
    ]


def _entries(threads: QuerySet[Thread], section: str) -> list[Entry]:
    return [
        Entry(bundle_of(thread.pk), thread.community_id, section, thread.title, thread.get_absolute_url())
        for thread in threads.only("pk", "community_id", "title", "slug")[:MOST]
    ]
