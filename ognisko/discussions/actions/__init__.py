"""What people do in conversations: every write of this package, save for imports (`take_in.py`)."""

from ognisko.discussions.actions.helped import mark_helped, unmark_helped
from ognisko.discussions.actions.posts import delete_post, edit_post, reply, restore_post
from ognisko.discussions.actions.private import mark_all_read, mark_read, save_draft, throw_draft_away
from ognisko.discussions.actions.tags import describe_tag
from ognisko.discussions.actions.thanking import take_back_thanks, thank
from ognisko.discussions.actions.threads import begin_thread, close_thread, edit_thread, reopen_thread

__all__ = [
    "begin_thread",
    "close_thread",
    "delete_post",
    "describe_tag",
    "edit_post",
    "edit_thread",
    "mark_all_read",
    "mark_helped",
    "mark_read",
    "reopen_thread",
    "reply",
    "restore_post",
    "save_draft",
    "take_back_thanks",
    "thank",
    "throw_draft_away",
    "unmark_helped",
]
