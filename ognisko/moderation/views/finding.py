from typing import Any

from django.http import HttpRequest
from markupsafe import Markup

from ognisko.moderation import registry
from ognisko.moderation.models import Report
from ognisko.moderation.permissions import name_shown_to
from ognisko.people.models import Person


class SignedIn(HttpRequest):
    """For types only: the request of a page that the middleware keeps for those who are signed in."""

    user: Person


def place_of(person: Any, community: Any) -> dict[str, Any]:
    """What a page says about where something lies; of a community that the person does not see, only its rules."""
    name = name_shown_to(person, community)
    return {
        "place": name,
        "place_address": community.get_absolute_url() if name else "",
        "rules": Markup(community.rules_html),  # noqa: S704 - sanitised when it was written
        "language_of_rules": community.language,
    }


def target_of(kind: str, pk: int | None, *, is_seen_by: Any = None) -> dict[str, Any]:
    """The reported or hidden thing as a page shows it; `address` only for whoever may go there."""
    thing = registry.look(kind, pk)
    is_there = thing is not None and is_seen_by is not None and registry.seen(kind, is_seen_by, thing.pk) is not None
    return {"thing": thing, "thing_address": thing.address if thing and is_there else ""}


def alike(report: Report) -> list[Report]:
    """All that wait about the same thing: what they say, not who says it."""
    waiting = Report.objects.about(report.kind, report.target_id).waiting()
    return list(waiting.oldest_first()) or [report]
