import pytest
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.utils.translation import gettext_lazy as _

from ognisko.mail.actions import send_again, write_letter
from ognisko.mail.models import Letter

pytestmark = pytest.mark.django_db
SUBJECT = _("A trial letter from Ognisko")
BACKEND = "ognisko.mail.backend.LetterBackend"


def trial(**changes):
    given = {"key": "trial:1", "to": "a@urzad.example", "subject": SUBJECT, "template": "mail/letters/trial"}
    return write_letter(**{**given, "context": {}, **changes})


def test_a_letter_is_one_for_its_key():
    first, again = trial(), trial(to="b@urzad.example")
    assert again == first
    assert list(Letter.objects.values_list("to_address", flat=True)) == ["a@urzad.example"]


def test_a_letter_waits_for_the_worker_with_its_own_message_id(settings):
    settings.MAIL_DOMAIN = "ognisko.example"
    one, two = trial(), trial(key="trial:2")
    assert [letter.message_id.endswith("@ognisko.example>") for letter in (one, two)] == [True, True]
    assert one.message_id != two.message_id
    assert set(Letter.objects.due()) == {one, two}


def test_a_letter_speaks_the_language_of_its_receiver(settings):
    settings.SITE_URL = "https://ognisko.example"
    assert trial(language="en").subject == "A trial letter from Ognisko"
    polish = trial(key="trial:pl", language="pl")
    assert polish.subject == "Próbny list z Ogniska"
    assert polish.text.startswith("Ten list sprawdza, czy listy z\xa0Ogniska do Ciebie docierają. Docierają.\n")
    assert polish.text.endswith("\nOgnisko, https://ognisko.example/\n")
    assert '<html lang="pl">' in polish.html


def test_a_person_is_written_to_in_the_language_they_chose(django_user_model):
    person = django_user_model(email="ewa@urzad.example", name="Ewa", handle="ewa", language="en")
    person.save()
    letter = trial(to=person)
    assert (letter.to_address, letter.to_person, letter.subject) == (
        person.email,
        person,
        "A trial letter from Ognisko",
    )


def test_a_person_without_an_address_cannot_be_written_to(django_user_model):
    author = django_user_model(name="Autor", handle="autor")
    with pytest.raises(ValueError, match="has no address"):
        trial(to=author)


def test_a_subject_cannot_begin_a_header():
    letter = trial(subject="Zebranie\r\nBcc: obcy@zly.example\u2028X-Y: 1")
    assert letter.subject == "Zebranie Bcc: obcy@zly.example X-Y: 1"


def test_further_headers_are_kept_and_those_that_are_ours_are_not():
    letter = trial(headers={"List-Id": "<a.b>\r\nBcc: x@y.example", "To": "obcy@zly.example", "message-id": "<1@2>"})
    assert letter.headers == {"List-Id": "<a.b> Bcc: x@y.example"}


def test_a_header_with_an_impossible_name_is_refused():
    with pytest.raises(ValueError, match="not names of headers"):
        trial(headers={"X: 1\r\nBcc": "x@y.example"})


def test_a_letter_that_failed_can_be_sent_again_with_the_same_message_id(django_user_model):
    letter = trial()
    Letter.objects.update(failed_at=letter.written_at, attempts=9, last_error="550 no such box")
    again = send_again(letter)
    assert (again.attempts, again.failed_at, again.message_id) == (0, None, letter.message_id)
    assert list(Letter.objects.due()) == [again]


def test_what_django_sends_becomes_a_letter_for_each_receiver(settings):
    settings.EMAIL_BACKEND = BACKEND
    sent = send_mail(
        "Temat", "Treść", None, ["a@urzad.example", "Ewa Kot <b@urzad.example>"], html_message="<p>Treść</p>"
    )
    assert sent == 1
    assert list(Letter.objects.order_by("pk").values_list("to_address", "subject", "text", "html")) == [
        ("a@urzad.example", "Temat", "Treść\n", "<p>Treść</p>"),
        ("b@urzad.example", "Temat", "Treść\n", "<p>Treść</p>"),
    ]


def test_a_letter_of_html_alone_gets_its_text():
    message = EmailMultiAlternatives("Temat", "<p>Ela &amp; Ola</p>", None, ["a@urzad.example"])
    message.content_subtype = "html"
    message.connection = get_connection(BACKEND)
    message.send()
    assert Letter.objects.get().text == "Ela & Ola\n"


def test_a_library_cannot_send_an_attachment():
    message = EmailMultiAlternatives("Temat", "Treść", None, ["a@urzad.example"], connection=get_connection(BACKEND))
    message.attach("plik.txt", "treść")
    with pytest.raises(ValueError, match="no attachments"):
        message.send()
