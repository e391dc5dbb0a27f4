from itertools import islice

from ognisko.discussions.models import Post, Thread


def keys_of(model: type[Thread] | type[Post], external_ids: list[str]) -> dict[str, int]:
    """Primary keys by external id, for those that are here already."""
    found: dict[str, int] = {}
    remaining = iter(external_ids)
    while some := list(islice(remaining, 500)):
        rows = model.objects.filter(external_id__in=some).values_list("external_id", "pk")
        found |= {external_id or "": pk for external_id, pk in rows}
    return found
