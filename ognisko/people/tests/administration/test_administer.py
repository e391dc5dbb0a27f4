from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils import timezone

from ognisko.audit.models import Entry
from ognisko.mail.models import Letter
from ognisko.people import actions
from ognisko.people.models import InstallationRole, Person


def page(client, person):
    return (
        client.get(reverse("people:administer", args=[person.pk])).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    )


def act(client, verb, person, **typed):
    return client.post(reverse(f"people:{verb}", args=[person.pk]), typed, follow=True).content.decode()


def test_opening_the_page_of_a_person_is_noted_once_a_look(as_keeper, keeper, world):
    person = world.people["adam.cichon"]
    html = page(as_keeper, person)

    assert "adam.cichon@umj.example" in html
    assert list(Entry.objects.filter(event="person_read").values_list("actor_id", "target_id")) == [
        (keeper.pk, person.pk)
    ]


def test_looking_at_oneself_is_not_noted(as_keeper, keeper):
    page(as_keeper, keeper)

    assert not Entry.objects.filter(event="person_read").exists()


def test_the_places_over_time_and_the_planned_one_stand_there(as_keeper, keeper, world):
    person = world.people["urszula.maj"]
    day = timezone.localdate() + timedelta(days=38)
    response = as_keeper.post(
        reverse("people:move_person", args=[person.pk]), {"place": "Biuro Organizacyjne", "since": day.isoformat()}
    )
    html = page(as_keeper, person)

    assert response.url == reverse("people:administer", args=[person.pk])
    assert html.count("zaplanowane") == 1
    assert "1 stycznia 2027" in html
    assert Person.objects.get(pk=person.pk).unit == world.units["kbr-an"]

    planned = person.assignments.get(until=None)
    assert "Przeniesienie jest cofnięte." in act(as_keeper, "withdraw_move", planned)
    assert "zaplanowane" not in page(as_keeper, person)


def test_a_day_that_is_none_is_said_at_its_field(as_keeper, world):
    person = world.people["urszula.maj"]
    response = as_keeper.post(
        reverse("people:move_person", args=[person.pk]), {"place": "Biuro Organizacyjne", "since": "2026-02-31"}
    )

    assert response.status_code == 422
    assert "Nie ma takiego dnia." in response.content.decode()
    assert 'value="Biuro Organizacyjne"' in response.content.decode()


def test_the_data_is_corrected_and_the_person_is_still_found(as_keeper, keeper, world):
    person = world.people["urszula.maj"]
    act(as_keeper, "change_person", person, name="Urszula Maj-Nowak", function="główna specjalistka", leads_people="on")

    person.refresh_from_db()
    assert (person.name, person.function, person.leads_people) == ("Urszula Maj-Nowak", "główna specjalistka", True)
    assert Entry.objects.get(event="person_changed").facts == {"fields": ["function", "leads_people", "name"]}


def test_a_changed_address_signs_out_and_is_told_to_the_old_one(as_keeper, world, signed_in):
    person = world.people["urszula.maj"]
    theirs = signed_in("urszula.maj")
    act(as_keeper, "change_address", person, email="Urszula@nowy.example")

    assert Person.objects.get(pk=person.pk).email == "urszula@nowy.example"
    assert list(EmailAddress.objects.filter(user=person).values_list("email", "verified")) == [
        ("urszula@nowy.example", True)
    ]
    assert [letter.to_address for letter in Letter.objects.all()] == ["urszula.maj@kbr.example"]
    assert UserSession.objects.filter(user=person).count() == 0
    assert theirs.get("/moj-profil/").status_code in (200, 302)


def test_an_address_of_somebody_else_is_refused(as_keeper, world):
    person = world.people["urszula.maj"]
    html = act(as_keeper, "change_address", person, email="adam.cichon@umj.example")

    assert "Ktoś ma już ten adres." in html
    assert Person.objects.get(pk=person.pk).email == "urszula.maj@kbr.example"


def test_an_account_is_closed_and_opened_again(as_keeper, keeper, world):
    person = world.people["urszula.maj"]
    assert "Konto jest zamknięte." in act(as_keeper, "deactivate", person)
    assert not Person.objects.get(pk=person.pk).is_active
    assert "Konto jest znowu otwarte." in act(as_keeper, "reactivate", person)

    assert Person.objects.get(pk=person.pk).is_active
    events = Entry.objects.filter(event__in=["account_closed", "account_reopened"]).order_by("pk")
    assert list(events.values_list("event", "target_id")) == [
        ("account_closed", person.pk),
        ("account_reopened", person.pk),
    ]


def test_nobody_closes_their_own_account_here(as_keeper, keeper):
    assert "Zamknij konto" not in page(as_keeper, keeper)
    assert as_keeper.post(reverse("people:deactivate", args=[keeper.pk])).status_code == 403
    assert Person.objects.get(pk=keeper.pk).is_active


def test_two_accounts_are_merged_after_a_look_at_what_will_happen(as_keeper, world):
    keep = world.people["adam.cichon"]
    double = actions.register_person(email="adam@dawny.example", name="Adam Cichoń")
    way = reverse("people:find_double", args=[keep.pk])
    offered = as_keeper.post(way, {"other": "cichoń"})
    assert f"@{double.handle}" in offered.content.decode()
    found = as_keeper.post(way, {"other": "cichoń", "other-chosen": str(double.pk)})
    preview = as_keeper.get(found.url).content.decode()

    assert "Nikt nie zaloguje się już adresem adam@dawny.example" in preview
    assert set(Entry.objects.filter(event="person_read").values_list("target_id", flat=True)) == {keep.pk, double.pk}
    assert Person.objects.get(pk=double.pk).email == "adam@dawny.example"
    as_keeper.post(found.url)
    assert Person.objects.get(pk=double.pk).email is None
    assert as_keeper.get(reverse("people:administer", args=[double.pk])).status_code == 404
    shown = as_keeper.get(reverse("people:show", args=[double.pk]))
    assert (shown.status_code, shown.url) == (301, keep.get_absolute_url())


def test_what_hinders_a_merger_is_said_and_offers_no_button(as_keeper, world):
    coordinator = world.people["krzysztof.mielnik"]
    double = actions.register_person(email="k@dawny.example", name="Krzysztof Mielnik")
    address = reverse("people:merge_people", args=[double.pk, coordinator.pk])
    html = as_keeper.get(address).content.decode()

    assert "Połącz konta" not in html
    assert "koordynuje" in html
    assert as_keeper.post(address).status_code == 200
    assert Person.objects.get(pk=coordinator.pk).email == coordinator.email


def test_the_one_who_merges_is_never_the_double(as_keeper, keeper, world):
    address = reverse("people:merge_people", args=[world.people["adam.cichon"].pk, keeper.pk])

    assert "Połącz konta" not in as_keeper.get(address).content.decode()
    assert as_keeper.post(address).status_code == 403


def test_the_last_administrator_is_neither_closed_nor_relieved(as_keeper, keeper, world):
    role = keeper.installation_roles.get()
    html = as_keeper.post(reverse("people:take_role", args=[role.pk]), follow=True).content.decode()

    assert "To ostatnia osoba administrująca." in html
    assert keeper.installation_roles.get() == role


def test_a_head_of_a_unit_sees_nothing_of_persons_here(signed_in, world):
    head = world.people["urszula.maj"]
    actions.give_role(head, kind=InstallationRole.Kind.UNIT_HEAD, unit=world.units["kbr-an"], by=None)
    client = signed_in("urszula.maj")

    for name, args in (("accounts", []), ("administer", [head.pk]), ("unit", [head.unit_id]), ("roles", [])):
        assert client.get(reverse(f"people:{name}", args=args)).status_code == 403
