from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from ognisko.mail.actions import forget_texts, keep
from ognisko.mail.envelope import compose
from ognisko.mail.models import Letter
from ognisko.mail.sending import TRIES, Postman

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def a_letter(number=1, **changes):
    given = {
        "address": f"p{number}@urzad.example",
        "subject": "Zażółć gęślą jaźń",
        "text": "Treść",
        "html": "<p>Treść</p>",
    }
    return keep(key=f"t:{number}", **{**given, **changes})


def send():
    return Postman().send_letters("worker")


def test_a_letter_arrives_once_with_its_text_its_html_and_its_message_id(sink, settings):
    settings.MAIL_FROM = "Ognisko – Łódź <ognisko@urzad.example>"
    letter = a_letter(headers={"List-Id": "<konferencje.ognisko.example>"})
    assert (send(), send()) == (1, 0)
    [(address, message)] = sink.taken
    assert address == "p1@urzad.example"
    assert str(message["Subject"]) == "Zażółć gęślą jaźń"
    assert str(message["From"]) == "Ognisko – Łódź <ognisko@urzad.example>"
    assert message["Message-ID"] == letter.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<konferencje.ognisko.example>"
    assert message.get_body(["plain"]).get_content().rstrip() == "Treść"
    assert message.get_body(["html"]).get_content().rstrip() == "<p>Treść</p>"


def test_every_line_of_a_message_has_a_legal_length_and_no_eighth_bit():
    url = "https://ognisko.example/en/stop/" + "x" * 200
    letter = a_letter(
        subject="Żółć " * 39,
        text="ż" * 3000,
        html="<p>" + "ł" * 3000,
        headers={"List-Unsubscribe": f"<{url}>, <{url}>"},
    )
    raw = compose(letter).as_bytes()
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) < 998
    assert f"<{url}>,".encode() in raw
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_domain_of_an_address_is_written_as_mail_servers_know_it(sink):
    a_letter(address="ewa@urząd.example")
    send()
    assert [address for address, _message in sink.taken] == ["ewa@xn--urzd-dta.example"]


def test_a_letter_waits_for_its_time(sink, clock):
    a_letter(not_before=NOW + timedelta(hours=1))
    assert send() == 0
    clock.shift(timedelta(hours=1))
    assert send() == 1


def test_without_a_mail_server_letters_wait(settings):
    settings.SMTP_HOST = ""
    letter = a_letter()
    assert send() == 0
    assert list(Letter.objects.due()) == [letter]


def test_a_letter_refused_for_good_fails_at_once_with_what_the_server_said(sink):
    letter = a_letter()
    sink.answers["p1@urzad.example"] = "550 no such box"
    send()
    letter.refresh_from_db()
    assert (letter.failed_at is None, letter.attempts, letter.last_error) == (False, 1, "550 no such box")


def test_an_address_that_is_none_fails_at_once_and_holds_up_nobody(sink):
    wrong, right = a_letter(1, address="to nie adres"), a_letter(2)
    assert send() == 2
    assert list(Letter.objects.failed()) == [wrong]
    assert sink.message_ids == [right.message_id]


@pytest.mark.parametrize("where", ["p1@urzad.example", "DATA"])
def test_a_letter_put_off_by_the_server_is_tried_again_ever_later_for_two_days(sink, clock, where):
    letter = a_letter()
    sink.answers[where] = "451 try again later"
    pauses = []
    for _try in range(TRIES):
        assert send() == 1
        letter.refresh_from_db()
        pauses.append((letter.not_before - datetime.now(UTC)) / timedelta(minutes=1))
        clock.move_to(letter.not_before)
    assert pauses[:-1] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360, 360, 360, 360]
    assert (letter.failed_at - NOW) / timedelta(days=1) == pytest.approx(1.85, abs=0.05)
    assert letter.last_error == "451 try again later"


def test_a_letter_put_off_arrives_when_the_server_takes_it(sink, clock):
    letter = a_letter()
    sink.answers["DATA"] = "452 full"
    send()
    del sink.answers["DATA"]
    clock.shift(timedelta(minutes=1))
    send()
    letter.refresh_from_db()
    assert (sink.message_ids, letter.last_error) == ([letter.message_id], "")


def test_a_server_that_cannot_be_reached_rests_the_postman_and_the_letters_wait(sink, settings, clock):
    letters = [a_letter(1), a_letter(2)]
    port, settings.SMTP_PORT = settings.SMTP_PORT, 1
    postman = Postman()
    assert (postman.send_letters("worker"), postman.send_letters("worker")) == (1, 0)
    assert sorted(Letter.objects.waiting().values_list("attempts", flat=True)) == [0, 1]
    settings.SMTP_PORT = port
    clock.shift(timedelta(minutes=1))
    assert postman.send_letters("worker") == 2
    assert sorted(sink.message_ids) == sorted(letter.message_id for letter in letters)


def test_a_claim_that_ran_out_is_taken_over(sink, clock):
    letter = a_letter()
    Letter.objects.update(claimed_by="dead worker", claimed_until=NOW + timedelta(minutes=6), attempts=1)
    assert send() == 0
    clock.shift(timedelta(minutes=6, seconds=1))
    assert send() == 1
    assert sink.message_ids == [letter.message_id]


def test_thirty_days_after_sending_nothing_of_the_words_is_kept(sink, clock):
    a_letter()
    send()
    clock.shift(timedelta(days=30, seconds=1))
    forget_texts()
    assert list(Letter.objects.values_list("key", "text", "html")) == [("t:1", "", "")]
