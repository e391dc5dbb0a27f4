from ognisko.communities.views import charter, directory, guests, inviting, joining, roles, show
from ognisko.ui.paths import paths

app_name = "communities"
urlpatterns = [
    *paths("wspolnoty/", "communities/", directory.directory, "directory"),
    *paths("wspolnoty/nowa/", "communities/new/", charter.create, "create"),
    *paths("wspolnoty/nowa/zdanie/", "communities/new/sentence/", charter.sentence, "sentence"),
    *paths("wspolnoty/role/", "communities/roles/", roles.roles, "roles"),
    *paths("wspolnoty/odejscie/<int:pk>/", "communities/left/<int:pk>/", show.left, "left"),
    *paths("wspolnoty/odejscie/<int:pk>/cofnij/", "communities/left/<int:pk>/undo/", joining.come_back, "come_back"),
    *paths("wspolnoty/prosby/<int:pk>/", "communities/requests/<int:pk>/", joining.settle, "settle"),
    *paths(
        "wspolnoty/prosby/<int:pk>/wycofaj/", "communities/requests/<int:pk>/withdraw/", joining.withdraw, "withdraw"
    ),
    *paths("wspolnoty/osoby/<int:pk>/rola/", "communities/people/<int:pk>/role/", roles.offer_role, "offer_role"),
    *paths("wspolnoty/osoby/<int:pk>/wykluczenie/", "communities/people/<int:pk>/exclude/", roles.exclude, "exclude"),
    *paths("wspolnoty/osoby/<int:pk>/gosc/", "communities/people/<int:pk>/guest/", guests.guest_time, "guest_time"),
    *paths("wspolnoty/role/<int:pk>/", "communities/roles/<int:pk>/", roles.answer_role, "answer_role"),
    *paths("wspolnoty/<slug:slug>/", "communities/<slug:slug>/", show.show, "show"),
    *paths("wspolnoty/<slug:slug>/karta/", "communities/<slug:slug>/charter/", charter.charter, "charter"),
    *paths("wspolnoty/<slug:slug>/osoby/", "communities/<slug:slug>/people/", show.people, "people"),
    *paths("wspolnoty/<slug:slug>/powiadomienia/", "communities/<slug:slug>/notifications/", show.follow, "follow"),
    *paths("wspolnoty/<slug:slug>/dolacz/", "communities/<slug:slug>/join/", joining.join, "join"),
    *paths("wspolnoty/<slug:slug>/opusc/", "communities/<slug:slug>/leave/", joining.leave, "leave"),
    *paths("wspolnoty/<slug:slug>/udzial/", "communities/<slug:slug>/part/", roles.choose_part, "choose_part"),
    *paths("wspolnoty/<slug:slug>/prosba/", "communities/<slug:slug>/request/", joining.request_to_join, "request"),
    *paths("wspolnoty/<slug:slug>/prosby/", "communities/<slug:slug>/requests/", joining.requests, "requests"),
    *paths("wspolnoty/<slug:slug>/zaproszenia/", "communities/<slug:slug>/invitations/", inviting.invite, "invite"),
    *paths("wspolnoty/<slug:slug>/oddaj-role/", "communities/<slug:slug>/step-down/", roles.step_down, "step_down"),
    *paths(
        "wspolnoty/<slug:slug>/koordynacja/",
        "communities/<slug:slug>/coordination/",
        roles.take_up_coordination,
        "take_up_coordination",
    ),
    *paths("zaproszenie/<int:pk>/przyjmij/", "invitation/<int:pk>/accept/", inviting.accept, "accept"),
    *paths("zaproszenie/<int:pk>/odmow/", "invitation/<int:pk>/decline/", inviting.decline, "decline"),
    *paths("zaproszenie/<str:token>/konto/", "invitation/<str:token>/account/", inviting.make_account, "make_account"),
    *paths("zaproszenie/<str:token>/", "invitation/<str:token>/", inviting.invitation, "invitation"),
]
