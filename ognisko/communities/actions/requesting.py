from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ognisko.activity import log
from ognisko.communities.actions.joining import lock
from ognisko.communities.models import Community, JoinRequest
from ognisko.communities.permissions import Ability, can_request, has_ability, waiting_request
from ognisko.people.models import Person
from ognisko.text.clean import clean_text


@transaction.atomic
def request_to_join(community: Community, *, by: Person, text: str = "") -> JoinRequest:
    lock(community)
    if waiting := waiting_request(by, community):
        return waiting
    if not can_request(by, community):
        raise PermissionDenied
    request = JoinRequest.objects.create(community=community, person=by, text=clean_text(text))
    log.record("communities.request_to_join", by=by, target=request, community_id=community.pk)
    return request


def agree_to_request(request: JoinRequest, *, by: Person) -> JoinRequest:
    """Only unlocks the join: the person comes in by their own act."""
    return _settle(request, outcome=JoinRequest.Outcome.AGREED, by=by, verb="communities.agree_to_request")


def refuse_request(request: JoinRequest, *, by: Person) -> JoinRequest:
    return _settle(request, outcome=JoinRequest.Outcome.REFUSED, by=by, verb="communities.refuse_request")


@transaction.atomic
def withdraw_request(request: JoinRequest, *, by: Person) -> JoinRequest:
    if request.person_id != by.pk:
        raise PermissionDenied
    return _end(request, outcome=JoinRequest.Outcome.WITHDRAWN, by=by, verb="communities.withdraw_request")


@transaction.atomic
def _settle(request: JoinRequest, *, outcome: JoinRequest.Outcome, by: Person, verb: str) -> JoinRequest:
    if not has_ability(by, request.community, Ability.SETTLE_REQUESTS):
        raise PermissionDenied
    return _end(request, outcome=outcome, by=by, verb=verb)


def _end(request: JoinRequest, *, outcome: JoinRequest.Outcome, by: Person, verb: str) -> JoinRequest:
    """The first answer holds; a second one, given at the same time, changes nothing."""
    now = timezone.now()
    changed = JoinRequest.objects.waiting().filter(pk=request.pk).update(settled_at=now, settled_by=by, outcome=outcome)
    request.refresh_from_db()
    if changed:
        log.record(verb, by=by, target=request, community_id=request.community_id, at=now)
    return request
