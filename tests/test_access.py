"""Who gets what from every address. A new address fails here until its row exists.

The four who ask: a visitor who is not signed in, an outsider (signed in, of another office, not a member), a member and
the coordinator, all of `eksperci`, a community that everyone signed in may see. 302 for a visitor leads to signing in.
"""

import re
import runpy
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from ognisko.communities.actions import invite
from ognisko.communities.models import Membership
from ognisko.communities.tokens import invitation_token
from ognisko.discussions.models import Thread

OUTSIDER, MEMBER, COORDINATOR, FAR_OUTSIDER = "joanna.sobczak", "adam.cichon", "krzysztof.mielnik", "rafal.drozdowski"
HIDDEN = "zmiany-kadrowe"


@dataclass(frozen=True)
class Row:
    """What each of the four gets for one request."""

    name: str
    args: str  # what the address is made of: a key of ARGS
    method: str
    visitor: int
    outsider: int
    member: int
    coordinator: int


def of_community(world: Any, slug: str) -> list[Any]:
    return [world.communities[slug].slug]


def of_thread(world: Any, slug: str) -> list[Any]:
    thread = _thread(world, slug)
    return [thread.pk, thread.slug]


def _thread(world: Any, slug: str) -> Thread:
    """A question that the coordinator did not ask and the member did not either."""
    questions = Thread.objects.filter(community=world.communities[slug], kind=Thread.Kind.QUESTION)
    strangers = questions.exclude(author__handle__in=[MEMBER, COORDINATOR])
    return strangers.filter(post_count__gte=2).order_by("pk").first() or questions.order_by("pk").first()


def of_post(world: Any, slug: str) -> list[Any]:
    """A reply of somebody else than the three."""
    posts = _thread(world, slug).posts.exclude(author__handle__in=[MEMBER, COORDINATOR]).order_by("-number")
    return [posts.values_list("pk", flat=True).first()]


def of_tag(world: Any, slug: str) -> list[Any]:
    community = world.communities[slug]
    return [community.slug, community.tags.order_by("pk").first().slug]


def of_membership(world: Any, slug: str) -> list[Any]:
    members = Membership.objects.current().filter(community=world.communities[slug], role="member")
    return [members.exclude(person__handle=MEMBER).order_by("pk").values_list("pk", flat=True).first()]


def of_invitation(world: Any, slug: str) -> list[Any]:
    community = world.communities[slug]
    invite(community, by=community.founder, addresses=world.people[FAR_OUTSIDER].email, purpose="Dołącz do nas.")
    return [community.invitations.latest("pk").pk]


def of_token(world: Any, slug: str) -> list[Any]:
    of_invitation(world, slug)
    return [invitation_token(world.communities[slug].invitations.latest("pk"))]


ARGS: dict[str, Callable[[Any, str], list[Any]]] = {
    "none": lambda world, slug: [],
    "unknown": lambda world, slug: [999_999],
    "key": lambda world, slug: ["1", "x-y"],
    "word": lambda world, slug: ["xyz"],
    "person": lambda world, slug: [world.people[MEMBER].pk],
    "community": of_community,
    "thread": of_thread,
    "thread_short": lambda world, slug: of_thread(world, slug)[:1],
    "post": of_post,
    "tag": of_tag,
    "membership": of_membership,
    "invitation": of_invitation,
    "token": of_token,
}

ROWS: list[Row] = [
    Row("ui:favicon", "none", "GET", 301, 301, 301, 301),
    Row("ui:manifest", "none", "GET", 200, 200, 200, 200),
    Row("ui:service_worker", "none", "GET", 200, 200, 200, 200),
    Row("ui:robots", "none", "GET", 200, 200, 200, 200),
    Row("ui:healthz", "none", "GET", 200, 200, 200, 200),
    Row("ui:readyz", "none", "GET", 200, 200, 200, 200),
    Row("ui:offline", "none", "GET", 200, 200, 200, 200),
    Row("ui:stay", "none", "POST", 302, 200, 200, 200),
    Row("office:first_run", "none", "GET", 302, 302, 302, 302),
    Row("office:first_run", "none", "POST", 302, 302, 302, 302),
    Row("office:first_run_step", "unknown", "GET", 302, 302, 302, 302),
    Row("office:first_run_step", "unknown", "POST", 302, 302, 302, 302),
    Row("office:privacy", "none", "GET", 200, 200, 200, 200),
    Row("people:directory", "none", "GET", 302, 200, 200, 200),
    Row("people:show", "person", "GET", 302, 200, 200, 200),
    Row("people:profile", "none", "GET", 302, 200, 200, 200),
    Row("people:profile", "none", "POST", 302, 200, 200, 200),
    Row("people:questions", "none", "GET", 302, 200, 200, 200),
    Row("people:questions", "none", "POST", 302, 200, 200, 200),
    Row("people:move", "none", "GET", 302, 200, 200, 200),
    Row("people:move", "none", "POST", 302, 200, 200, 200),
    Row("people:sessions", "none", "GET", 302, 200, 200, 200),
    Row("people:end_session", "unknown", "POST", 302, 302, 302, 302),
    Row("people:sign_out_everywhere", "none", "POST", 302, 302, 302, 302),
    Row("people:link_request", "none", "GET", 200, 200, 200, 200),
    Row("people:link_request", "none", "POST", 200, 200, 200, 200),
    Row("people:link", "word", "GET", 410, 410, 410, 410),
    Row("people:link", "word", "POST", 410, 410, 410, 410),
    Row("people:language", "none", "POST", 400, 400, 400, 400),
    Row("people:appearance", "none", "POST", 400, 400, 400, 400),
    Row("people:demo_sign_in", "word", "POST", 404, 404, 404, 404),
    Row("account_login", "none", "GET", 200, 302, 302, 302),
    Row("account_login", "none", "POST", 200, 302, 302, 302),
    Row("account_logout", "none", "GET", 302, 200, 200, 200),
    Row("account_logout", "none", "POST", 302, 302, 302, 302),
    Row("account_inactive", "none", "GET", 200, 200, 200, 200),
    Row("account_signup", "none", "GET", 200, 302, 302, 302),
    Row("account_signup", "none", "POST", 200, 302, 302, 302),
    Row("account_reauthenticate", "none", "GET", 302, 200, 200, 200),
    Row("account_reauthenticate", "none", "POST", 302, 200, 200, 200),
    Row("account_email", "none", "GET", 302, 200, 200, 200),
    Row("account_email", "none", "POST", 302, 302, 302, 302),
    Row("account_email_verification_sent", "none", "GET", 200, 200, 200, 200),
    Row("account_confirm_email", "word", "GET", 200, 200, 200, 200),
    Row("account_confirm_email", "word", "POST", 404, 404, 404, 404),
    Row("account_change_password", "none", "GET", 302, 200, 200, 200),
    Row("account_change_password", "none", "POST", 302, 200, 200, 200),
    Row("account_set_password", "none", "GET", 302, 302, 302, 302),
    Row("account_set_password", "none", "POST", 302, 302, 302, 302),
    Row("account_reset_password", "none", "GET", 200, 200, 200, 200),
    Row("account_reset_password", "none", "POST", 200, 200, 200, 200),
    Row("account_reset_password_done", "none", "GET", 200, 200, 200, 200),
    Row("account_reset_password_from_key", "key", "GET", 200, 200, 200, 200),
    Row("account_reset_password_from_key_done", "none", "GET", 200, 200, 200, 200),
    Row("search:results", "none", "GET", 200, 200, 200, 200),
    Row("mail:outbox", "none", "GET", 302, 404, 404, 404),
    Row("mail:letter", "unknown", "GET", 302, 404, 404, 404),
    Row("mail:send_again", "unknown", "POST", 302, 404, 404, 404),
    Row("communities:directory", "none", "GET", 200, 200, 200, 200),
    Row("communities:create", "none", "GET", 302, 200, 200, 200),
    Row("communities:create", "none", "POST", 302, 200, 200, 200),
    Row("communities:sentence", "none", "POST", 302, 200, 200, 200),
    Row("communities:roles", "none", "GET", 302, 200, 200, 200),
    Row("communities:left", "unknown", "GET", 302, 404, 404, 404),
    Row("communities:come_back", "unknown", "POST", 302, 404, 404, 404),
    Row("communities:settle", "unknown", "POST", 302, 404, 404, 404),
    Row("communities:withdraw", "unknown", "POST", 302, 404, 404, 404),
    Row("communities:offer_role", "membership", "POST", 302, 403, 403, 403),
    Row("communities:exclude", "membership", "GET", 302, 403, 403, 200),
    Row("communities:exclude", "membership", "POST", 302, 403, 403, 200),
    Row("communities:answer_role", "unknown", "POST", 302, 404, 404, 404),
    Row("communities:show", "community", "GET", 302, 200, 200, 200),
    Row("communities:charter", "community", "GET", 302, 403, 403, 200),
    Row("communities:charter", "community", "POST", 302, 403, 403, 200),
    Row("communities:people", "community", "GET", 302, 200, 200, 200),
    Row("communities:join", "community", "POST", 302, 302, 302, 302),
    Row("communities:leave", "community", "POST", 302, 403, 302, 302),
    Row("communities:choose_part", "community", "POST", 302, 403, 302, 403),
    Row("communities:request", "community", "GET", 302, 302, 302, 302),
    Row("communities:request", "community", "POST", 302, 302, 302, 302),
    Row("communities:requests", "community", "GET", 302, 403, 403, 200),
    Row("communities:invite", "community", "GET", 302, 403, 403, 200),
    Row("communities:invite", "community", "POST", 302, 403, 403, 200),
    Row("communities:step_down", "community", "POST", 302, 403, 403, 302),
    Row("communities:take_up_coordination", "community", "POST", 302, 403, 403, 403),
    Row("communities:accept", "invitation", "POST", 302, 404, 404, 404),
    Row("communities:decline", "invitation", "POST", 302, 404, 404, 404),
    Row("communities:invitation", "token", "GET", 200, 200, 200, 200),
    Row("communities:invitation", "token", "POST", 200, 200, 200, 200),
    Row("discussions:threads", "community", "GET", 302, 200, 200, 200),
    Row("discussions:mark_all_read", "community", "POST", 302, 302, 302, 302),
    Row("discussions:new", "community", "GET", 302, 403, 200, 200),
    Row("discussions:new", "community", "POST", 302, 403, 422, 422),
    Row("discussions:tag", "tag", "GET", 302, 200, 200, 200),
    Row("discussions:describe_tag", "tag", "GET", 302, 403, 403, 200),
    Row("discussions:describe_tag", "tag", "POST", 302, 403, 403, 200),
    Row("discussions:thread_short", "thread_short", "GET", 302, 302, 302, 302),
    Row("discussions:thread", "thread", "GET", 302, 200, 200, 200),
    Row("discussions:reply", "thread", "POST", 302, 403, 302, 302),
    Row("discussions:unread", "thread", "GET", 302, 302, 302, 302),
    Row("discussions:edit_thread", "thread", "GET", 302, 403, 403, 200),
    Row("discussions:edit_thread", "thread", "POST", 302, 403, 403, 200),
    Row("discussions:close", "thread", "POST", 302, 403, 403, 302),
    Row("discussions:reopen", "thread", "POST", 302, 403, 403, 302),
    Row("discussions:post", "post", "GET", 302, 302, 302, 302),
    Row("discussions:edit", "post", "GET", 302, 403, 403, 403),
    Row("discussions:edit", "post", "POST", 302, 403, 403, 403),
    Row("discussions:history", "post", "GET", 302, 200, 200, 200),
    Row("discussions:delete", "post", "POST", 302, 403, 403, 403),
    Row("discussions:restore", "post", "POST", 302, 404, 404, 404),
    Row("discussions:thank", "post", "POST", 302, 403, 302, 302),
    Row("discussions:take_back_thanks", "post", "POST", 302, 403, 302, 302),
    Row("discussions:mark_helped", "post", "POST", 302, 403, 403, 302),
    Row("discussions:unmark_helped", "post", "POST", 302, 302, 302, 302),
    Row("discussions:draft", "none", "GET", 302, 404, 404, 404),
    Row("discussions:draft", "none", "POST", 302, 404, 404, 404),
    Row("discussions:preview", "none", "POST", 302, 404, 404, 404),
    Row("discussions:mentions", "none", "GET", 302, 404, 404, 404),
    Row("home:my_week", "none", "GET", 200, 200, 200, 200),
    Row("home:my_week", "none", "POST", 200, 200, 200, 200),
    Row("home:administration", "none", "GET", 302, 403, 403, 403),
]
# Further packages keep their rows beside this file, one module each: `ROWS`, a list of the six columns of Row and the
# arguments before them, and where it needs more of them `ARGS`.
for _found in sorted((Path(__file__).parent / "access").glob("*.py")):
    _module = runpy.run_path(str(_found))
    ROWS += [Row(*columns) for columns in _module["ROWS"]]
    ARGS |= _module.get("ARGS", {})


TYPED = {"discussions:reply": {"text": "Dziękuję, sprawdzę to u nas do piątku."}}  # where nothing typed tells nothing


def named_addresses() -> set[str]:
    def walk(resolver: URLResolver, space: str) -> set[str]:
        found = set()
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                found |= walk(pattern, f"{pattern.namespace}:" if pattern.namespace else space)
            else:
                found.add(f"{space}{pattern.name}")
        return found

    return walk(get_resolver(), "")


def client_of(world: Any, handle: str) -> Client:
    client = Client()
    if handle:
        client.force_login(world.people[handle])
    return client


def asked(world: Any, handle: str, row: Row, slug: str) -> int:
    address = reverse(row.name, args=ARGS[row.args](world, slug))
    send = getattr(client_of(world, handle), row.method.lower())
    return send(address, TYPED.get(row.name, {})).status_code


def test_every_address_has_a_row():
    assert named_addresses() == {row.name for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.name}")
def test_each_of_the_four_gets_what_the_table_says(row: Row, world, frozen):
    gets = [asked(world, handle, row, "eksperci") for handle in ("", OUTSIDER, MEMBER, COORDINATOR)]
    assert gets == [row.visitor, row.outsider, row.member, row.coordinator]


INSIDE = {"community", "thread", "thread_short", "post", "tag", "membership", "invitation"}
OF_A_COMMUNITY = [row for row in ROWS if row.args in INSIDE]


@pytest.mark.parametrize("row", OF_A_COMMUNITY, ids=lambda row: f"{row.method} {row.name}")
def test_a_hidden_community_answers_an_outsider_as_if_it_were_not_there(row: Row, world, frozen):
    assert asked(world, OUTSIDER, row, HIDDEN) == (404 if row.outsider != 405 else 405)
    assert asked(world, "", row, HIDDEN) in {302, 404, 405}


def test_an_address_that_is_not_there_and_one_that_is_hidden_look_the_same(world, frozen):
    outsider = client_of(world, OUTSIDER)
    hidden = outsider.get(world.communities[HIDDEN].get_absolute_url())
    nowhere = outsider.get(reverse("communities:show", args=["0123456789abcdef"]))
    assert (hidden.status_code, nowhere.status_code) == (404, 404)
    slug = world.communities[HIDDEN].slug.encode()
    assert without_token(hidden.content).replace(slug, b"0123456789abcdef") == without_token(nowhere.content)


def without_token(page: bytes) -> bytes:
    return re.sub(rb"[A-Za-z0-9]{64}", b"token", page)
