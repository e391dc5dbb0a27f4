from ognisko.ui.paths import paths
from ognisko.upkeep import views

app_name = "upkeep"
urlpatterns = [
    *paths("administracja/stan/", "administration/state/", views.doctor, "doctor"),
    *paths("administracja/kopie/", "administration/backups/", views.backups, "backups"),
    *paths("administracja/kopie/teraz/", "administration/backups/now/", views.back_up_now, "back_up_now"),
]
