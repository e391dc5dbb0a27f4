from ognisko.discussions.views import posts, thread, threads, typing
from ognisko.ui.paths import paths

COMMUNITY = ("wspolnoty/<slug:slug>/", "communities/<slug:slug>/")
THREAD = ("watki/<int:pk>/<str:slug>/", "threads/<int:pk>/<str:slug>/")
POST = ("wpisy/<int:pk>/", "posts/<int:pk>/")

app_name = "discussions"
urlpatterns = [
    *paths(f"{COMMUNITY[0]}watki/", f"{COMMUNITY[1]}threads/", threads.threads, "threads"),
    *paths(f"{COMMUNITY[0]}watki/przeczytane/", f"{COMMUNITY[1]}threads/read/", threads.mark_all_read, "mark_all_read"),
    *paths(f"{COMMUNITY[0]}nowy-watek/", f"{COMMUNITY[1]}new-thread/", threads.new, "new"),
    *paths(f"{COMMUNITY[0]}slowa/<slug:tag>/", f"{COMMUNITY[1]}keywords/<slug:tag>/", threads.tag, "tag"),
    *paths(
        f"{COMMUNITY[0]}slowa/<slug:tag>/opis/",
        f"{COMMUNITY[1]}keywords/<slug:tag>/description/",
        threads.describe_tag,
        "describe_tag",
    ),
    *paths("watki/<int:pk>/", "threads/<int:pk>/", thread.short, "thread_short"),
    *paths(THREAD[0], THREAD[1], thread.thread, "thread"),
    *paths(f"{THREAD[0]}odpowiedz/", f"{THREAD[1]}reply/", thread.reply, "reply"),
    *paths(f"{THREAD[0]}nieprzeczytane/", f"{THREAD[1]}unread/", thread.unread, "unread"),
    *paths(f"{THREAD[0]}powiadomienia/", f"{THREAD[1]}notifications/", thread.follow, "follow"),
    *paths(f"{THREAD[0]}zmien/", f"{THREAD[1]}edit/", thread.edit, "edit_thread"),
    *paths(f"{THREAD[0]}zamknij/", f"{THREAD[1]}close/", thread.close, "close"),
    *paths(f"{THREAD[0]}otworz/", f"{THREAD[1]}reopen/", thread.reopen, "reopen"),
    *paths(POST[0], POST[1], posts.post, "post"),
    *paths(f"{POST[0]}zmien/", f"{POST[1]}edit/", posts.edit, "edit"),
    *paths(f"{POST[0]}historia/", f"{POST[1]}history/", posts.history, "history"),
    *paths(f"{POST[0]}usun/", f"{POST[1]}delete/", posts.delete, "delete"),
    *paths(f"{POST[0]}przywroc/", f"{POST[1]}restore/", posts.restore, "restore"),
    *paths(f"{POST[0]}dziekuje/", f"{POST[1]}thank/", posts.thank, "thank"),
    *paths(
        f"{POST[0]}cofnij-podziekowanie/", f"{POST[1]}take-back-thanks/", posts.take_back_thanks, "take_back_thanks"
    ),
    *paths(f"{POST[0]}pomoglo/", f"{POST[1]}helped/", posts.mark_helped, "mark_helped"),
    *paths(f"{POST[0]}nie-to-pomoglo/", f"{POST[1]}not-helped/", posts.unmark_helped, "unmark_helped"),
    *paths("szkice/", "drafts/", typing.draft, "draft"),
    *paths("podglad/", "preview/", typing.preview, "preview"),
    *paths("wzmianki/", "mentions/", typing.mentions, "mentions"),
]
