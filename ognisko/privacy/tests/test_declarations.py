"""Every model with a person in it says what export and erasure do. A new one fails here until its package says so."""

import re

import pytest
from django.apps import apps
from django.db.models import CharField, EmailField, Field, GenericIPAddressField, TextField

from ognisko.people.models import Person
from ognisko.personal import Fate
from ognisko.privacy.categories import CATEGORIES
from ognisko.privacy.declared import held, held_by_model, retentions

TELLS_WHO = re.compile(
    r"^(?:e_?mail|address|to_address|from_address|phone|telephone|ip|ip_address|user_agent|handle|author_name|sender"
    r"|contact|contact_(?:name|person|email|phone)|display_name|first_name|last_name|full_name|login|username)$"
)
FREE = {"search.entrytext": {"address"}}  # of a page


def persons_of(model) -> set[str]:
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return {field.name for field in fields if field.related_model is Person}


def tells_who(field: Field) -> bool:
    is_text = isinstance(field, CharField | TextField | GenericIPAddressField)
    return isinstance(field, EmailField) or (is_text and bool(TELLS_WHO.match(field.name)))


MODELS = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_person_in_a_model_is_declared(model):
    declared = held_by_model().get(model)
    assert persons_of(model) == {name for name in (declared.people if declared else {}) if "__" not in name}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_address_in_a_model_is_declared(model):
    declared = held_by_model().get(model)
    said = {*declared.addresses, *declared.untouched} if declared else set()
    found = {field.name for field in model._meta.local_fields if tells_who(field)}
    assert found - said - FREE.get(model._meta.label_lower, set()) == set()


@pytest.mark.parametrize("one", held(), ids=lambda one: one.model._meta.label_lower)
def test_a_declaration_is_whole(one):
    assert one.category in CATEGORIES
    names = {field.name for field in one.model._meta.get_fields()} | {"pk"}
    said = [*one.people, *one.addresses, *one.secret, *one.untouched, *(one.columns or ()), *(one.mine or ())]
    assert {name.split("__")[0] for name in said} - names == set()
    if Fate.PSEUDONYM in one.people.values():
        assert one.community
    for name, fate in one.people.items():
        if fate is Fate.CLEAR:
            assert one.model._meta.get_field(name).null


def test_no_secret_is_exported():
    shown = {field.name for one in held() if one.is_told for field in one.model._meta.concrete_fields} - {"password"}
    for one in held():
        given = set(one.columns or [field.name for field in one.model._meta.concrete_fields]) - set(one.secret)
        secrets = {name for name in given if re.search(r"password|digest|secret|session_key|token|seed", name)}
        assert not one.is_told or secrets == set(), one.model
    assert shown


def test_the_table_of_retention_is_within_its_own_limits():
    for rule in retentions().values():
        assert rule.least <= rule.days <= rule.most, rule.key
