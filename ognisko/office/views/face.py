"""Administrator's pages: how the office shows itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ognisko.office import actions
from ognisko.office.forms import FaceForm, FundingForm, TextsForm
from ognisko.office.keepers import asker
from ognisko.office.models import Face, FundingBlock, Office, Picture
from ognisko.office.public_face import public_face, shown
from ognisko.ui.administration import for_duties

FUNDING_SLOTS = ("fe", "rp", "ue", "region")


@for_duties("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def face(request: HttpRequest) -> HttpResponse:
    """Name, mark and contact."""
    kept = Face.objects.filter(pk=1).first() or Face()
    office = Office.objects.filter(pk=1).first() or Office()
    form = FaceForm(request.POST or None, request.FILES or None, initial={**_values(kept), "name": office.name})
    if not form.is_valid():
        context = {"form": form, "kept": public_face().mark}
        return render(request, "office/edit_face.html", context, status=422 if form.is_bound else 200)

    data = dict(form.cleaned_data)
    picture, is_removed = data.pop("picture_office"), data.pop("remove_picture")
    if is_removed:
        actions.remove_picture(Picture.Slot.OFFICE, by=asker(request))
    if picture:
        actions.set_picture(Picture.Slot.OFFICE, picture, by=asker(request))
    actions.change_face(by=asker(request), **data)
    messages.success(request, _("Saved. Everybody sees it within half a minute."))
    return redirect("office:face")


@for_duties("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: HttpRequest) -> HttpResponse:
    """The home page of visitors, and the page about this place."""
    kept = Face.objects.filter(pk=1).first() or Face()
    form = TextsForm(request.POST or None, initial=_values(kept))
    if not form.is_valid():
        return render(request, "office/edit_texts.html", {"form": form}, status=422 if form.is_bound else 200)

    actions.change_face(by=asker(request), **form.cleaned_data)
    messages.success(request, _("Saved. Everybody sees it within half a minute."))
    return redirect("office:texts")


@for_duties("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def funding(request: HttpRequest) -> HttpResponse:
    """The block of the European funds. What was written is kept, shown or not."""
    kept = FundingBlock.objects.filter(pk=1).first() or FundingBlock()
    form = FundingForm(request.POST or None, request.FILES or None, initial=_values(kept))
    if form.is_valid():
        _keep_pictures(request, form)
        fields = {key: value for key, value in form.cleaned_data.items() if not key.startswith("picture_")}
        try:
            actions.change_funding(by=asker(request), **fields)
        except actions.Incomplete as error:
            for name, words in error.faults.items():
                form.add_error(name, str(words))
        else:
            messages.success(request, _("Saved. Everybody sees it within half a minute."))
            return redirect("office:funding")

    pictures = {p.slot: shown(p, alt="") for p in Picture.objects.filter(slot__in=FUNDING_SLOTS).defer("content")}
    context = {"form": form, "pictures": pictures, "is_on": kept.is_on and not form.is_bound}
    return render(request, "office/edit_funding.html", context, status=422 if form.is_bound else 200)


def _keep_pictures(request: HttpRequest, form: FundingForm) -> None:
    for slot in FUNDING_SLOTS:
        if picture := form.cleaned_data[f"picture_{slot}"]:
            actions.set_picture(slot, picture, by=asker(request))


def _values(row: Face | FundingBlock) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in row._meta.fields}
