"""The pages of administration about people, structure and duties."""

from ognisko.people.views.administration import (
    exporting,
    importing,
    merging,
    organisations,
    people,
    person,
    roles,
    units,
)
from ognisko.ui.paths import paths

P, PP = "administracja/osoby/", "administration/people/"
N, NN = "administracja/urzedy/", "administration/organisations/"
U, UU = "administracja/komorki/", "administration/units/"
R, RR = "administracja/role/", "administration/duties/"
J, JJ = "administracja/wczytywanie/", "administration/imports/"
ONE = "<int:pk>/"

urlpatterns = [
    *paths(P, PP, people.accounts, "accounts"),
    *paths(f"{P}dodaj/", f"{PP}add/", people.add_person, "add_person"),
    *paths(f"{P}eksport/", f"{PP}export/", exporting.export_people, "export_people"),
    *paths(f"{P}{ONE}", f"{PP}{ONE}", person.administer, "administer"),
    *paths(f"{P}{ONE}dane/", f"{PP}{ONE}data/", person.change_person, "change_person"),
    *paths(f"{P}{ONE}adres/", f"{PP}{ONE}address/", person.change_address, "change_address"),
    *paths(f"{P}{ONE}przenies/", f"{PP}{ONE}move/", person.move_person, "move_person"),
    *paths(f"{P}{ONE}zamknij/", f"{PP}{ONE}close/", person.deactivate, "deactivate"),
    *paths(f"{P}{ONE}otworz/", f"{PP}{ONE}open/", person.reactivate, "reactivate"),
    *paths(f"{P}{ONE}wyloguj/", f"{PP}{ONE}sign-out/", person.end_all_sessions, "end_all_sessions"),
    *paths(f"{P}{ONE}drugi-skladnik/", f"{PP}{ONE}second-factor/", person.forget_factor, "forget_factor"),
    *paths(f"{P}{ONE}polacz/", f"{PP}{ONE}merge/", merging.find_double, "find_double"),
    *paths(f"{P}{ONE}polacz/<int:double>/", f"{PP}{ONE}merge/<int:double>/", merging.merge_people, "merge_people"),
    *paths(f"{P}miejsca/{ONE}cofnij/", f"{PP}places/{ONE}withdraw/", person.withdraw_move, "withdraw_move"),
    *paths(N, NN, organisations.organisations, "organisations"),
    *paths(f"{N}dodaj/", f"{NN}add/", organisations.add_organisation, "add_organisation"),
    *paths(f"{N}eksport/", f"{NN}export/", exporting.export_units, "export_units"),
    *paths(f"{N}{ONE}", f"{NN}{ONE}", organisations.organisation, "organisation"),
    *paths(f"{N}{ONE}dane/", f"{NN}{ONE}data/", organisations.change_organisation, "change_organisation"),
    *paths(f"{N}{ONE}przenies/", f"{NN}{ONE}move/", organisations.move_organisation, "move_organisation"),
    *paths(f"{N}{ONE}zakoncz/", f"{NN}{ONE}end/", organisations.end_organisation, "end_organisation"),
    *paths(f"{N}{ONE}cofnij-koniec/", f"{NN}{ONE}reopen/", organisations.reopen_organisation, "reopen_organisation"),
    *paths(f"{N}{ONE}dodaj-komorke/", f"{NN}{ONE}add-unit/", organisations.add_unit, "add_unit"),
    *paths(f"{U}{ONE}", f"{UU}{ONE}", units.unit, "unit"),
    *paths(f"{U}{ONE}dane/", f"{UU}{ONE}data/", units.change_unit, "change_unit"),
    *paths(f"{U}{ONE}przenies/", f"{UU}{ONE}move/", units.move_unit, "move_unit"),
    *paths(f"{U}{ONE}polacz/", f"{UU}{ONE}merge/", units.merge_units, "merge_units"),
    *paths(f"{U}{ONE}zakoncz/", f"{UU}{ONE}end/", units.end_unit, "end_unit"),
    *paths(f"{U}{ONE}cofnij-koniec/", f"{UU}{ONE}reopen/", units.reopen_unit, "reopen_unit"),
    *paths(R, RR, roles.roles, "roles"),
    *paths(f"{R}nadaj/", f"{RR}give/", roles.give_role, "give_role"),
    *paths(f"{R}{ONE}odbierz/", f"{RR}{ONE}take/", roles.take_role, "take_role"),
    *paths(J, JJ, importing.imports, "imports"),
    *paths(f"{J}{ONE}", f"{JJ}{ONE}", importing.import_job, "import_job"),
    *paths(f"{J}{ONE}kolumny/", f"{JJ}{ONE}columns/", importing.choose_columns, "choose_columns"),
    *paths(f"{J}{ONE}zapisz/", f"{JJ}{ONE}write/", importing.write_import, "write_import"),
    *paths(f"{J}{ONE}porzuc/", f"{JJ}{ONE}discard/", importing.discard_import, "discard_import"),
    *paths(f"{J}{ONE}raport/", f"{JJ}{ONE}report/", importing.import_report, "import_report"),
]
