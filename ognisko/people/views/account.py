"""Signing in by password, and making an account: allauth's views with what our pages show beside the form."""

from typing import Any

from allauth.account.views import LoginView, SignupView

from ognisko.people import registration
from ognisko.people.demo import cast_by_office, is_demo


class SignIn(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "is_registration_open": registration.is_open(),
            "offices": cast_by_office() if is_demo(self.request) else [],
        }


class Register(SignupView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"domains": registration.domains_to_say()}


sign_in = SignIn.as_view()
register = Register.as_view()
