"""The address of a community, made from a prefix without asking the resolver for every row of a list."""

from functools import lru_cache

from django.urls import reverse


def community_address(slug: str) -> str:
    return _pattern().format(slug)


@lru_cache(maxsize=1)
def _pattern() -> str:
    return reverse("communities:show", args=["-"]).replace("/-/", "/{}/")
