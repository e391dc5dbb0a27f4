from datetime import date

from django import forms
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ognisko.communities.pasted_addresses import Misread, read_addresses
from ognisko.people.forms.fields import TextField

MOST_ADDRESSES = 200
MOST_SHOWN = 20


class RequestForm(forms.Form):
    text = TextField(
        label=gettext_lazy("A word about you"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy("What you do and why this topic. Only those who answer your request read it."),
    )


class InviteForm(forms.Form):
    addresses = TextField(
        label=gettext_lazy("E-mail addresses"),
        max_length=40_000,
        rows=6,
        help_text=gettext_lazy("Paste them as you have them: commas, new lines, Ewa Kurowska <ewa@urzad.example>."),
        error_messages={"required": gettext_lazy("Paste one address at least.")},
    )
    purpose = TextField(
        label=gettext_lazy("Why you invite them"),
        max_length=2000,
        help_text=gettext_lazy(
            "It stands in the letter. One or two sentences: what they find here, what you count on."
        ),
        error_messages={"required": gettext_lazy("Write why you invite them: a letter without a reason is spam.")},
    )

    guest_until = forms.DateField(
        label=gettext_lazy("Last day of guests"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy(
            "Whoever has an address from outside the office comes as a guest, and sees only this community. "
            "A guest without a last day stays until somebody sets one."
        ),
    )

    def clean_guest_until(self) -> date | None:
        return _not_passed(self.cleaned_data["guest_until"])

    def clean_addresses(self) -> list[str]:
        """All or nothing: while one line cannot be read, no letter goes out, and nothing that was pasted is lost."""
        pasted = read_addresses(self.cleaned_data["addresses"])
        if pasted.misread:
            raise forms.ValidationError(_said(pasted.misread))
        if len(pasted.addresses) > MOST_ADDRESSES:
            words = _("At most %(most)s addresses at once; here are %(count)s.")
            raise forms.ValidationError(words % {"most": MOST_ADDRESSES, "count": len(pasted.addresses)})
        if not pasted.addresses:
            raise forms.ValidationError(_("Paste one address at least."))
        return pasted.addresses


class GuestTimeForm(forms.Form):
    until = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Empty: no end is set."),
    )

    def clean_until(self) -> date | None:
        return _not_passed(self.cleaned_data["until"])


class ExcludeForm(forms.Form):
    reason = TextField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        help_text=gettext_lazy("By which rule of the community. It is kept in the log."),
        error_messages={"required": gettext_lazy("Write the reason.")},
    )


def _not_passed(day: date | None) -> date | None:
    if day and day < timezone.localdate():
        raise forms.ValidationError(_("This day has passed. Choose a later one."))
    return day


def _said(misread: list[Misread]) -> SafeString:
    count = len(misread)
    first = ngettext(
        "No letter was sent yet, since one piece is not an e-mail address",
        "No letter was sent yet, since %(count)s pieces are not e-mail addresses",
        count,
    ) % {"count": count}
    lines = [(piece.text[:100], _("line %(number)s") % {"number": piece.line}) for piece in misread[:MOST_SHOWN]]
    return format_html("{}: {}.", first, format_html_join(", ", "„{}” ({})", lines))
