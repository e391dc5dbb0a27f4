from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ognisko.communities.models import Community
from ognisko.moderation.models import CautionCount


@transaction.atomic
def count_cautions(community: Community, kinds: Iterable[str]) -> None:
    """Something was posted in spite of a warning: each kind of find counts once. Who and what is kept nowhere."""
    today = timezone.localdate()
    for kind in sorted(set(kinds)):
        CautionCount.objects.get_or_create(community=community, day=today, kind=kind)
        CautionCount.objects.filter(community=community, day=today, kind=kind).update(count=F("count") + 1)
