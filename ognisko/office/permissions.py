from typing import Any

CLAUSE_KEEPERS = ("administrator", "data_protection_officer")


def can_keep_face(person: Any) -> bool:
    """Name, mark, texts, the statement, the block of funds, reported problems."""
    return bool(person.is_authenticated and person.has_duty("administrator"))


def can_keep_rules(person: Any) -> bool:
    """Who may register, free days, the switches for trouble."""
    return bool(person.is_authenticated and person.has_duty("administrator"))


def can_keep_clause(person: Any) -> bool:
    return bool(person.is_authenticated and person.has_duty(*CLAUSE_KEEPERS))
