from ognisko.activity import views
from ognisko.ui.paths import paths

app_name = "activity"
urlpatterns = [
    *paths("administracja/maszyna/", "administration/machine/", views.jobs, "jobs"),
    *paths(
        "administracja/maszyna/zadanie/<int:pk>/",
        "administration/machine/job/<int:pk>/",
        views.fire_again,
        "fire_again",
    ),
    *paths(
        "administracja/maszyna/zdarzenie/<int:pk>/",
        "administration/machine/event/<int:pk>/",
        views.try_event,
        "try_event",
    ),
    *paths(
        "administracja/maszyna/zdarzenia/", "administration/machine/events/", views.try_all_events, "try_all_events"
    ),
]
