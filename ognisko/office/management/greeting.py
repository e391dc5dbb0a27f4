"""What the console says when Ognisko is up: where it is, and who can sign in."""

import socket
import time
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from ognisko.mail.ways import is_sending
from ognisko.office.actions import make_first_run_code

PATIENCE = 30.0  # seconds until the port must answer


def wait_for_port() -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            socket.create_connection((settings.HOST.strip("[]"), settings.PORT), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return True
    return False


def lines() -> Iterator[str]:
    yield ""
    yield f"  Ognisko is at {settings.SITE_URL}/"
    if code := make_first_run_code():
        yield "  Nobody is here yet: open the address and set Ognisko up."
        yield f"  The page asks for this one-time code: {code}"
    else:
        yield f"  {_who_can_sign_in()}"
        if not is_sending():
            yield f"  Letters are kept, not sent: {settings.SITE_URL}{reverse('mail:outbox')}"
    yield "  Ctrl-C stops it."
    yield ""


def _who_can_sign_in() -> str:
    people = get_user_model().objects.able_to_sign_in()
    count = people.count()
    if settings.DEMO:
        names = ", ".join(people.order_by("pk").values_list("name", flat=True)[:3])
        return f"Sign in with one click as any of {count} invented people: {names} …"
    keepers = people.filter(installation_roles__kind="administrator").order_by("pk")
    names = ", ".join(keepers.values_list("name", flat=True)[:3])
    return f"{count} can sign in by their e-mail address; administrators: {names or 'none'}."
