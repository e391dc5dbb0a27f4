from ognisko.audit import views
from ognisko.ui.paths import paths

app_name = "audit"
urlpatterns = [
    *paths("administracja/dziennik-bezpieczenstwa/", "administration/security-log/", views.log, "log"),
    *paths(
        "administracja/dziennik-bezpieczenstwa/plik/<slug:form>/",
        "administration/security-log/file/<slug:form>/",
        views.export,
        "export",
    ),
]
