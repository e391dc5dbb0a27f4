"""What people are told of: each package declares its own in `notices.py`, one class per message.

`notifications` imports none of them: it knows an event, whom the message names, and what the message shows to whom.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise

from ognisko.activity.models import Event
from ognisko.notifications.models import Notice, Rhythm


@dataclass(frozen=True)
class Shown:
    """A notice as its person sees it now."""

    title: str  # of what it is about: the thread
    words: str  # what happened, without who
    address: str
    place: str = ""  # the community's name
    text: str = ""  # plain, for a letter
    list_id: str = ""  # "eksperci": of the community, for mail programs


class Message:
    """One kind of message. A subclass says who hears, whether they still may, and how it is shown."""

    kind: ClassVar[str]
    verbs: ClassVar[tuple[str, ...]]
    name: ClassVar[str | Promise]  # on the page of preferences: _("Replies in threads …")
    order: ClassVar[int] = 50  # a person hears of an event once, by the first message that reaches them
    default: ClassVar[str] = Rhythm.WEEKLY
    is_personal: ClassVar[bool] = False  # meant for this person: passes by "only mentions of me"
    has_own_letter: ClassVar[bool] = False  # its verb writes one; here only a line in the application

    def hears(self, event: Event) -> Iterable[int]:
        """Ids of people, lazily: there may be ten thousand. Followers of the place need not be named."""
        raise NotImplementedError

    def bundle(self, event: Event) -> str:
        return f"{event.target_kind}:{event.target_id}"

    def community(self, event: Event) -> int | None:
        return event.community_id

    def follow_places(self, event: Event) -> Collection[str]:
        """Places whose followers at level "everything" hear too."""
        return ()

    def still_seen_by(self, event: Event, people: Collection[int]) -> set[int]:
        """Of these people, those who may see it at this moment, in as many queries for one as for many."""
        raise NotImplementedError

    def shown(self, notices: Collection[Notice], person: Any) -> dict[int, Shown]:
        """By the notice's id; what the person may not see any more is left out."""
        raise NotImplementedError


_messages: dict[str, Message] = {}


def notice(message: type[Message]) -> type[Message]:
    """Declare a message; `apps` lets its verbs be told."""
    _messages[message.kind] = message()
    return message


def messages() -> list[Message]:
    return sorted(_messages.values(), key=lambda message: message.order)


def messages_of(verb: str) -> list[Message]:
    return [message for message in messages() if verb in message.verbs]


def message(kind: str) -> Message | None:
    return _messages.get(kind)


CommunitiesOf = Callable[[Any], list[tuple[int, str]]]
_communities: list[CommunitiesOf] = []


def names_communities(function: CommunitiesOf) -> CommunitiesOf:
    """Declared by the package that knows them: the communities of a person, id and name, in their order."""
    _communities.append(function)
    return function


def communities_of(person: Any) -> list[tuple[int, str]]:
    return [one for function in _communities for one in function(person)]
