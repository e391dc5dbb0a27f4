"""The map of the site: one include per app."""

from django.urls import include, path

# What is opened most stands first: an address is compared with each pattern in turn.
urlpatterns = [
    path("", include("ognisko.home.urls")),
    path("", include("ognisko.communities.urls")),
    path("", include("ognisko.discussions.urls")),
    path("", include("ognisko.search.urls")),
    path("", include("ognisko.people.urls")),
    path("", include("ognisko.ui.urls")),
    path("", include("ognisko.office.urls")),
    path("", include("ognisko.people.account_urls")),
    path("", include("ognisko.activity.urls")),
    path("", include("ognisko.mail.urls")),
    path("", include("ognisko.audit.urls")),
    path("", include("ognisko.privacy.urls")),
    path("", include("ognisko.notifications.urls")),
    path("", include("ognisko.moderation.urls")),
    path("", include("ognisko.upkeep.urls")),
    path("", include("ognisko.exchange.urls")),
]

handler400 = "ognisko.ui.errors.bad_request"
handler403 = "ognisko.ui.errors.forbidden"
handler404 = "ognisko.ui.errors.not_found"
handler500 = "ognisko.ui.errors.server_error"
