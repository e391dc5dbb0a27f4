from ognisko.moderation.views import appealing, measures, queues, reporting, settling
from ognisko.ui.paths import paths

app_name = "moderation"
urlpatterns = [
    *paths("zgloszenia/", "reports/", reporting.mine, "mine"),
    *paths("zgloszenia/stan/<str:secret>/", "reports/state/<str:secret>/", reporting.state, "state"),
    *paths("zgloszenia/<int:pk>/", "reports/<int:pk>/", settling.settle, "settle"),
    *paths("zglos/<slug:kind>/<int:pk>/", "report/<slug:kind>/<int:pk>/", reporting.report, "report"),
    *paths("rozstrzygniecia/<int:pk>/", "measures/<int:pk>/", measures.measure, "measure"),
    *paths("rozstrzygniecia/<int:pk>/odwolanie/", "measures/<int:pk>/appeal/", appealing.appeal, "appeal"),
    *paths("rozstrzygniecia/<int:pk>/cofnij/", "measures/<int:pk>/take-back/", measures.take_back, "take_back"),
    *paths("odwolania/<int:pk>/", "appeals/<int:pk>/", appealing.decide, "decide"),
    *paths("wspolnoty/osoby/<int:pk>/slowo/", "communities/people/<int:pk>/word/", measures.act, "act"),
    *paths("wspolnoty/<slug:slug>/porzadek/", "communities/<slug:slug>/order/", queues.queue, "queue"),
    *paths("administracja/zgloszenia/", "administration/reports/", queues.office, "office"),
]
