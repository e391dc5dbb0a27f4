from ognisko.notifications.actions.choosing import choose_hours, choose_rhythms, follow
from ognisko.notifications.actions.seeing import see_all, see_bundle
from ognisko.notifications.actions.telling import count_anew, tell

__all__ = ["choose_hours", "choose_rhythms", "count_anew", "follow", "see_all", "see_bundle", "tell"]
