from ognisko.people.actions.account import (
    deactivate,
    end_all_sessions,
    end_session,
    find_link,
    make_link,
    reactivate,
    use_link,
)
from ognisko.people.actions.administering import add_person, change_address, change_person, read_person
from ognisko.people.actions.ending import end_organisation, end_unit, merge_units, reopen, settle_ends
from ognisko.people.actions.exporting import export_people, export_units
from ognisko.people.actions.installation import begin_installation
from ognisko.people.actions.merging import merge_people
from ognisko.people.actions.moving import move_person, settle_places, withdraw_move
from ognisko.people.actions.profile import answer_questions, set_appearance, set_language, update_profile
from ognisko.people.actions.registration import register_person
from ognisko.people.actions.roles import give_role, take_role
from ognisko.people.actions.second_factor import forget_second_factor, use_code
from ognisko.people.actions.structure import (
    add_organisation,
    add_unit,
    change_organisation,
    change_unit,
    move_organisation,
    move_unit,
)
from ognisko.people.handles import make_handle

__all__ = [
    "add_organisation",
    "add_person",
    "add_unit",
    "answer_questions",
    "begin_installation",
    "change_address",
    "change_organisation",
    "change_person",
    "change_unit",
    "deactivate",
    "end_all_sessions",
    "end_organisation",
    "end_session",
    "end_unit",
    "export_people",
    "export_units",
    "find_link",
    "forget_second_factor",
    "give_role",
    "make_handle",
    "make_link",
    "merge_people",
    "merge_units",
    "move_organisation",
    "move_person",
    "move_unit",
    "reactivate",
    "read_person",
    "register_person",
    "reopen",
    "set_appearance",
    "set_language",
    "settle_ends",
    "settle_places",
    "take_role",
    "update_profile",
    "use_code",
    "use_link",
    "withdraw_move",
]
