"""Signing in with a second factor: an app with codes and recovery codes. Passkeys live in tests/stories."""

import base64
import hashlib
import hmac
import re
import struct

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ognisko.people import actions
from ognisko.testing import NOW

PASSWORD = "siedem zielonych lamp"


def code_of(secret, at):
    """RFC 6238, on its own: what a telephone would show."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(at.timestamp()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.fixture
def ewa(world, frozen):
    person = world.people["ewa.kurowska"]
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def later(frozen):
    """Half a minute passes, and the app shows the next code."""

    def pass_(seconds=30):
        frozen.shift(seconds)

    return pass_


def text(response):
    return response.content.decode().replace("\u00a0", " ")


def sign_in(client, person, **more):
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD, **more})


def confirmed(client, address, method="get", data=None):
    """What a page answers after the person has shown once more who they are."""
    asked = getattr(client, method)(address, data or {})
    if asked.status_code == 302 and "/potwierdz/" in asked.url:
        client.post(asked.url, {"password": PASSWORD})
        asked = getattr(client, method)(address, data or {})
    return asked


@pytest.fixture
def secret(ewa, frozen, django_capture_on_commit_callbacks):
    """Ewa has added an app; what it keeps."""
    client = Client()
    sign_in(client, ewa)
    page = text(confirmed(client, reverse("mfa_activate_totp")))
    kept = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(reverse("mfa_activate_totp"), {"code": code_of(kept, NOW)})
    assert done.url == reverse("mfa_view_recovery_codes")
    frozen.shift(60)
    return kept


def now_of(secret):
    return code_of(secret, timezone.now())


def second_step(ewa, client=None):
    client = client or Client()
    response = sign_in(client, ewa)
    assert response.url == reverse("mfa_authenticate")
    return client


def is_in(client):
    return "_auth_user_id" in client.session


def codes_of(client):
    page = text(confirmed(client, reverse("mfa_view_recovery_codes")))
    return [code.replace(" ", "") for code in re.findall(r"<li><code>(\d{4} \d{4})</code></li>", page)]


@pytest.fixture
def inside(secret, ewa):
    client = second_step(ewa)
    client.post(reverse("mfa_authenticate"), {"code": now_of(secret)})
    return client


@pytest.fixture
def keeper(ewa):
    actions.give_role(ewa, kind="administrator", by=None)
    return ewa


PAGES = ("home:my_week", "people:directory", "communities:directory", "home:administration", "people:profile")
