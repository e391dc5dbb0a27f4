import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ognisko.communities.models import Community
from ognisko.exchange.actions import DOCUMENTS, STACKEXCHANGE
from ognisko.exchange.uploads.places import open_to
from ognisko.people.models import Person
from ognisko.ui.fields import LineField

KINDS = [
    (DOCUMENTS, _("documents, one JSON object a line")),
    (STACKEXCHANGE, _("conversations, a ZIP of a Stack Exchange dump")),
]
LANGUAGES = [("pl", _("Polish")), ("en", _("English"))]
HOST = re.compile(r"(?=.{4,100}\Z)[a-z0-9-]+(\.[a-z0-9-]+)+")


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is in the file"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what is in the file.")},
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("JSON Lines or ZIP, up to 30 MB. Bring larger ones in with the command ognisko import."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".jsonl,.ndjson,.json,.zip"}),
    )
    community = forms.ModelChoiceField(
        Community.objects.none(),
        label=_("Community"),
        help_text=_("One where you may write."),
        empty_label=_("a new one, named below"),
        required=False,
    )
    name = LineField(
        label=_("Name of the new community"),
        help_text=_("Everyone signed in will see it and may join. Nobody belongs to it at first."),
        max_length=80,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of the new community"), choices=LANGUAGES)
    organisation = LineField(
        label=_("Organisation of the authors"),
        help_text=_("Only for Stack Exchange: where those who wrote belong. It is made when it is not there."),
        max_length=250,
        required=False,
    )
    site = LineField(
        label=_("Address of the service"),
        help_text=_("Only for Stack Exchange, such as cooking.stackexchange.com: each post links to where it was."),
        max_length=100,
        required=False,
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = open_to(by)  # type: ignore[attr-defined]

    def clean_site(self) -> str:
        site = str(self.cleaned_data["site"]).lower().removeprefix("https://").removeprefix("http://").rstrip("/")
        if site and not HOST.fullmatch(site):
            raise ValidationError(gettext("Write only the address, as in cooking.stackexchange.com."))
        return site

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "community" not in self.errors and bool(said.get("community")) == bool(said.get("name")):
            self.add_error("name", gettext("Choose a community, or name a new one: one of the two."))
        if said.get("kind") == STACKEXCHANGE and not said.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", gettext("Say where the authors belong."))
        return said
