from ognisko.exchange.views import uploads
from ognisko.ui.paths import paths

app_name = "exchange"
urlpatterns = paths("administracja/przenoszenie/", "administration/bringing-in/", uploads, "uploads")
