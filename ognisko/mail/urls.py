from ognisko.mail import views
from ognisko.ui.paths import paths

app_name = "mail"
urlpatterns = [
    *paths("skrzynka-nadawcza/", "outbox/", views.outbox, "outbox"),
    *paths("skrzynka-nadawcza/probny-list/", "outbox/trial/", views.trial, "trial"),
    *paths("skrzynka-nadawcza/jeszcze-raz/", "outbox/again/", views.send_all_again, "send_all_again"),
    *paths("skrzynka-nadawcza/<int:pk>/", "outbox/<int:pk>/", views.letter, "letter"),
    *paths("skrzynka-nadawcza/<int:pk>/jeszcze-raz/", "outbox/<int:pk>/again/", views.send_again, "send_again"),
]
