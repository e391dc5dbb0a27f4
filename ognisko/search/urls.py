from ognisko.search import views
from ognisko.ui.paths import paths

app_name = "search"
urlpatterns = [*paths("szukaj/", "search/", views.results, "results")]
