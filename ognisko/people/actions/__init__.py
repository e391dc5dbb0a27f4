from ognisko.people.actions.account import (
    deactivate,
    end_all_sessions,
    end_session,
    find_link,
    give_role,
    make_link,
    reactivate,
    take_role,
    use_link,
)
from ognisko.people.actions.installation import begin_installation
from ognisko.people.actions.profile import answer_questions, set_appearance, set_language, update_profile
from ognisko.people.actions.registration import register_person
from ognisko.people.actions.structure import add_organisation, add_unit, move_person
from ognisko.people.handles import make_handle

__all__ = [
    "add_organisation",
    "add_unit",
    "answer_questions",
    "begin_installation",
    "deactivate",
    "end_all_sessions",
    "end_session",
    "find_link",
    "give_role",
    "make_handle",
    "make_link",
    "move_person",
    "reactivate",
    "register_person",
    "set_appearance",
    "set_language",
    "take_role",
    "update_profile",
    "use_link",
]
