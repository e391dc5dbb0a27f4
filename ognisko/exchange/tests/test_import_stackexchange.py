import contextlib
import io
import json
from datetime import UTC, datetime
from html import escape

import pytest
from django.core.management import CommandError, call_command

from ognisko.activity.models import Event
from ognisko.communities.models import Community, Membership
from ognisko.discussions.models import Post, Tag, Thread, ThreadLink
from ognisko.mail.models import Letter
from ognisko.people.models import Person

QUESTION = {
    "Id": "1", "PostTypeId": "1", "AcceptedAnswerId": "2", "CreationDate": "2018-03-12T17:00:45.567", "Score": "5",
    "Title": "How does $|\\psi\\rangle$ collapse?", "Tags": "<measurement><c++>", "OwnerUserId": "7",
    "Body": "<p>Why does $|a_1\\rangle * b_2$ <em>collapse</em>? <img src='https://i.example/x.png' alt='plot'></p>",
}  # fmt: skip
ANSWER = {
    "Id": "2", "PostTypeId": "2", "ParentId": "1", "CreationDate": "2018-05-03T08:00:00.000", "Score": "3",
    "OwnerUserId": "8", "Body": "<p>Because of <code>measure()</code> &amp; <a href='https://e.example/'>this</a>.</p>",
}  # fmt: skip
GONE = {
    "Id": "3", "PostTypeId": "2", "ParentId": "1", "CreationDate": "2018-03-13T08:00:00.000", "Score": "0",
    "OwnerDisplayName": "Somebody Gone", "Body": "<p>It does not.</p>", "ContentLicense": "CC BY-SA 3.0",
}  # fmt: skip
SECOND = {
    "Id": "10", "PostTypeId": "1", "CreationDate": "2019-01-01T00:00:00.000", "Score": "0", "Title": "Another one",
    "Tags": "|measurement|", "OwnerUserId": "8", "Body": "<p>See above.</p>", "ClosedDate": "2019-02-01T00:00:00.000",
}  # fmt: skip
EXCERPT = {"Id": "20", "PostTypeId": "4", "CreationDate": "2018-03-12T18:00:00.000", "Body": "About measuring."}
ORPHAN = {**ANSWER, "Id": "30", "ParentId": "999"}
NOMINATION = {"Id": "31", "PostTypeId": "6", "CreationDate": "2018-03-12T18:00:00.000", "Body": "Vote for me"}
COMMENT = {
    "Id": "5", "PostId": "2", "Score": "2", "Text": "# not a heading, *really*", "UserId": "7",
    "CreationDate": "2018-05-04T08:00:00.000",
}  # fmt: skip
LOST_COMMENT = {**COMMENT, "Id": "6", "PostId": "999"}
USERS = [
    {"Id": "7", "DisplayName": "Żaneta Ćma", "CreationDate": "2018-03-01T00:00:00.000", "AboutMe": "me@e.example"},
    {"Id": "8", "DisplayName": "Bob", "CreationDate": "2018-03-01T00:00:00.000"},
    {"Id": "9", "DisplayName": "Silent", "CreationDate": "2018-03-01T00:00:00.000"},
]


@pytest.fixture
def dump(tmp_path):
    write(tmp_path, "Posts", [QUESTION, ANSWER, GONE, SECOND, EXCERPT, ORPHAN, NOMINATION])
    write(tmp_path, "Users", USERS)
    write(tmp_path, "Comments", [COMMENT, LOST_COMMENT])
    votes = [("2", "2"), ("2", "2"), ("1", "2"), ("1", "3")]
    write(tmp_path, "Votes", [{"Id": str(n), "PostId": p, "VoteTypeId": v} for n, (p, v) in enumerate(votes)])
    write(
        tmp_path, "Tags", [{"Id": "1", "TagName": "measurement", "ExcerptPostId": "20"}, {"Id": "2", "TagName": "c++"}]
    )
    links = [("10", "1", "3"), ("10", "888", "1")]
    write(
        tmp_path,
        "PostLinks",
        [{"Id": str(n), "PostId": p, "RelatedPostId": r, "LinkTypeId": t} for n, (p, r, t) in enumerate(links)],
    )
    return tmp_path


def write(folder, name, rows):
    body = "\n".join("  <row " + " ".join(f'{k}="{escape(v)}"' for k, v in row.items()) + " />" for row in rows)
    (folder / f"{name}.xml").write_text(f'\ufeff<?xml version="1.0" encoding="utf-8"?>\n<x>\n{body}\n</x>', "utf-8")


def bring_in(folder, *options):
    out = io.StringIO()
    call_command(
        "import_stackexchange", folder, "--community", "quantum", "--organisation", "Stack Exchange", "--json",
        *options, stdout=out,
    )  # fmt: skip
    return json.loads(out.getvalue())


def test_questions_become_threads_and_answers_and_comments_their_posts(dump, world):
    report = bring_in(dump, "--create")
    assert [report[key] for key in ("threads", "answers", "comments", "people", "tags", "helped", "links")] == [
        2, 2, 1, 3, 2, 1, 1,
    ]  # fmt: skip
    thread = Thread.objects.get(external_id="stackexchange:quantum:post:1")
    assert [(post.number, post.author.name) for post in thread.posts.order_by("number")] == [
        (1, "Żaneta Ćma"),
        (2, "Somebody Gone"),
        (3, "Bob"),
        (4, "Żaneta Ćma"),
    ]
    assert thread.helped_by.author.name == "Bob"
    assert thread.posts.get(number=4).answers == thread.posts.get(number=3)
    assert thread.begun_at == datetime(2018, 3, 12, 17, 0, 45, 567000, tzinfo=UTC)
    assert thread.last_post_at == datetime(2018, 5, 4, 8, tzinfo=UTC)


def test_texts_are_clean_markdown_and_formulas_are_untouched(dump, world):
    bring_in(dump, "--create")
    question, comment = (
        Post.objects.get(external_id="stackexchange:quantum:post:1"),
        Post.objects.get(external_id="stackexchange:quantum:comment:5"),
    )
    assert "$|a_1\\rangle * b_2$" in question.text
    assert "*collapse*" in question.text
    assert "<img" not in question.html
    assert 'href="https://i.example/x.png"' in question.html
    assert "<h" not in comment.html
    assert "<em>really</em>" in comment.html


def test_authors_have_no_address_no_sign_in_no_place_in_the_directory_and_no_membership(dump, world):
    before = Membership.objects.count()
    bring_in(dump, "--create")
    authors = Person.objects.filter(external_id__startswith="stackexchange:quantum")
    assert {(a.name, a.email, a.has_usable_password(), a.is_listed, a.organisation.name) for a in authors} == {
        ("Żaneta Ćma", None, False, False, "Stack Exchange"),
        ("Bob", None, False, False, "Stack Exchange"),
        ("Somebody Gone", None, False, False, "Stack Exchange"),
    }
    assert Membership.objects.count() == before
    assert [author.does for author in authors if author.does] == []


def test_nobody_is_notified(dump, world):
    bring_in(dump, "--create")
    assert Letter.objects.count() == 0
    assert Event.objects.untold().count() == 0


def test_thanks_come_without_names_and_licence_and_author_stay(dump, world):
    bring_in(dump, "--create")
    counts = {post.external_id.split(":", 2)[2]: post.thanks_count for post in Post.objects.exclude(external_id=None)}
    assert counts == {"post:1": 1, "post:2": 2, "post:3": 0, "comment:5": 2, "post:10": 0}
    lines = {post.external_id: post.attribution for post in Post.objects.exclude(external_id=None)}
    assert lines["stackexchange:quantum:post:1"] == "Żaneta Ćma, Stack Exchange, CC BY-SA 3.0"
    assert lines["stackexchange:quantum:post:2"] == "Bob, Stack Exchange, CC BY-SA 4.0"
    assert lines["stackexchange:quantum:post:3"] == "Somebody Gone, Stack Exchange, CC BY-SA 3.0"


def test_tags_carry_their_wikis_and_links_between_questions_stay(dump, world):
    bring_in(dump, "--create")
    tags = Tag.objects.filter(community__slug="quantum").order_by("slug")
    assert [(tag.name, tag.description, tag.thread_count) for tag in tags] == [
        ("c++", "", 1),
        ("measurement", "About measuring.", 2),
    ]
    link = ThreadLink.objects.get(thread__external_id="stackexchange:quantum:post:1")
    assert (link.post.thread.title, link.is_duplicate) == ("Another one", True)


def test_what_is_left_out_is_said_with_its_reason(dump, world):
    left_out = {row["reason"]: row["count"] for row in bring_in(dump, "--create")["left_out"]}
    assert left_out == {
        "an answer whose question is not in the dump": 1,
        "a comment whose post is not in the dump": 1,
        "a post of a kind that is no conversation (PostTypeId 6)": 1,
        "an account that wrote nothing of what came in": 1,
        "a vote other than an up-vote": 1,
        "a link of which one end is not in the dump": 1,
    }


def test_a_second_run_adds_nothing_and_a_newer_dump_only_what_is_new(dump, world):
    bring_in(dump, "--create")
    assert bring_in(dump)["added"] == {"threads": 0, "posts": 0, "people": 0, "links": 0}
    later = {**ANSWER, "Id": "40", "ParentId": "10", "CreationDate": "2020-01-01T00:00:00.000"}
    write(dump, "Posts", [QUESTION, ANSWER, GONE, SECOND, EXCERPT, later])
    assert bring_in(dump)["added"] == {"threads": 0, "posts": 1, "people": 0, "links": 0}
    assert Thread.objects.get(external_id="stackexchange:quantum:post:10").post_count == 2


def test_a_trial_says_everything_and_writes_nothing(dump, world):
    before = (Person.objects.count(), Post.objects.count())
    assert bring_in(dump, "--create", "--dry-run")["added"]["posts"] == 5
    assert (Person.objects.count(), Post.objects.count()) == before
    assert not Community.objects.filter(slug="quantum").exists()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda folder: (folder / "Posts.xml").unlink(), "holds no Posts.xml"),
        (lambda folder: (folder / "Posts.xml").write_text("<x><row Id='1'"), "cannot be read as XML"),
    ],
)
def test_a_folder_that_is_no_dump_is_refused_and_leaves_nothing(dump, world, spoil, says):
    spoil(dump)
    with pytest.raises(CommandError, match=says):
        bring_in(dump, "--create")
    assert not Community.objects.filter(slug="quantum").exists()


def test_an_unknown_community_is_made_only_when_asked(dump, world):
    with pytest.raises(CommandError, match="Add --create"):
        bring_in(dump)


def test_entities_of_a_hostile_dump_are_not_read(dump, world, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    hostile = (
        f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]><x><row Id="1" PostTypeId="1" Title="T" Body="&s;"/></x>'
    )
    (dump / "Posts.xml").write_text(hostile)
    with contextlib.suppress(CommandError):
        bring_in(dump, "--create")
    assert not Post.objects.filter(text__contains="hunter2").exists()


@pytest.mark.real
def test_the_dump_of_quantum_computing_comes_in_whole(real_data, world):
    report = bring_in(real_data / "stackexchange-quantumcomputing", "--create")
    assert (report["threads"], report["answers"], report["comments"]) == (612, 1060, 3413)
    assert report["seconds"] < 60
    posts = Post.objects.filter(thread__community__slug="quantum")
    assert posts.count() == 612 + 1060 + 3413
    assert not posts.filter(html__contains="<img").exists()
    assert not posts.filter(html__contains="<script").exists()
