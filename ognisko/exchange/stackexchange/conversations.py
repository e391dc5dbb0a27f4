"""From the rows of a dump to threads: which message belongs where, what is left out and why."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ognisko.exchange.stackexchange import dump
from ognisko.exchange.stackexchange.dump import Author, Link, Message, Question, TagRow
from ognisko.text.html_to_markdown import to_markdown

EXAMPLES = 5
STARTS_A_BLOCK = re.compile(r"^(\s*)(#{1,6}(?=\s)|>|[-+*](?=\s)|\d{1,9}(?=[.)]\s)|={3,}|-{3,}|```|~~~)", re.M)


@dataclass
class LeftOut:
    """Why something did not come in: how many, and the first few ids."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, reason: str, identifier: str) -> None:
        self.counts[reason] += 1
        if len(self.examples[reason]) < EXAMPLES:
            self.examples[reason].append(identifier)

    def as_list(self) -> list[dict[str, object]]:
        return [
            {"reason": reason, "count": count, "examples": self.examples[reason]}
            for reason, count in self.counts.most_common()
        ]


@dataclass
class Conversations:
    """A dump in memory, put in order. Ids are the dump's own."""

    questions: dict[str, Question] = field(default_factory=dict)
    answers: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))  # by question
    comments: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))  # by question
    question_of: dict[str, str] = field(default_factory=dict)  # of a question or an answer
    thanks: Counter[str] = field(default_factory=Counter)  # up-votes by post
    wikis: dict[str, str] = field(default_factory=dict)  # HTML by post
    tags: list[TagRow] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    writers: dict[str, Author] = field(default_factory=dict)  # accounts that wrote something of what comes in
    left_out: LeftOut = field(default_factory=LeftOut)

    def messages_of(self, question: Question) -> list[tuple[str, Message]]:
        """(kind, message) of one thread: the question first, the rest in the order of time."""
        replies = [("answer", message) for message in self.answers[question.id]]
        replies += [("comment", message) for message in self.comments[question.id]]
        order = {"answer": 0, "comment": 1}
        replies.sort(key=lambda pair: (pair[1].written_at, order[pair[0]], int_or_zero(pair[1].id)))
        return [("question", question), *replies]

    def all_messages(self) -> Iterator[Message]:
        yield from self.questions.values()
        for messages in [*self.answers.values(), *self.comments.values()]:
            yield from messages

    def count(self, kept: dict[str, list[Message]]) -> int:
        return sum(len(messages) for messages in kept.values())


def int_or_zero(value: str) -> int:
    return int(value) if value.isdecimal() else 0


def read(folder: Path) -> Conversations:
    """Read the whole dump; raises DumpError when the folder has no posts or a file cannot be read."""
    found = Conversations()
    waiting = list(_read_posts(folder, found))
    for answer in waiting:
        _place(found, found.answers, answer, "an answer whose question is not in the dump")
    for comment in dump.comments(folder):
        _place(found, found.comments, comment, "a comment whose post is not in the dump")
    found.tags, found.links = list(dump.tags(folder)), list(dump.links(folder))
    _find_writers(folder, found)
    _count_votes(folder, found)
    badges = sum(1 for _row in dump.rows(folder, "Badges"))
    found.left_out.counts.update({"a badge: Ognisko gives no badges": badges} if badges else {})
    return found


def _find_writers(folder: Path, found: Conversations) -> None:
    wrote = {message.author_id for message in found.all_messages()}
    for author in dump.authors(folder):
        if author.id in wrote:
            found.writers[author.id] = author
        else:
            found.left_out.counts["an account that wrote nothing of what came in"] += 1


def _count_votes(folder: Path, found: Conversations) -> None:
    for post, is_up_vote in dump.votes(folder):
        if not is_up_vote:
            found.left_out.counts["a vote other than an up-vote"] += 1
        elif post in found.question_of:
            found.thanks[post] += 1
        else:
            found.left_out.counts["an up-vote for a post that is no question and no answer"] += 1


def _read_posts(folder: Path, found: Conversations) -> Iterator[Message]:
    seen: set[str] = set()
    for row in dump.rows(folder, "Posts", required=True):
        kind, identifier = row.get("PostTypeId", ""), row.get("Id", "")
        if not identifier or identifier in seen:
            found.left_out.add("a post without an id, or with one that came before", identifier)
            continue
        seen.add(identifier)
        if kind == dump.QUESTION:
            found.questions[identifier] = dump.question(row)
            found.question_of[identifier] = identifier
        elif kind == dump.ANSWER:
            yield dump.answer(row)
        elif kind in (dump.WIKI, dump.WIKI_EXCERPT):
            found.wikis[identifier] = row.get("Body", "")
        else:
            found.left_out.add(f"a post of a kind that is no conversation (PostTypeId {kind or 'missing'})", identifier)


def _place(found: Conversations, kept: dict[str, list[Message]], message: Message, reason: str) -> None:
    question = found.question_of.get(message.parent_id)
    if question is None:
        found.left_out.add(reason, message.id)
        return
    kept[question].append(message)
    if kept is found.answers:
        found.question_of[message.id] = question


def describe_tags(conversations: Conversations) -> Iterable[tuple[str, str]]:
    """(name, Markdown) of each tag: its excerpt, then its wiki."""
    for tag in conversations.tags:
        pieces = [conversations.wikis.get(tag.excerpt_id, ""), conversations.wikis.get(tag.wiki_id, "")]
        yield tag.name, "\n\n".join(filter(None, (to_markdown(piece).strip() for piece in pieces if piece)))


def markdown_of(kind: str, message: Message) -> str:
    """The text as Markdown. A comment is already a small one, of a line: what would begin a block there is escaped."""
    if kind != "comment":
        return to_markdown(message.body)
    return STARTS_A_BLOCK.sub(lambda match: f"{match[1]}{_escaped(match[2])}", message.body.strip())


def _escaped(start: str) -> str:
    return f"{start}\\" if start.isdecimal() else f"\\{start}"
