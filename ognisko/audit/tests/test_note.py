import json
import logging
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import RequestFactory

from ognisko.audit import log
from ognisko.audit.log import note
from ognisko.audit.models import Entry, NeverChanged

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


class Gathered(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


@pytest.fixture
def gathered():
    handler = Gathered()
    log.lines.addHandler(handler)
    yield handler.lines
    log.lines.removeHandler(handler)


def test_an_entry_says_who_did_what_to_what_when_and_from_where(world, frozen):
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.7")
    request.audit_id = "abcdef0123456789"
    anna, adam = world.people["krzysztof.mielnik"], world.people["adam.cichon"]
    entry = note("role_given", by=anna, target=adam, request=request, kind="administrator")
    kept = Entry.objects.values().get(pk=entry.pk)
    assert kept == {
        "id": entry.pk,
        "at": NOW,
        "event": "role_given",
        "actor_id": anna.pk,
        "target_kind": "people.person",
        "target_id": adam.pk,
        "result": "done",
        "address": "10.0.0.7",
        "request_id": "abcdef0123456789",
        "facts": {"kind": "administrator"},
        "number": None,
        "day": None,
        "former": "",
        "hash": "",
    }


def test_addresses_of_machines_can_be_left_out(settings):
    settings.AUDIT_ADDRESSES = False
    assert note("sign_in", request=RequestFactory().get("/")).address == ""


def test_a_verb_deep_below_a_request_need_not_be_told_of_it(signed_in):
    answer = signed_in("adam.cichon").get("/prywatnosc/", HTTP_X_REQUEST_ID="from-outside-is-not-believed")
    assert len(answer["X-Request-ID"]) == 16


def test_the_id_that_our_proxy_gave_is_kept(client, settings):
    settings.TRUSTED_PROXIES = 1
    assert client.get("/healthz", HTTP_X_REQUEST_ID="a-b-c-d-e-f")["X-Request-ID"] == "a-b-c-d-e-f"
    assert client.get("/healthz", HTTP_X_REQUEST_ID="x" * 65)["X-Request-ID"] != "x" * 65


def test_an_event_that_nobody_declared_is_refused():
    with pytest.raises(ValueError, match="coffee"):
        note("coffee")


def test_much_text_is_refused_and_odd_values_become_plain():
    with pytest.raises(ValueError, match="too much"):
        note("deleted", text="x" * 3000)
    entry = note("deleted", number=3, parts=(1, None, True), size=1.5, odd="a\0b\ud800")
    entry.refresh_from_db()
    assert entry.facts == {"number": 3, "parts": [1, None, True], "size": "1.5", "odd": "ab?"}


def test_nothing_is_noted_of_what_was_undone(gathered, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        note("deleted")
        raise RuntimeError
    assert (Entry.objects.count(), gathered) == (0, [])


def test_after_the_commit_one_line_of_json_goes_out(world, frozen, gathered, django_capture_on_commit_callbacks):
    adam = world.people["adam.cichon"]
    with django_capture_on_commit_callbacks(execute=True):
        note("sign_out", by=adam, target=adam)
        assert gathered == []
    entry = Entry.objects.get(event="sign_out")
    assert [json.loads(line) for line in gathered] == [
        {
            "time": "2026-11-24T15:00:00.000000Z",
            "action": "sign_out",
            "actor": adam.pk,
            "object_type": "people.person",
            "object": adam.pk,
            "result": "done",
            "address": "",
            "request": "",
            "facts": {},
            "number": entry.number,
            "day": "2026-11-24",
            "hash": entry.hash,
        }
    ]


def test_the_program_has_no_way_to_change_or_delete_an_entry():
    entry = note("sign_in")
    for change in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(result="done")):
        with pytest.raises(NeverChanged):
            change()
