"""How an import brings a community in: nobody joins by it, so it stands without members until somebody joins."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ognisko.activity import log
from ognisko.communities.actions.founding import free_slug
from ognisko.communities.models import Community
from ognisko.search.index import index
from ognisko.text.clean import clean_text


@transaction.atomic
def take_in_community(
    *,
    external_id: str,
    name: str,
    topic: str,
    slug: str = "",
    language: str = "pl",
    founded_at: datetime | None = None,
) -> Community:
    """The community with this external id; made when there is none, seen by everyone signed in, open to join.

    `slug` is taken as given when free; otherwise, or when empty, it is made from the name.
    """
    if there := Community.objects.filter(external_id=external_id).first():
        return there
    moment = founded_at or timezone.now()
    community = Community(
        external_id=external_id,
        name=clean_text(name)[:120],
        topic=clean_text(topic)[:300],
        language=language,
        founded_at=moment,
        last_activity_at=moment,
    )
    is_free = slug and not Community.objects.filter(slug=slug).exists()
    community.slug = slug if is_free else free_slug(community)
    community.save()
    index(community)
    log.record(
        "communities.take_in", by=None, target=community, community_id=community.pk, at=moment, already_told=True
    )
    return community
