from ognisko.notifications import views
from ognisko.ui.paths import paths

app_name = "notifications"
urlpatterns = [
    *paths("powiadomienia/", "notifications/", views.notices, "list"),
    *paths("powiadomienia/przeczytane/", "notifications/seen/", views.see, "see"),
    *paths("powiadomienia/wybor/", "notifications/choices/", views.preferences, "preferences"),
    *paths("powiadomienia/godziny/", "notifications/hours/", views.hours, "hours"),
]
