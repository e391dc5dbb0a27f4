"""Every verb of moderation. Who may is asked in each of them; author, reporter and the security log hear of each."""

from ognisko.moderation.actions.appeals import appeal, decide_appeal
from ognisko.moderation.actions.cautions import count_cautions
from ognisko.moderation.actions.measures import keep_exclusion, mark_seen, pause, take_back, warn
from ognisko.moderation.actions.office import tell_the_office
from ognisko.moderation.actions.reports import report, settle

__all__ = [
    "appeal",
    "count_cautions",
    "decide_appeal",
    "keep_exclusion",
    "mark_seen",
    "pause",
    "report",
    "settle",
    "take_back",
    "tell_the_office",
    "warn",
]
