from ognisko.activity import views
from ognisko.ui.paths import paths

app_name = "activity"
urlpatterns = [
    *paths("administracja/praca/", "administration/work/", views.jobs, "jobs"),
    *paths(
        "administracja/praca/zadanie/<int:pk>/",
        "administration/work/job/<int:pk>/",
        views.fire_again,
        "fire_again",
    ),
    *paths(
        "administracja/praca/zdarzenie/<int:pk>/",
        "administration/work/event/<int:pk>/",
        views.try_event,
        "try_event",
    ),
    *paths("administracja/praca/zdarzenia/", "administration/work/events/", views.try_all_events, "try_all_events"),
]
