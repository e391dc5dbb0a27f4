"""How an import brings conversations in.

No permission is asked; the external id is unique, so that a second run adds nothing; times are the original ones; the
events are born already told and carry no unit; nobody is notified and `@somebody` in a foreign text mentions nobody.
Authors are people made by `people.take_in`. Everything is written in batches, each in a transaction of its own: an
import that was broken off goes on where it stopped.

    tags = take_in_tags(community, [TagRow(name="qubit", description="…"), …])
    taken = take_in_threads(community, rows, progress=bar.update)   # rows: any iterable of ThreadRow, read once
    take_in_links([LinkRow(post="qc:1", thread="qc:18"), …])        # after all threads are in
"""

from ognisko.discussions.take_in.links import take_in_links
from ognisko.discussions.take_in.rows import LinkRow, PostRow, Progress, TagRow, Taken, ThreadRow
from ognisko.discussions.take_in.tags import slug_of_tag, take_in_tags
from ognisko.discussions.take_in.threads import take_in_threads

__all__ = [
    "LinkRow",
    "PostRow",
    "Progress",
    "TagRow",
    "Taken",
    "ThreadRow",
    "slug_of_tag",
    "take_in_links",
    "take_in_tags",
    "take_in_threads",
]
