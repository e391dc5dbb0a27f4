from django.http import HttpRequest, HttpResponse

from ognisko.ui.paths import paths


def _soon(request: HttpRequest, **inputs: str) -> HttpResponse:
    raise NotImplementedError


app_name = "communities"
urlpatterns = [
    *paths("wspolnoty/", "communities/", _soon, "directory"),
    *paths("wspolnoty/<slug:slug>/", "communities/<slug:slug>/", _soon, "show"),
    *paths("zaproszenie/<str:token>/", "invitation/<str:token>/", _soon, "invitation"),
]
