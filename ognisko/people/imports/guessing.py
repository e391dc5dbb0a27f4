"""Which column of a table means what, by how offices name their columns. A wrong guess is corrected on the page."""

from collections.abc import Mapping, Sequence

from ognisko.text.polish import fold

PEOPLE = {
    "email": ("e-mail", "email", "mail", "adres e-mail", "adres email", "adres", "poczta", "work e-mail", "address"),
    "name": ("imię i nazwisko", "nazwisko i imię", "osoba", "pracownik", "name", "full name", "imię", "first name"),
    "surname": ("nazwisko", "surname", "last name"),
    "organisation": ("urząd", "organizacja", "instytucja", "organisation", "organization", "office"),
    "unit": ("komórka", "komórka organizacyjna", "jednostka", "departament", "wydział", "unit", "department"),
    "function": ("stanowisko", "funkcja", "function", "position", "job title"),
    "leads": ("kieruje", "kieruje ludźmi", "kieruje osobami", "kierownik", "leads", "leads people", "manager"),
    "id": ("id", "nr", "numer", "identyfikator", "number"),
}
NODES = {
    "id": ("id", "identyfikator", "kod", "nr", "code", "symbol"),
    "name": ("nazwa", "name"),
    "parent": ("nadrzędna", "nadrzędny", "komórka nadrzędna", "jednostka nadrzędna", "urząd nadrzędny", "parent"),
    "short": ("symbol", "skrót", "nazwa skrócona", "short name"),
}


def guess(headers: Sequence[str], meanings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Field of the importer → the header that most likely means it; each header once."""
    plain = {" ".join(fold(header).split()): header for header in headers}
    guessed: dict[str, str] = {}
    for field, names in meanings.items():
        found = (plain[fold(name)] for name in names if fold(name) in plain)
        header = next((one for one in found if one not in guessed.values()), "")
        if header:
            guessed[field] = header
    return guessed
