"""Who may do what in conversations; the roles themselves are in the table of `communities`."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from ognisko.communities.models import Community, Membership
from ognisko.communities.permissions import Ability, can_read, has_ability
from ognisko.discussions.models import Post, Thread
from ognisko.people.models import Person, PersonQuerySet

Anyone = Person | AnonymousUser


def can_begin_thread(person: Anyone, community: Community, kind: str = Thread.Kind.DISCUSSION) -> bool:
    needed = Ability.ANNOUNCE if kind == Thread.Kind.ANNOUNCEMENT else Ability.BEGIN_THREAD
    return has_ability(person, community, needed)


def can_reply(person: Anyone, thread: Thread) -> bool:
    return thread.closed_at is None and has_ability(person, thread.community, Ability.REPLY)


def can_edit_post(person: Anyone, post: Post) -> bool:
    is_own = post.author_id == person.pk and post.deleted_at is None and post.hidden_at is None
    return is_own and has_ability(person, post.thread.community, Ability.REPLY)


def can_delete_post(person: Anyone, post: Post) -> bool:
    """Also after leaving the community: what is one's own can be taken back as long as one can see it."""
    return post.author_id == person.pk and can_read(person, post.thread.community)


def can_edit_thread(person: Anyone, thread: Thread) -> bool:
    ability = Ability.REPLY if thread.author_id == person.pk else Ability.EDIT_TAGS
    return has_ability(person, thread.community, ability)


def can_thank(person: Anyone, post: Post) -> bool:
    is_open = post.author_id != person.pk and post.hidden_at is None
    return is_open and has_ability(person, post.thread.community, Ability.THANK)


def can_mark_helped(person: Anyone, thread: Thread) -> bool:
    if not thread.is_question:
        return False
    if thread.author_id == person.pk:
        return can_read(person, thread.community)
    return has_ability(person, thread.community, Ability.MARK_HELPED_ANY)


def can_close_thread(person: Anyone, thread: Thread) -> bool:
    if thread.author_id == person.pk:
        return has_ability(person, thread.community, Ability.REPLY)
    return has_ability(person, thread.community, Ability.CLOSE_THREAD)


def can_edit_tags(person: Anyone, community: Community) -> bool:
    return has_ability(person, community, Ability.EDIT_TAGS)


def people_who_see(community: Community) -> PersonQuerySet:
    """People who can sign in and see the community: only they are suggested, and become mentions."""
    able = Person.objects.able_to_sign_in()
    if community.is_public:
        return able
    seeing = Q(pk__in=Membership.objects.current().filter(community=community).values("person"))
    if community.visibility == Community.Visibility.EVERYONE:
        seeing |= Q(is_guest=False)
    if community.visibility == Community.Visibility.ORGANISATIONS:
        seeing |= Q(is_guest=False, organisation__in=community.organisations.values("pk"))
    return able.filter(seeing)
