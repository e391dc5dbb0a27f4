from ognisko.office import views
from ognisko.ui.paths import paths

app_name = "office"
urlpatterns = [
    *paths("pierwsze-uruchomienie/", "first-run/", views.first_run, "first_run"),
    *paths("pierwsze-uruchomienie/<int:number>/", "first-run/<int:number>/", views.first_run_step, "first_run_step"),
    *paths("prywatnosc/", "privacy/", views.privacy, "privacy"),
]
