from typing import Any


def can_keep_machine(person: Any) -> bool:
    """Who may have work of the machine tried again."""
    return bool(person.is_authenticated and person.has_duty("administrator"))
