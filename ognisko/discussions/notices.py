"""Who hears of conversations, and how it is shown to them."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ognisko.activity.models import Event
from ognisko.communities.models import Membership
from ognisko.discussions.models import Mention, Post, Thread
from ognisko.discussions.permissions import people_who_see
from ognisko.notifications.models import Notice, Rhythm
from ognisko.notifications.registry import Message, Shown, notice

PIECE = 500


def bundle_of(thread: int) -> str:
    return f"thread:{thread}"


class InThread(Message):
    """What all messages of conversations share: one bundle for a thread, and one rule of who sees it."""

    def words(self, notice: Notice) -> str:
        raise NotImplementedError

    def bundle(self, event: Event) -> str:
        return bundle_of(event.facts["thread"])

    def still_seen_by(self, event: Event, people: Collection[int]) -> set[int]:
        thread = Thread.objects.select_related("community").filter(pk=event.facts["thread"], hidden_at=None).first()
        if thread is None or not people or not _stands(event):
            return set()
        return set(people_who_see(thread.community).filter(pk__in=people).values_list("pk", flat=True))

    def shown(self, notices: Collection[Notice], person: Any) -> dict[int, Shown]:
        """Two queries: the threads with their communities, and the posts."""
        numbers = {one.pk: int(one.bundle.partition(":")[2]) for one in notices}
        visible = Thread.objects.visible_to(person).filter(pk__in=set(numbers.values()), hidden_at=None)
        threads = {thread.pk: thread for thread in visible.select_related("community")}
        begun = Q(thread__in=threads, number=1)
        named = [one.target_id for one in notices if one.target_kind == "discussions.post"]
        posts = Post.objects.filter(begun | Q(pk__in=named), hidden_at=None, deleted_at=None)
        by_pk = {post.pk: post for post in posts}
        first = {post.thread_id: post for post in by_pk.values() if post.number == 1}
        found = {}
        for one in notices:
            thread, is_post = threads.get(numbers[one.pk]), one.target_kind == "discussions.post"
            post = by_pk.get(one.target_id) if is_post else first.get(numbers[one.pk])
            if thread and post:
                found[one.pk] = self._show(one, thread, post)
        return found

    def _show(self, one: Notice, thread: Thread, post: Post) -> Shown:
        return Shown(
            title=thread.title,
            words=self.words(one),
            address=thread.get_absolute_url() if post.number == 1 else post.get_absolute_url(),
            place=thread.community.name,
            text=post.text,
            list_id=thread.community.slug,
        )


def _stands(event: Event) -> bool:
    if event.target_kind != "discussions.post":
        return True
    return Post.objects.filter(pk=event.target_id, deleted_at=None, hidden_at=None).exists()


@notice
class Mentioned(InThread):
    kind = "mention"
    verbs = ("discussions.reply", "discussions.begin_thread", "discussions.edit")
    name = gettext_lazy("Somebody mentions me")
    order = 10
    default: ClassVar[str] = Rhythm.AT_ONCE
    is_personal = True

    def hears(self, event: Event) -> Iterable[int]:
        mentioned = set(event.facts.get("mentions", []))
        if event.verb == "discussions.edit":
            return self._new_in_edit(event, mentioned)
        return mentioned

    def _new_in_edit(self, event: Event, mentioned: set[int]) -> set[int]:
        """A small edit tells nobody; another one only those whom the post did not name before."""
        if event.facts.get("is_small") or not mentioned:
            return set()
        named = Mention.objects.filter(post=event.target_id, person__in=mentioned).values_list("person", flat=True)
        of_post = Q(target_kind="discussions.post", target_id=event.target_id)
        begun = Q(target_kind="discussions.thread", target_id=event.facts["thread"])
        earlier = Event.objects.filter(of_post | begun, verb__in=self.verbs, pk__lt=event.pk)
        known = {pk for facts in earlier.values_list("facts", flat=True) for pk in facts.get("mentions", [])}
        return set(named) - known

    def words(self, notice: Notice) -> str:
        return _("mentions you")


@notice
class Helped(InThread):
    kind = "helped"
    verbs = ("discussions.mark_helped",)
    name = gettext_lazy("My answer helped")
    order = 20
    is_personal = True

    def hears(self, event: Event) -> Iterable[int]:
        return [event.facts["author"]]

    def words(self, notice: Notice) -> str:
        return _("your answer helped")


@notice
class Replied(InThread):
    kind = "reply"
    verbs = ("discussions.reply",)
    name = gettext_lazy("A reply in a thread where I wrote, or that I follow")

    def hears(self, event: Event) -> Iterable[int]:
        posts = Post.objects.filter(thread=event.facts["thread"], deleted_at=None)
        return posts.order_by("author").values_list("author", flat=True).distinct().iterator(chunk_size=PIECE)

    def follow_places(self, event: Event) -> Collection[str]:
        return [bundle_of(event.facts["thread"]), f"community:{event.community_id}"]

    def words(self, notice: Notice) -> str:
        return _("a new reply")


@notice
class Begun(InThread):
    kind = "thread"
    verbs = ("discussions.begin_thread",)
    name = gettext_lazy("An announcement, or a new thread in a community that I follow")
    order = 60

    def hears(self, event: Event) -> Iterable[int]:
        if event.facts.get("kind") != Thread.Kind.ANNOUNCEMENT:
            return ()
        members = Membership.objects.current().filter(community=event.community_id)
        return members.order_by("person").values_list("person", flat=True).iterator(chunk_size=PIECE)

    def follow_places(self, event: Event) -> Collection[str]:
        return [f"community:{event.community_id}"]

    def words(self, notice: Notice) -> str:
        return _("a new thread")
