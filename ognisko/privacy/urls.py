from django.urls import URLPattern

from ognisko.privacy.views import keeping, mine, requests
from ognisko.ui.paths import paths

app_name = "privacy"
urlpatterns: list[URLPattern] = [
    *paths("moje-dane/", "my-data/", mine.mine, "mine"),
    *paths("moje-dane/kopia/", "my-data/copy/", mine.ask_export, "ask_export"),
    *paths("moje-dane/kopia/<int:pk>/", "my-data/copy/<int:pk>/", mine.fetch, "fetch"),
    *paths("moje-dane/zamkniecie/", "my-data/closing/", mine.close_account, "close_account"),
    *paths("moje-dane/zamkniete/", "my-data/closed/", mine.closed, "closed"),
    *paths("administracja/wnioski/", "administration/requests/", requests.requests, "requests"),
    *paths("administracja/wnioski/nowy/", "administration/requests/new/", requests.register, "register"),
    *paths("administracja/wnioski/<int:pk>/", "administration/requests/<int:pk>/", requests.show, "request"),
    *paths(
        "administracja/wnioski/<int:pk>/przedluz/",
        "administration/requests/<int:pk>/extend/",
        requests.extend,
        "extend",
    ),
    *paths(
        "administracja/wnioski/<int:pk>/zamknij/", "administration/requests/<int:pk>/close/", requests.close, "close"
    ),
    *paths(
        "administracja/wnioski/<int:pk>/kopia/", "administration/requests/<int:pk>/copy/", requests.export, "export"
    ),
    *paths("administracja/wnioski/<int:pk>/usun/", "administration/requests/<int:pk>/erase/", requests.erase, "erase"),
    *paths("administracja/przechowywanie/", "administration/retention/", keeping.periods, "periods"),
    *paths("administracja/usuniecia/", "administration/erasures/", keeping.erasures, "erasures"),
    *paths(
        "administracja/usuniecia/<int:pk>/", "administration/erasures/<int:pk>/", keeping.settle_place, "settle_place"
    ),
    *paths("administracja/rejestr-czynnosci/", "administration/processing/", keeping.processing, "processing"),
]
