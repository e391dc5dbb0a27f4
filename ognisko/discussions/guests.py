"""Whom a guest sees because of conversations: the authors of what they may read."""

from typing import Any

from django.db.models import Q

from ognisko.communities.models import Community
from ognisko.discussions.models import Post
from ognisko.people.guests import shows_to_guests


@shows_to_guests
def authors_of_readable(guest: Any) -> Q:
    visible = Community.objects.visible_to(guest).values("pk")
    return Q(
        pk__in=Post.objects.filter(thread__community__in=visible, deleted_at=None, hidden_at=None).values("author_id")
    )
