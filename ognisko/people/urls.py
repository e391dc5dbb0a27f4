from django.urls import path

from ognisko.people.administration_urls import urlpatterns as administration
from ognisko.people.views import choices, directory, person, profile, sessions, sign_in
from ognisko.ui.paths import paths

app_name = "people"
urlpatterns = [
    *paths("osoby/", "people/", directory.directory, "directory"),
    *paths("osoby/<int:pk>/", "people/<int:pk>/", person.show, "show"),
    *paths("moj-profil/", "my-profile/", profile.profile, "profile"),
    *paths("moj-profil/pytania/", "my-profile/questions/", profile.questions, "questions"),
    *paths("moj-profil/miejsce/", "my-profile/place/", profile.move, "move"),
    *paths("konto/sesje/", "account/sessions/", sessions.sessions, "sessions"),
    *paths("konto/sesje/<int:pk>/zakoncz/", "account/sessions/<int:pk>/end/", sessions.end_session, "end_session"),
    *paths("konto/sesje/zakoncz/", "account/sessions/end/", sessions.sign_out_everywhere, "sign_out_everywhere"),
    *paths("konto/odnosnik/", "account/link/", sign_in.link_request, "link_request"),
    *paths("konto/odnosnik/<str:token>/", "account/link/<str:token>/", sign_in.link, "link"),
    *paths("jezyk/", "language/", choices.language, "language"),
    *paths("wyglad/", "appearance/", choices.appearance, "appearance"),
    *administration,
    path("demo/<str:handle>/", sign_in.demo_sign_in, name="demo_sign_in"),
]
