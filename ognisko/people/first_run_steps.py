"""The steps of the first run that make people and places: first administrator, organisation, units."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ognisko.office import first_run
from ognisko.people import actions
from ognisko.people.forms.fields import AddressField, LineField, NameField, PasswordField, TextField
from ognisko.people.models import Person
from ognisko.people.outline import LONGEST_NAME, OutlineError, paths_of


class AdministratorForm(first_run.StepForm):
    name = NameField()
    email = AddressField()
    password = PasswordField(is_new=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.kept.get("password_hash"):
            self.fields["password"].required = False
            self.fields["password"].help_text = _("Empty keeps the one you have written.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if password := data.get("password"):
            try:
                validate_password(password, Person(name=data.get("name", ""), email=data.get("email", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return data

    def answers(self) -> dict[str, Any]:
        data = self.cleaned_data
        password_hash = make_password(data["password"]) if data["password"] else self.kept["password_hash"]
        return {"name": data["name"], "email": data["email"], "password_hash": password_hash}


class OrganisationForm(first_run.StepForm):
    name = LineField(
        label=_("Name of the organisation"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Write the name of your organisation.")},
    )
    short_name = LineField(label=_("Short name"), max_length=40, required=False)
    units = TextField(
        label=_("Units"),
        help_text=_(
            "One a line. Indent what lies within another, or write it after “>”: Law Department > Contracts. "
            "You can import or add units later too."
        ),
        required=False,
        rows=10,
        max_length=200_000,
        strip=False,
    )

    def clean_units(self) -> str:
        text = str(self.cleaned_data["units"])
        try:
            paths_of(text)
        except OutlineError as error:
            raise ValidationError(_outline_words(error)) from None
        return text


def _outline_words(error: OutlineError) -> str:
    if error.reason == "long":
        words = ngettext(
            "Line %(line)s: the name is longer than %(most)s character. Shorten it.",
            "Line %(line)s: the name is longer than %(most)s characters. Shorten it.",
            LONGEST_NAME,
        )
        return words % {"line": error.line, "most": LONGEST_NAME}
    return gettext("Line %(line)s: too many units one within another. Take some of them out.") % {"line": error.line}


first_run.declare(
    first_run.Step(
        key="administrator",
        order=1,
        title=_("The first person"),
        lede=_("You will be the first person here, and the one who keeps the place."),
        form=AdministratorForm,
    )
)
first_run.declare(
    first_run.Step(
        key="organisation",
        order=2,
        title=_("Your organisation"),
        lede=_("People belong to a unit, so that it can be seen where knowledge crosses from one to another."),
        form=OrganisationForm,
    )
)


@first_run.finishes
def begin(request: HttpRequest, answers: first_run.Answers) -> None:
    person = actions.begin_installation(
        administrator=answers["administrator"],
        organisation=answers["organisation"]["name"],
        short_name=answers["organisation"]["short_name"],
        units=paths_of(answers["organisation"]["units"]),
    )
    perform_login(request, person, email=person.email)
