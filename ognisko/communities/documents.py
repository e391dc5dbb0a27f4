"""How a community is found: by what its charter says."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ognisko.communities.models import Community
from ognisko.search.registry import Document, Text, register


def visible_entries(person: Any) -> Q:
    return Q(object_id__in=Community.objects.visible_to(person).values("pk"))


def _text(community: Community) -> Text:
    lines = [*community.questions, *community.covers]
    return Text(
        title=community.name,
        text="\n".join(str(line) for line in [community.topic, community.for_whom, *lines] if line),
        address=community.get_absolute_url(),
        at=community.founded_at,
        language=community.language,
        external_id=community.external_id or "",
        community_id=community.pk,
    )


register(
    Document(
        kind="community",
        label=_("Communities"),
        model=Community,
        objects=Community.objects.all,
        text_of=_text,
        visible_entries=visible_entries,
        order=20,
    )
)
