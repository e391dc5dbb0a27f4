"""Bring a Stack Exchange dump into one community: repeatable, with dates, authors, licences and links kept."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field

from ognisko.communities.models import Community
from ognisko.discussions.models import Thread
from ognisko.discussions.take_in import (
    LinkRow,
    PostRow,
    TagRow,
    ThreadRow,
    slug_of_tag,
    take_in_links,
    take_in_tags,
    take_in_threads,
)
from ognisko.exchange.stackexchange.conversations import (
    Conversations,
    describe_tags,
    markdown_of,
)
from ognisko.exchange.stackexchange.dump import Message, Question
from ognisko.people.models import Organisation, Person
from ognisko.people.take_in import Author, write_authors
from ognisko.text.excerpt import excerpt

GONE = "Konto usunięte / account deleted"


@dataclass
class Report:
    """What the dump holds for this community now, what this run added, and what was left out and why."""

    community: str
    threads: int = 0
    answers: int = 0
    comments: int = 0
    people: int = 0
    tags: int = 0
    helped: int = 0
    thanks: int = 0
    links: int = 0
    added: dict[str, int] = field(default_factory=dict)
    left_out: list[dict[str, object]] = field(default_factory=list)

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


Progress = Callable[[int, int], object]  # posts looked at, of how many


def take_in(
    found: Conversations,
    *,
    community: Community,
    organisation: Organisation,
    site: str = "",
    progress: Progress | None = None,
) -> Report:
    """`found` is what `conversations.read` made of a folder, so a bad folder is refused before anything is written.

    `site`, such as "quantumcomputing.stackexchange.com", gives every post the address where it came from.
    """
    source = Source(community, site)
    authors, people_added = _take_in_authors(found, source, organisation)
    tags = take_in_tags(community, [TagRow(name=name, description=text) for name, text in describe_tags(found)])

    total = len(found.questions) + found.count(found.answers) + found.count(found.comments)
    looked_at = 0

    def advance(number: int) -> None:
        nonlocal looked_at
        looked_at += number
        if progress:
            progress(looked_at, total)

    taken = take_in_threads(community, _threads(found, source, authors), progress=advance)
    links = list(find_links(found, source))
    added = {"threads": taken.threads, "posts": taken.posts, "people": people_added, "links": take_in_links(links)}
    report = _report(community, found, added=added)
    report.people, report.tags, report.links = (
        len(authors),
        len(tags),
        len({(link.post, link.thread) for link in links}),
    )
    return report


@dataclass(frozen=True)
class Source:
    """Names things of one dump in one community, so that a second run knows them."""

    community: Community
    site: str

    def key(self, kind: str, identifier: str) -> str:
        word = "comment" if kind == "comment" else "user" if kind == "user" else "post"
        return f"stackexchange:{self.community.slug}:{word}:{identifier}"

    def address(self, kind: str, message: Message) -> str:
        if not self.site:
            return ""
        paths = {"question": f"q/{message.id}", "answer": f"a/{message.id}"}
        return f"https://{self.site}/{paths.get(kind, f'posts/comments/{message.id}')}"


def _take_in_authors(found: Conversations, source: Source, organisation: Organisation) -> tuple[dict[str, Person], int]:
    """People by the dump's account, or by "gone:" and the name that it keeps of an account."""
    rows = {
        key: Author(source.key("user", key), author.name or GONE, author.joined_at, organisation_id=organisation.pk)
        for key, author in found.writers.items()
    }
    for message in found.all_messages():
        if message.author_id not in rows:
            key = gone(message)
            rows[key] = Author(
                source.key("user", key),
                message.author_name or GONE,
                message.written_at,
                organisation_id=organisation.pk,
            )
    before = Person.objects.count()
    people = write_authors(rows.values())
    return {key: people[row.external_id] for key, row in rows.items()}, Person.objects.count() - before


def gone(message: Message) -> str:
    return f"gone:{message.author_name}"[:100]


def _threads(found: Conversations, source: Source, authors: dict[str, Person]) -> Iterator[ThreadRow]:
    for question in found.questions.values():
        messages = found.messages_of(question)
        accepted = question.accepted_id if found.question_of.get(question.accepted_id) == question.id else ""
        yield ThreadRow(
            external_id=source.key("question", question.id),
            title=question.title or excerpt(markdown_of("question", question), 100),
            kind=Thread.Kind.QUESTION,
            posts=[_post(kind, message, found, source, authors) for kind, message in messages],
            tags=tuple(slug_of_tag(name) for name in question.tags),
            helped=source.key("answer", accepted) if accepted else "",
            closed_at=question.closed_at,
        )


def _post(kind: str, message: Message, found: Conversations, source: Source, authors: dict[str, Person]) -> PostRow:
    author = message.author_id if message.author_id in authors else gone(message)
    is_comment = kind == "comment"
    return PostRow(
        external_id=source.key(kind, message.id),
        author_id=authors[author].pk,
        text=markdown_of(kind, message) or "…",
        written_at=message.written_at,
        edited_at=message.edited_at,
        answers=source.key("post", message.parent_id) if is_comment else "",
        thanks_count=max(message.score, 0) if is_comment else found.thanks[message.id],
        source_url=source.address(kind, message),
        attribution=f"{authors[author].name}, Stack Exchange, {message.licence}",
    )


def find_links(found: Conversations, source: Source) -> Iterator[LinkRow]:
    for link in found.links:
        thread = found.question_of.get(link.related_id)
        if thread is None or link.post_id not in found.question_of:
            found.left_out.add("a link of which one end is not in the dump", f"{link.post_id}→{link.related_id}")
            continue
        yield LinkRow(source.key("post", link.post_id), source.key("question", thread), link.is_duplicate)


def _report(community: Community, found: Conversations, *, added: dict[str, int]) -> Report:
    questions = found.questions.values()
    return Report(
        community=community.slug,
        threads=len(found.questions),
        answers=found.count(found.answers),
        comments=found.count(found.comments),
        helped=sum(found.question_of.get(q.accepted_id) == q.id for q in questions if isinstance(q, Question)),
        thanks=sum(found.thanks.values()) + sum(max(c.score, 0) for cs in found.comments.values() for c in cs),
        added=added,
        left_out=found.left_out.as_list(),
    )
