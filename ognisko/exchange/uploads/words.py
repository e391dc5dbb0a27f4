"""Why something of a dump stays outside, in the language of the person; the command says it in English."""

import re
from typing import Any

from django.utils.translation import gettext, gettext_noop

REASONS = [
    gettext_noop("a link of which one end is not in the dump"),
    gettext_noop("an answer whose question is not in the dump"),
    gettext_noop("a comment whose post is not in the dump"),
    gettext_noop("a badge: Ognisko gives no badges"),
    gettext_noop("an account that wrote nothing of what came in"),
    gettext_noop("a vote other than an up-vote"),
    gettext_noop("an up-vote for a post that is no question and no answer"),
    gettext_noop("a post without an id, or with one that came before"),
]
_KIND = re.compile(r"\(PostTypeId (.*)\)\Z")


def reason_in_words(left_out: dict[str, Any]) -> str:
    """“3 × a vote other than an up-vote”, with the first few ids where they help to find it."""
    reason = left_out["reason"]
    if match := _KIND.search(reason):
        words = gettext("a post of a kind that is no conversation (PostTypeId %(kind)s)") % {"kind": match[1]}
    else:
        words = gettext(reason)
    examples = ", ".join(one for one in left_out["examples"] if one)[:200]
    said = f"{left_out['count']} × {words}"
    return gettext("%(said)s (for example %(examples)s)") % {"said": said, "examples": examples} if examples else said
