"""A problem with accessibility: anybody reports it, the law's clock runs, administrators answer."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.mail.models import Letter
from ognisko.office import actions
from ognisko.office.models import AccessibilityProblem
from ognisko.office.models.problems import months_later
from ognisko.testing import NOW, WARSAW

TYPED = {
    "page": "http://127.0.0.1:8000/wspolnoty/",
    "what": "Czytnik ekranu nie czyta tabeli.",
    "preferred": "Tekst w e-mailu.",
    "name": "Jan Widz",
    "email": "jan.widz@dom.example",
    "phone": "",
}


def letters() -> list[tuple[str, str]]:
    found = Letter.objects.filter(key__startswith="office.").order_by("pk")
    return [(letter.key.split(":")[0].removeprefix("office."), letter.to_address) for letter in found]


@pytest.fixture
def problem(ewa) -> AccessibilityProblem:
    made = actions.report_problem(by=None, name="Jan Widz", what="Tabela milczy.", email="jan.widz@dom.example")
    Letter.objects.all().delete()
    return made


def test_a_visitor_reports_one_and_the_seven_days_begin(visitor, ewa):
    answer = visitor.post(reverse("office:report_problem"), TYPED)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("office:problem_reported"))
    made = AccessibilityProblem.objects.get()
    assert (made.due_at - made.received_at, made.received_at) == (timedelta(days=7), NOW)
    assert (made.name, made.page, made.preferred, made.person) == ("Jan Widz", TYPED["page"], "Tekst w e-mailu.", None)
    assert letters() == [("problem_received", "jan.widz@dom.example"), ("problem_new", ewa.email)]


def test_a_phone_is_enough_and_nothing_at_all_is_not(visitor):
    refused = visitor.post(reverse("office:report_problem"), {**TYPED, "email": ""})
    assert refused.status_code == 422
    assert "Podaj e-mail albo numer telefonu" in refused.content.decode()
    assert "Czytnik ekranu nie czyta tabeli." in refused.content.decode()
    assert (
        visitor.post(reverse("office:report_problem"), {**TYPED, "email": "", "phone": "22 123 45 67"}).status_code
        == 302
    )
    assert AccessibilityProblem.objects.count() == 1


def test_who_is_signed_in_need_not_write_who_they_are(signed_in, world):
    page = signed_in("adam.cichon").get(reverse("office:report_problem")).content.decode()
    assert f'value="{world.people["adam.cichon"].email}"' in page


def test_many_reports_in_a_row_have_to_wait(visitor):
    got = [visitor.post(reverse("office:report_problem"), TYPED).status_code for _ in range(7)]
    assert got == [302, 302, 302, 302, 302, 302, 429]
    assert AccessibilityProblem.objects.count() == 6


def test_the_letter_to_the_reporter_does_not_carry_what_they_wrote(visitor, ewa):
    visitor.post(reverse("office:report_problem"), {**TYPED, "what": "Kup teraz https://spam.example"})
    letter = Letter.objects.get(to_address="jan.widz@dom.example")
    assert "spam.example" not in letter.text + letter.html + letter.subject


@pytest.mark.parametrize("page", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_only_a_page_of_this_site_is_filled_in(visitor, page):
    html = visitor.get(reverse("office:report_problem"), {"strona": page}).content.decode()
    assert 'name="page" value=' not in html


def test_administrators_are_warned_on_the_fifth_day_once(problem, ewa, frozen):
    warned = []
    for hours in (24 * 4, 24 * 5 - 1, 24 * 5, 24 * 5 + 1, 24 * 6):
        frozen.move_to(NOW + timedelta(hours=hours))
        actions.warn_of_problems()
        warned.append(len(letters()))
    assert warned == [0, 0, 1, 1, 1]
    assert letters() == [("problem_due", ewa.email)]


def test_a_closed_one_warns_nobody(problem, ewa, frozen):
    actions.close_problem(problem, by=ewa, outcome="repaired", text="Tabela ma nagłówki.")
    Letter.objects.all().delete()
    frozen.move_to(NOW + timedelta(days=6))
    actions.warn_of_problems()
    assert letters() == []


def test_an_answer_is_a_letter_and_a_record(problem, keeper, ewa):
    address = reverse("office:answer_problem", args=[problem.pk])
    assert keeper.post(address, {"text": "Poprawimy to\n\ndo jutra."}).status_code == 302
    letter = Letter.objects.get(to_address="jan.widz@dom.example")
    assert "do jutra." in letter.text
    assert [(step.kind, step.by) for step in problem.steps.all()] == [("answered", ewa)]
    assert "do jutra." in keeper.get(reverse("office:problem", args=[problem.pk])).content.decode()


def test_more_time_goes_up_to_two_months_and_says_why(problem, keeper, ewa):
    address = reverse("office:extend_problem", args=[problem.pk])
    too_late = keeper.post(address, {"until": "25.01.2027", "reason": "Dostawca poprawia."})
    assert too_late.status_code == 422
    assert "najwyżej dwa miesiące" in too_late.content.decode()
    assert keeper.post(address, {"until": "24.01.2027", "reason": "Dostawca poprawia."}).status_code == 302
    problem.refresh_from_db()
    assert problem.due_at.astimezone(WARSAW).date() == date(2027, 1, 24)
    letter = Letter.objects.get(to_address="jan.widz@dom.example")
    assert "24 stycznia 2027" in letter.text.replace("\xa0", " ")
    assert "Dostawca poprawia." in letter.text
    assert "r.." not in letter.text  # a Polish date brings its own full stop


@pytest.mark.parametrize("until", ["31.02.2027", "", "01.12.2026", "24.11.2026"])
def test_more_time_is_a_later_day_that_exists(problem, keeper, until):
    page = keeper.post(reverse("office:extend_problem", args=[problem.pk]), {"until": until, "reason": "Powód."})
    assert page.status_code == 422
    problem.refresh_from_db()
    assert problem.due_at == NOW + timedelta(days=7)


def test_a_new_day_warns_anew(problem, ewa, frozen):
    frozen.move_to(NOW + timedelta(days=5))
    actions.warn_of_problems()
    actions.extend_problem(problem, by=ewa, until=date(2026, 12, 20), reason="Powód.")
    Letter.objects.all().delete()
    frozen.move_to(datetime(2026, 12, 19, 8, 0, tzinfo=WARSAW))
    actions.warn_of_problems()
    assert letters() == [("problem_due", ewa.email)]


def test_the_end_says_what_was_done(problem, keeper):
    address = reverse("office:close_problem", args=[problem.pk])
    assert keeper.post(address, {"outcome": "", "text": ""}).status_code == 422
    assert keeper.post(address, {"outcome": "other_way", "text": "Tabela jako tekst w liście."}).status_code == 302
    problem.refresh_from_db()
    assert (problem.outcome, problem.closed_at) == ("other_way", NOW)
    assert "Tabela jako tekst" in Letter.objects.get(to_address="jan.widz@dom.example").text
    assert keeper.post(address, {"outcome": "refused", "text": "Nie."}).status_code == 403


def test_nobody_but_an_administrator_sees_or_handles_them(problem, officer, signed_in, visitor):
    with pytest.raises(PermissionDenied):
        actions.answer_problem(problem, by=officer, text="Nie moje.")
    assert signed_in("adam.cichon").get(reverse("office:problems")).status_code == 403
    assert signed_in("adam.cichon").get(reverse("office:problem", args=[problem.pk])).status_code == 403
    assert visitor.get(reverse("office:problem", args=[problem.pk])).status_code == 302


def test_the_page_of_administration_counts_what_waits_and_the_list_has_the_clock(problem, keeper, frozen):
    assert "czeka" in keeper.get(reverse("home:administration")).content.decode()
    assert "odpowiedz do:" in keeper.get(reverse("office:problems")).content.decode()
    frozen.move_to(NOW + timedelta(days=8))
    assert "po terminie od:" in keeper.get(reverse("office:problems")).content.decode()


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_takes_the_same_queries_for_one_and_for_many(keeper, ewa, count, django_assert_num_queries):
    for _ in range(count):
        actions.report_problem(by=None, name="Jan", what="Nie działa.", phone="22 123 45 67")
    keeper.get(reverse("office:problems"))
    with django_assert_num_queries(4):  # session, person, duties, problems
        keeper.get(reverse("office:problems"))


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2026, 11, 30), date(2027, 1, 30)),
        (date(2027, 12, 31), date(2028, 2, 29)),
    ],
)
def test_two_months_later_is_a_day_that_exists(day, later):
    assert months_later(datetime(day.year, day.month, day.day), 2).date() == later
