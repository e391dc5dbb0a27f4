"""What the pages of administration share: one page for every form, and the refusals of verbs said in it."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise
Crumb = tuple[str, str]  # address, words


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    heading: Words,
    button: Words,
    crumbs: Iterable[Crumb],
    lede: Words = "",
    notes: Iterable[Words] = (),
    people: Iterable[Any] = (),
) -> HttpResponse:
    """Every form here looks the same: what it does, its fields, one button, and the way back to the last crumb.

    `people` are those whom the act touches; their names stand below the form.
    """
    way = [(reverse("home:administration"), _("Administration")), *crumbs]
    context = {
        "form": form,
        "heading": heading,
        "button": button,
        "crumbs": way,
        "back": way[-1][0],
        "lede": lede,
        "notes": list(notes),
        "people": list(people),
    }
    return render(request, "people/administration/form.html", context, status=422 if form.is_bound else 200)


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form is right and the verb did it; what either refuses stands in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        refuse(form, error)
        return False
    return True


def refuse(form: forms.Form, error: ValidationError) -> None:
    """The sentence of a verb at the field that it is about, else at the head of the form."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, errors in by_field.items():
        for one in errors:
            form.add_error(name if name in form.fields else None, one)


def first_sentence(error: ValidationError) -> str:
    return " ".join(error.messages)
