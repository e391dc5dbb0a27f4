"""Pages of the second factor: allauth's views with what our pages show, and the page that has them all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import Login
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes as RecoveryCodesOf
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ognisko.people import second_factor
from ognisko.people.requests import SignedIn
from ognisko.people.views.sign_in import own_path


@dataclass(frozen=True)
class Passkey:
    pk: int
    name: str
    since: datetime
    used_at: datetime | None


@require_safe
def index(request: SignedIn) -> HttpResponse:
    """What the person has, and what they can add."""
    kept: dict[str, list[Authenticator]] = {kind: [] for kind in Authenticator.Type.values}
    for authenticator in Authenticator.objects.filter(user=request.user).order_by("created_at", "pk"):
        kept[authenticator.type].append(authenticator)
    context = {
        "app": next(iter(kept[Authenticator.Type.TOTP]), None),
        "passkeys": [_passkey(one) for one in kept[Authenticator.Type.WEBAUTHN]],
        "codes_left": next(map(_codes_left, kept[Authenticator.Type.RECOVERY_CODES]), None),
        "is_missing": second_factor.is_missing(request.user),
    }
    return render(request, "mfa/index.html", context)


@require_safe
def passkeys(request: SignedIn) -> HttpResponse:
    """Where the library goes after a passkey was renamed or removed: the page that has them all."""
    return redirect("mfa_index")


def _codes_left(authenticator: Authenticator) -> int:
    return len(RecoveryCodesOf(authenticator).get_unused_codes())


def _passkey(authenticator: Authenticator) -> Passkey:
    return Passkey(authenticator.pk, str(authenticator), authenticator.created_at, authenticator.last_used_at)


@method_decorator(never_cache, name="dispatch")
class AddApp(ActivateTOTPView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return context | {"secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))}


class AddPasskey(AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Discoverable and guarded by the device, so that it signs in by itself too."""
        context = super().get_context_data(**kwargs)
        return context | {"options": auth.begin_registration(authenticated_user(self.request), True)}


class RemovePasskey(RemoveWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        return super().form_valid(form)


class SignInWithPasskey(LoginWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        authenticator = form.cleaned_data["credential"]
        next_path = own_path(self.request, self.request.POST.get("next", ""))
        login = Login(user=authenticator.user, redirect_url=next_path or None)
        return flows.perform_passwordless_login(self.request, authenticator, login)


class RecoveryCodesFile(recovery_views.DownloadRecoveryCodesView):
    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **options)  # type: ignore[no-untyped-call]
        name = _("recovery-codes")  # of a file: letters of ASCII
        response["Content-Disposition"] = f'attachment; filename="{name}.txt"'
        return response


@method_decorator(never_cache, name="dispatch")
class RecoveryCodes(recovery_views.ViewRecoveryCodesView):
    pass


add_app = AddApp.as_view()
add_passkey = AddPasskey.as_view()
remove_passkey = RemovePasskey.as_view()
sign_in_with_passkey = login_not_required(SignInWithPasskey.as_view())
recovery_codes = RecoveryCodes.as_view()
recovery_codes_file = RecoveryCodesFile.as_view()
