"""Documents and conversations come in through a page; from the upload on, the pages of imports of people take over."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ognisko.exchange.actions import DOCUMENTS, STACKEXCHANGE, upload
from ognisko.exchange.forms import UploadForm
from ognisko.people.models import ImportJob
from ognisko.people.requests import SignedIn
from ognisko.people.views.administration.pages import done
from ognisko.ui.administration import for_duties

LATEST = 20


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties("administrator")
def uploads(request: SignedIn) -> HttpResponse:
    initial = {"kind": DOCUMENTS, "language": settings.LANGUAGE_CODE[:2]}
    form = UploadForm(request.POST or None, request.FILES or None, by=request.user, initial=initial)
    made: list[ImportJob] = []
    if done(form, lambda: made.append(_begin(request, form))):
        return redirect("people:import_job", made[0].pk)

    ours = ImportJob.objects.filter(kind__in=[DOCUMENTS, STACKEXCHANGE]).defer("table", "packed_report")
    context = {"form": form, "jobs": list(ours.order_by("-pk")[:LATEST])}
    return render(request, "exchange/uploads.html", context, status=422 if form.is_bound else 200)


def _begin(request: SignedIn, form: UploadForm) -> ImportJob:
    said = dict(form.cleaned_data)
    file = said.pop("file")
    return upload(file_name=file.name, data=file.read(), by=request.user, **said)
