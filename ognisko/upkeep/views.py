from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ognisko.office.settings_in_words import with_code
from ognisko.ui.administration import for_duties
from ognisko.upkeep import actions
from ognisko.upkeep.doctor.examining import examine, worst
from ognisko.upkeep.doctor.findings import State
from ognisko.upkeep.models import Backup

SHOWN = 40


@require_safe
@for_duties("administrator")
def doctor(request: HttpRequest) -> HttpResponse:
    found = examine()

    shelves = [
        (
            state.name.lower(),
            [(with_code(str(one.words)), with_code(str(one.hint))) for one in found if one.state is state],
        )
        for state in reversed(State)
    ]
    return render(request, "upkeep/doctor.html", {"shelves": shelves, "state": worst(found).name.lower()})


@require_safe
@for_duties("administrator")
def backups(request: HttpRequest) -> HttpResponse:
    found = list(Backup.objects.newest_first().select_related("asked_by")[:SHOWN])

    context = {
        "backups": found,
        "is_under_way": any(backup.is_under_way for backup in found),
        "folder": settings.BACKUP_DIR,
        "is_locked": bool(settings.BACKUP_TO),
        "daily": settings.BACKUP_KEEP_DAILY,
        "weekly": settings.BACKUP_KEEP_WEEKLY,
    }
    return render(request, "upkeep/backups.html", context)


@require_POST
@for_duties("administrator")
def back_up_now(request: HttpRequest) -> HttpResponse:
    actions.ask_for_backup(by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The worker makes a backup. It will stand here in a moment."))
    return redirect("upkeep:backups")
