from collections.abc import Callable, Iterator
from typing import Any

from ognisko.communities import actions as community_actions
from ognisko.communities.models import Community, Membership
from ognisko.discussions import actions as discussion_actions
from ognisko.discussions.models import Post, Tag
from ognisko.people.models import Person
from ognisko.testing.world import FOLDER, Step, World, before, toml


def year(world: World) -> Iterator[Step]:
    for path in sorted(FOLDER.glob("*.toml")):
        content = toml(path)
        if "community" in content:
            threads = [t for part in sorted(FOLDER.glob(f"{path.stem}*.toml")) for t in toml(part).get("thread", [])]
            yield from _life_of(world, content, threads)


def _life_of(world: World, content: dict[str, Any], threads: list[dict[str, Any]]) -> Iterator[Step]:
    row = content["community"]
    slug = row["slug"]

    def found() -> None:
        world.communities[slug] = _found(world, row)
        for tag in content.get("tag", []):
            discussion_actions.describe_tag(
                world.communities[slug],
                by=world.people[row["founder"]],
                name=tag["name"],
                slug=tag["slug"],
                description=tag["description"],
            )

    yield Step(before(world, row["founded_days_ago"]), 0, found)
    for member in content.get("member", []):
        yield from _membership(world, slug, member, row["founder"])
    joined = {member["person"]: member["joined_days_ago"] for member in content.get("member", [])}
    for thread in threads:
        yield from _conversation(world, slug, thread, joined)


def _found(world: World, row: dict[str, Any]) -> Community:
    areas = {
        "organizacja": "organisation",
        "ludzie": "people",
        "prawo i zamówienia": "law",
        "programy i finanse": "programmes",
        "obsługa klienta": "clients",
    }
    charter = ("name", "topic", "for_whom", "questions", "covers", "does_not_cover", "rhythm", "rhythm_note", "rules")
    return community_actions.create_community(
        by=world.people[row["founder"]],
        **{key: row[key] for key in charter if key in row},
        area=areas[row["area"]],
        visibility=row["visibility"],
        entry=row["entry"],
        organisations=[world.organisations[key] for key in row.get("organisations", [])],
        external_id=row["slug"],
    )


def _membership(world: World, slug: str, row: dict[str, Any], founder: str) -> Iterator[Step]:
    person = world.people[row["person"]]
    if row["person"] != founder:

        def join() -> None:
            _join(world.communities[slug], person, row["role"])

        yield Step(before(world, row["joined_days_ago"]), 1, join)
    if row.get("left_days_ago"):

        def leave() -> None:
            community_actions.leave(world.communities[slug], by=person)

        yield Step(before(world, row["left_days_ago"]), 9, leave)


def _join(community: Community, person: Person, role: str) -> None:
    """By the way that the community's entry asks for; each join is the person's own act."""
    founder = community.founder
    assert founder and person.email
    if community.entry == Community.Entry.BY_INVITATION:
        community_actions.invite(community, by=founder, addresses=person.email, purpose="Dołącz do nas.")
    if community.entry == Community.Entry.ON_REQUEST:
        request = community_actions.request_to_join(community, by=person, text="Robię to samo u siebie.")
        community_actions.agree_to_request(request, by=founder)
    as_observer = role == Membership.Role.OBSERVER
    membership = community_actions.join(community, by=person, role=Membership.Role(role if as_observer else "member"))
    if role in (Membership.Role.COORDINATOR, Membership.Role.DEPUTY):
        offer = community_actions.offer_role(membership, role=Membership.Role(role), by=founder)
        community_actions.accept_role(offer, by=person)


def _conversation(world: World, slug: str, row: dict[str, Any], joined: dict[str, float]) -> Iterator[Step]:
    posts: list[Post] = []
    author = world.people[row["author"]]

    def begin() -> None:
        community = world.communities[slug]
        thread = discussion_actions.begin_thread(
            community,
            by=author,
            kind=row["kind"],
            title=row["title"],
            text=row["text"].strip(),
            tags=list(Tag.objects.filter(community=community, slug__in=row.get("tags", []))),
        )
        world.threads[row["title"]] = thread
        posts.append(thread.posts.get())

    yield Step(before(world, row["days_ago"]), 2, begin)
    for reply in row.get("reply", []):
        yield Step(before(world, reply["days_ago"]), 3, _replying(world, row["title"], reply, posts))
    last = row["reply"][-1]["days_ago"] if row.get("reply") else row["days_ago"]
    yield from _thanks(world, row, posts, last, joined)
    if row.get("helped"):
        yield Step(before(world, max(last - 0.02, 0)), 5, _helping(world, row, posts))


def _replying(world: World, title: str, row: dict[str, Any], posts: list[Post]) -> Callable[[], object]:
    def reply() -> None:
        thread = world.threads[title]
        answers = posts[row["answers"]] if row.get("answers") else None
        posts.append(
            discussion_actions.reply(thread, by=world.people[row["author"]], text=row["text"].strip(), answers=answers)
        )

    return reply


def _thanks(
    world: World, row: dict[str, Any], posts: list[Post], last: float, joined: dict[str, float]
) -> Iterator[Step]:
    """When the conversation has ended; who joined later thanks when they have read it."""
    for index, source in enumerate([row, *row.get("reply", [])]):
        for handle in source.get("thanks", []):
            when = min(last - 0.02, joined.get(handle, last) - 0.02)

            def thank(index: int = index, handle: str = handle) -> None:
                discussion_actions.thank(posts[index], by=world.people[handle])

            yield Step(before(world, max(when, 0)), 6, thank)


def _helping(world: World, row: dict[str, Any], posts: list[Post]) -> Callable[[], object]:
    def help_() -> None:
        thread = world.threads[row["title"]]
        discussion_actions.mark_helped(thread, posts[row["helped"]], by=world.people[row["author"]])

    return help_
