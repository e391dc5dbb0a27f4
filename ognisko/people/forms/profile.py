from django import forms
from django.utils.translation import gettext_lazy as _

from ognisko.people.forms.fields import LineField, NameField, TextField
from ognisko.people.models import Person

LONGEST_ANSWER = 2000


class QuestionsForm(forms.Form):
    """The three questions of the first sign-in; the same three stand in the profile."""

    does = TextField(
        label=_("What do you do?"),
        help_text=_("One or two sentences, as you would tell a colleague from another office."),
        max_length=LONGEST_ANSWER,
        required=False,
        rows=3,
    )
    can_help = TextField(
        label=_("What can you help others with?"),
        help_text=_("What people already ask you about. It need not be large."),
        max_length=LONGEST_ANSWER,
        required=False,
        rows=3,
    )
    wants_to_learn = TextField(
        label=_("What would you like to learn?"),
        help_text=_("What you look for in other offices, or would gladly see done."),
        max_length=LONGEST_ANSWER,
        required=False,
        rows=3,
    )


class ProfileForm(QuestionsForm):
    name = NameField()
    function = LineField(
        label=_("Function"),
        help_text=_("Shown on your page only, never beside what you write."),
        max_length=120,
        required=False,
    )
    leads_people = forms.BooleanField(
        label=_("I lead people"),
        help_text=_("Counted only together with others, to see that communities are not for managers alone."),
        required=False,
    )
    form_of_address = forms.ChoiceField(
        label=_("Forms used about me"),
        choices=Person.FormOfAddress,
        widget=forms.RadioSelect,
        required=False,
    )
    field_order = ("name", "function", "does", "can_help", "wants_to_learn", "leads_people", "form_of_address")

    def clean_form_of_address(self) -> str:
        return self.cleaned_data["form_of_address"] or Person.FormOfAddress.NEUTRAL


class MoveForm(forms.Form):
    """Where the person works now: the page before offered places, this takes the chosen one."""

    place = forms.CharField(max_length=40)
    since = forms.DateField(
        label=_("Since when"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
