from ognisko.mail.views import outbox, receivers
from ognisko.ui.paths import paths

app_name = "mail"
urlpatterns = [
    *paths("skrzynka-nadawcza/", "outbox/", outbox.outbox, "outbox"),
    *paths("skrzynka-nadawcza/probny-list/", "outbox/trial/", outbox.trial, "trial"),
    *paths("skrzynka-nadawcza/jeszcze-raz/", "outbox/again/", outbox.send_all_again, "send_all_again"),
    *paths("skrzynka-nadawcza/<int:pk>/", "outbox/<int:pk>/", outbox.letter, "letter"),
    *paths("skrzynka-nadawcza/<int:pk>/jeszcze-raz/", "outbox/<int:pk>/again/", outbox.send_again, "send_again"),
    *paths("listy/rezygnacja/<str:token>/", "letters/stop/<str:token>/", receivers.unsubscribe, "unsubscribe"),
    *paths("konto/adres-wstrzymany/", "account/paused-address/", receivers.paused, "paused"),
    *paths("listy/adres/<str:token>/", "letters/address/<str:token>/", receivers.resume, "resume"),
]
