from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ognisko.activity.log import record
from ognisko.communities.models import Community
from ognisko.discussions import permissions
from ognisko.discussions.actions.writing import must_write, written
from ognisko.discussions.models import Tag, Thread
from ognisko.people.models import Person
from ognisko.text.clean import clean_text
from ognisko.text.markdown import render
from ognisko.text.polish import slugify

LONGEST_NAME = 60
LONGEST_DESCRIPTION = 2_000


def describe_tag(community: Community, *, by: Person, name: str, slug: str = "", description: str = "") -> Tag:
    """Make a keyword of the community, or change the name and description of one that there is."""
    must_write(permissions.can_edit_tags(by, community), by=by, community=community)
    name = written(name, longest=LONGEST_NAME)
    description = written(description, longest=LONGEST_DESCRIPTION) if description.strip() else ""
    html = render(description, lang=community.language).html if description else ""
    with transaction.atomic():
        tag, _is_new = Tag.objects.update_or_create(
            community=community,
            slug=slug or _slug(name),
            defaults={"name": name, "description": description, "description_html": html},
        )
        record("discussions.describe_tag", by=by, target=tag, community_id=community.pk)
    return tag


def put_tags(thread: Thread, tags: Iterable[Tag | str]) -> None:
    """Exactly these tags, in the verb's transaction; a name that the community does not have becomes its tag."""
    wanted = {tag.pk for tag in _tags_of(thread.community, tags)}
    there = set(thread.tags.values_list("pk", flat=True))
    thread.tags.add(*(wanted - there))
    thread.tags.remove(*(there - wanted))
    Tag.objects.filter(pk__in=wanted - there).update(thread_count=F("thread_count") + 1)
    Tag.objects.filter(pk__in=there - wanted, thread_count__gt=0).update(thread_count=F("thread_count") - 1)


def _tags_of(community: Community, tags: Iterable[Tag | str]) -> list[Tag]:
    given = list(tags)
    if not given:
        return []
    ready = [tag for tag in given if isinstance(tag, Tag) and tag.community_id == community.pk]
    names = {_slug(name): clean_text(name).strip()[:LONGEST_NAME] for name in given if isinstance(name, str)}
    known = list(community.tags.filter(slug__in=names))
    missing = names.keys() - {tag.slug for tag in known}
    new = [Tag(community=community, name=names[slug], slug=slug) for slug in sorted(missing)]
    Tag.objects.bulk_create(new, ignore_conflicts=True)
    return [*ready, *known, *community.tags.filter(slug__in=missing)]


def _slug(name: str) -> str:
    slug = slugify(name, max_length=60)
    if not slug:
        raise ValidationError(_("A keyword needs at least one letter or digit."), code="tag")
    return slug
