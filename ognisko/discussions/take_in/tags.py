from collections.abc import Iterable

from django.db import transaction

from ognisko.communities.models import Community
from ognisko.discussions.models import Tag
from ognisko.discussions.take_in.rows import TagRow
from ognisko.text.clean import clean_text
from ognisko.text.markdown import render
from ognisko.text.polish import slugify


def take_in_tags(community: Community, rows: Iterable[TagRow]) -> dict[str, Tag]:
    """All tags of the community by slug; one that exists keeps its own description, unless it has none."""
    known = {tag.slug: tag for tag in community.tags.all()}
    new: dict[str, Tag] = {}
    changed: list[Tag] = []
    for row in rows:
        slug = (row.slug or slug_of_tag(row.name))[:60]
        if not slug:
            continue
        tag = known.get(slug) or new.get(slug)
        if tag is None:
            tag = new[slug] = Tag(community=community, name=clean_text(row.name)[:60], slug=slug)
        elif tag.description or not row.description:
            continue
        else:
            changed.append(tag)
        tag.description = clean_text(row.description)
        tag.description_html = render(tag.description, lang=community.language).html if tag.description else ""
    with transaction.atomic():
        Tag.objects.bulk_create(new.values())
        Tag.objects.bulk_update([tag for tag in changed if tag.pk], ["description", "description_html"])
    return known | new


def slug_of_tag(name: str) -> str:
    """`c#` and `c` are two keywords, so signs that a slug loses are spelt out."""
    for sign, word in (("#", "-sharp"), ("+", "-plus"), (".", "-dot-")):
        name = name.replace(sign, word)
    return slugify(name, max_length=60)
