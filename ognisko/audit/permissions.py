from typing import Any

KEEPERS = ("administrator", "data_protection_officer")


def can_read_log(person: Any) -> bool:
    return bool(person.is_authenticated and person.has_duty(*KEEPERS))
