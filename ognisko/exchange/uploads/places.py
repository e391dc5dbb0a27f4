"""Where an administrator may bring things in: to a community of their own, or to a new one."""

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ognisko.communities.actions.founding import free_slug
from ognisko.communities.models import Community, Membership
from ognisko.communities.permissions import roles_of
from ognisko.communities.take_in import take_in_community
from ognisko.discussions.permissions import can_begin_thread
from ognisko.exchange.topics import TOPICS
from ognisko.people.models import ImportJob, Person
from ognisko.text.polish import slugify


def open_to(person: Person) -> QuerySet[Community]:
    """Where the person may write, and what an import made and nobody has joined yet."""
    own = Community.objects.filter(pk__in=roles_of(person))
    writes = [community.pk for community in own if can_begin_thread(person, community)]
    empty = ~Q(pk__in=Membership.objects.current().values("community"))
    made = Q(external_id__startswith="documents:") | Q(external_id__startswith="stackexchange:")
    return Community.objects.filter(Q(pk__in=writes) | (made & empty)).order_by("sort_key")


def address_of_new(kind: str, name: str) -> str:
    """Free, and not that of an earlier import of this name: the same file would come in twice."""
    readable = slugify(name, max_length=80)
    if not readable:
        raise ValidationError({"name": _("Write a name with letters or digits.")})
    if Community.objects.filter(external_id=f"{kind}:{readable}").exists():
        raise ValidationError({"name": _already_made()})
    return free_slug(Community(name=name))[:80]


def place_of(job: ImportJob, *, dry_run: bool) -> Community:
    """The community of this upload; a new one is made only when it is written."""
    said = job.columns
    if said["community"]:
        found = open_to(job.made_by).filter(pk=said["community"]).first() if job.made_by else None
        if found is None:
            raise ValidationError(_("You cannot write to this community any more. Upload the file again."))
        return found
    external_id = f"{job.kind}:{said['slug']}"
    if Community.objects.filter(external_id=external_id).exists():
        raise ValidationError(_already_made())
    if dry_run:
        return Community(slug=said["slug"], name=said["name"], language=said["language"])
    return take_in_community(
        external_id=external_id,
        slug=said["slug"],
        name=said["name"],
        topic=TOPICS[job.kind][said["language"]],
        language=said["language"],
    )


def where_it_came(job: ImportJob) -> tuple[str, str]:
    """Address and name of the community, if who uploaded may still see it."""
    said = job.columns
    asked = Q(pk=said["community"]) if said["community"] else Q(external_id=f"{job.kind}:{said['slug']}")
    found = Community.objects.visible_to(job.made_by).filter(asked).first() if job.made_by else None
    return (found.get_absolute_url(), found.name) if found else ("", "")


def _already_made() -> str:
    return _(
        "An import made a community of this name before. Choose it in the list; if it is not there, join it first."
    )
