from django.urls import path

from ognisko.office import views
from ognisko.office.views import rules
from ognisko.ui.paths import paths, paths_by_language

app_name = "office"
urlpatterns = [
    *paths("pierwsze-uruchomienie/", "first-run/", views.first_run, "first_run"),
    *paths("pierwsze-uruchomienie/<int:number>/", "first-run/<int:number>/", views.first_run_step, "first_run_step"),
    # what everybody may see
    *paths_by_language("deklaracja-dostepnosci/", "accessibility-statement/", views.accessibility, "accessibility"),
    *paths_by_language("informacja-o-danych/", "privacy-notice/", views.clause, "clause"),
    *paths(
        "informacja-o-danych/<int:version>/", "privacy-notice/<int:version>/", views.confirm_reading, "confirm_reading"
    ),
    *paths("prywatnosc/", "privacy/", views.privacy, "privacy"),
    *paths("zglos-problem-z-dostepnoscia/", "report-accessibility-problem/", views.report_problem, "report_problem"),
    *paths("zgloszone/", "reported/", views.problem_reported, "problem_reported"),
    *paths("o-serwisie/", "about/", views.about, "about"),
    *paths("projekt/", "project/", views.project, "project"),
    *paths("licencje/", "licences/", views.licences, "licences"),
    path("znak/<str:name>", views.mark, name="mark"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    # administration of it
    *paths("administracja/urzad/", "administration/office/", views.face, "face"),
    *paths("administracja/teksty/", "administration/texts/", views.texts, "texts"),
    *paths("administracja/fundusze/", "administration/funds/", views.funding, "funding"),
    *paths("administracja/deklaracja/", "administration/statement/", views.statement, "statement"),
    *paths(
        "administracja/deklaracja/<str:language>/",
        "administration/statement/<str:language>/",
        views.statement_preview,
        "statement_preview",
    ),
    *paths("administracja/informacja/", "administration/notice/", views.edit_clause, "edit_clause"),
    *paths(
        "administracja/informacja/<str:language>/",
        "administration/notice/<str:language>/",
        views.clause_preview,
        "clause_preview",
    ),
    *paths("administracja/dostepnosc/", "administration/accessibility/", views.problems, "problems"),
    *paths("administracja/dostepnosc/<int:pk>/", "administration/accessibility/<int:pk>/", views.problem, "problem"),
    *paths(
        "administracja/dostepnosc/<int:pk>/odpowiedz/",
        "administration/accessibility/<int:pk>/answer/",
        views.answer_problem,
        "answer_problem",
    ),
    *paths(
        "administracja/dostepnosc/<int:pk>/przedluz/",
        "administration/accessibility/<int:pk>/extend/",
        views.extend_problem,
        "extend_problem",
    ),
    *paths(
        "administracja/dostepnosc/<int:pk>/zamknij/",
        "administration/accessibility/<int:pk>/close/",
        views.close_problem,
        "close_problem",
    ),
    # what administrators choose in the product
    *paths("administracja/rejestracja/", "administration/registration/", rules.registration, "registration"),
    *paths("administracja/dni-wolne/", "administration/free-days/", rules.free_days, "free_days"),
    *paths(
        "administracja/dni-wolne/<int:pk>/usun/",
        "administration/free-days/<int:pk>/remove/",
        rules.remove_free_day,
        "remove_free_day",
    ),
    *paths("administracja/awaria/", "administration/trouble/", rules.switches, "switches"),
    *paths("administracja/awaria/odczyt/", "administration/trouble/read-only/", rules.read_only, "read_only"),
    *paths(
        "administracja/awaria/wyloguj/",
        "administration/trouble/sign-out/",
        rules.sign_everybody_out,
        "sign_everybody_out",
    ),
    *paths("administracja/ustawienia/", "administration/settings/", rules.settings, "settings"),
]
