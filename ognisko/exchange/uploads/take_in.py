"""What an administrator uploaded: told line by line without writing, then written just as it was told."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import DataError
from django.utils.translation import gettext as _

from ognisko.communities.models import Community
from ognisko.discussions.models import Post, Thread
from ognisko.discussions.take_in.known import keys_of
from ognisko.exchange.documents.reading import Read
from ognisko.exchange.documents.reading import read as read_documents
from ognisko.exchange.documents.take_in import changed, known_documents, take_in_documents
from ognisko.exchange.stackexchange.conversations import Conversations
from ognisko.exchange.stackexchange.conversations import read as read_dump
from ognisko.exchange.stackexchange.dump import DumpError
from ognisko.exchange.stackexchange.take_in import Source, find_links
from ognisko.exchange.stackexchange.take_in import take_in as take_in_dump
from ognisko.exchange.uploads.archive import unpacked
from ognisko.exchange.uploads.places import place_of
from ognisko.exchange.uploads.words import reason_in_words
from ognisko.people.imports.kinds import Progress
from ognisko.people.imports.report import Report
from ognisko.people.models import ImportJob
from ognisko.people.take_in import take_in_organisation
from ognisko.search.terms import count_new

BROKEN = (DumpError, ValueError, KeyError, RuntimeError, StopIteration)  # RecursionError is a RuntimeError


def lines_of(data: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig")


def documents(job: ImportJob, dry_run: bool, progress: Progress) -> Report:
    found = read_documents(lines_of(bytes(job.table)))
    community = place_of(job, dry_run=dry_run)
    report = _told_of_documents(found, community, dry_run=dry_run)
    fresh = report.counts["created"]
    if fresh and not (dry_run or report.has_errors):
        done = 0

        def advance(number: int) -> None:
            nonlocal done
            done += number
            progress(done, fresh)

        with _fitting():
            take_in_documents(found, community=community, progress=advance)
        count_new()
    return report


def conversations(job: ImportJob, dry_run: bool, progress: Progress) -> Report:
    with unpacked(bytes(job.table)) as folder:
        try:
            found = read_dump(folder)
        except BROKEN as error:
            words = _("A file of the dump is not as Stack Exchange makes them, and cannot be read.")
            raise ValidationError(words) from error
    community = place_of(job, dry_run=dry_run)
    source = Source(community, job.columns["site"])
    report = _told_of_dump(found, source, dry_run=dry_run)
    if not dry_run:
        with _fitting():
            organisation = take_in_organisation(job.columns["organisation"])
            take_in_dump(found, community=community, organisation=organisation, site=source.site, progress=progress)
    return report


@contextmanager
def _fitting() -> Iterator[None]:
    """A value that the database does not take is a fault of the file, not of the machine."""
    try:
        yield
    except DataError as error:
        raise ValidationError(_("A value in the file is longer or larger than any can be.")) from error


def _told_of_documents(found: Read, community: Community, *, dry_run: bool) -> Report:
    report = Report("documents", rows=found.rows, dry_run=dry_run)
    known = known_documents(found.documents)
    for problem in found.errors:
        report.refuse(problem.line, problem.message)
    for problem in found.left_out:
        report.add(problem.line, "skipped", problem.message)
    for problem in changed(found.documents, known, community):
        report.warn(problem.line, problem.message)
    for one in found.documents:
        if one.external_id not in known:
            report.add(one.line, "created", one.title)
        elif known[one.external_id][0] == community.pk:
            report.add(one.line, "unchanged", one.title)
        else:
            report.add(one.line, "skipped", f"{one.title}: {_('this id is in another community already')}")
    return report


def _told_of_dump(found: Conversations, source: Source, *, dry_run: bool) -> Report:
    """Threads stand for what comes in; a thread is changed where it gets an answer or a comment more."""
    report = Report("stackexchange", rows=len(found.questions), dry_run=dry_run)
    keys = {
        question.id: [source.key(kind, message.id) for kind, message in found.messages_of(question)]
        for question in found.questions.values()
    }
    known_posts = keys_of(Post, [key for of_thread in keys.values() for key in of_thread])
    known = keys_of(Thread, [source.key("question", identifier) for identifier in keys])
    for question in found.questions.values():
        is_whole = all(key in known_posts for key in keys[question.id])
        what = "unchanged" if is_whole else "updated"
        if source.key("question", question.id) not in known:
            what = "created"
        report.add(0, what, question.title or question.id)
    report.warn(0, _in_numbers(found))
    for _link in find_links(found, source):
        pass  # only for what it finds that has to be left out
    for left_out in found.left_out.as_list():
        report.warn(0, reason_in_words(left_out))
    return report


def _in_numbers(found: Conversations) -> str:
    return _(
        "Questions: %(questions)s. Answers: %(answers)s. Comments: %(comments)s. Accounts of authors: %(authors)s."
    ) % {
        "questions": len(found.questions),
        "answers": found.count(found.answers),
        "comments": found.count(found.comments),
        "authors": len(found.writers),
    }
