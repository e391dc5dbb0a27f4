from ognisko.activity.models import Event
from ognisko.activity.reactions import reacts_to
from ognisko.communities.models import Membership
from ognisko.moderation.actions import keep_exclusion


@reacts_to("communities.exclude")
def exclusion_can_be_appealed(event: Event) -> None:
    membership = Membership.objects.select_related("community", "person").filter(pk=event.target_id).first()
    if membership is not None and membership.ended_as == Membership.End.EXCLUDED:
        keep_exclusion(membership, by=event.actor, words=str(event.facts.get("reason", "")), at=event.at)
