from django.utils.translation import gettext_lazy as _

REASONS = {
    "large": _("The file is larger than 300 kB. Save it smaller, or as SVG."),
    "kind": _("This is neither a PNG nor an SVG. Save the mark in one of these two."),
    "damaged": _("The file is damaged. Save it once more and choose it again."),
    "measure": _("The picture is too large or has no size. At most 2400 by 2400 points."),
    "shape": _("The mark is too long and narrow: one side may be six times the other at most."),
    "inside": _("The SVG has a photograph or a page of text inside. Save the mark as PNG."),
    "styles": _("The SVG brings styles that reach outside of it. Save it without them, or as PNG."),
}


class PictureError(Exception):
    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)

    @property
    def words(self) -> str:
        return str(REASONS[self.reason])
