"""The world of the bench, made once a size, and the addresses to ask for; prints one line of JSON."""

import importlib.util
import json
import sys
from importlib import import_module

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.middleware.csrf import _get_new_csrf_string  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402

from bench.world import READER, make_world  # noqa: E402
from ognisko.communities.models import Community  # noqa: E402
from ognisko.discussions.models import Thread  # noqa: E402
from ognisko.people.models import Person  # noqa: E402


def main() -> None:
    call_command("migrate", verbosity=0)
    if not Community.objects.exists():
        print("Making the world …", file=sys.stderr)
        make_world(int(sys.argv[1]))
        if importlib.util.find_spec("ognisko.search.management.commands.reindex"):
            call_command("reindex", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    cookie, token = _sign_in()
    print(json.dumps({"pages": _pages(token), "cookie": cookie}))


def _sign_in() -> tuple[str, str]:
    """A session of the reader, written as signing in writes it."""
    reader = Person.objects.get(handle=READER)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(reader.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = reader.get_session_auth_hash()
    session.create()
    token = _get_new_csrf_string()
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={token}"
    return cookie, token


def _pages(token: str) -> list[dict[str, object]]:
    reader = Person.objects.get(handle=READER)
    mine = reader.memberships.current().values("community")
    community = Community.objects.filter(pk__in=mine).order_by("-thread_count", "pk").first()
    assert community
    long = Thread.objects.order_by("-post_count").first()
    twenty = Thread.objects.filter(community__in=mine, post_count__gte=18).order_by("post_count", "pk").first() or long
    reply_to = Thread.objects.filter(community=community, closed_at=None).order_by("-post_count", "pk").first()
    assert long and twenty and reply_to
    pages: list[dict[str, object]] = [
        page("empty view", "/bench/empty/", 0),
        page("reference view", "/bench/reference/", 0),
        page("my week", reverse("home:my_week"), 4),
        page("directory", reverse("communities:directory"), 4),
        page("community", community.get_absolute_url(), 4),
        page("threads of a community", reverse("discussions:threads", args=[community.slug]), 4),
        page("people", reverse("people:directory"), 4),
        page("thread of 20", twenty.get_absolute_url(), 4),
        page("thread of 1,000, first page", long.get_absolute_url(), 4),
        page("thread of 1,000, page 50", f"{long.get_absolute_url()}?after=980", 4),
    ]
    pages += _searches()
    address = reverse("discussions:reply", args=[reply_to.pk, reply_to.slug])
    form = {"csrfmiddlewaretoken": token, "text": "Odpowiedź numer {n}, o umowie i terminie."}
    return [*pages, page("reply", address, 6, form)]


def _searches() -> list[dict[str, object]]:
    try:
        address = reverse("search:results")
    except NoReverseMatch:
        return []
    return [
        page("search, two words", f"{address}?q=umowa+termin", 6),
        page("search, a frequent pair", f"{address}?q=wniosek+sprawa", 0),
    ]


def page(name: str, address: str, limit: float, form: dict[str, str] | None = None) -> dict[str, object]:
    return {"name": name, "address": address, "limit": limit, "form": form}


if __name__ == "__main__":
    main()
