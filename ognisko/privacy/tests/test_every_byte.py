"""After an erasure nothing in the database says who it was: every byte of it is searched."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from ognisko.communities.actions import invite
from ognisko.discussions.actions import begin_thread, edit_post, reply, save_draft
from ognisko.discussions.models import Post, Thread
from ognisko.mail.actions import keep
from ognisko.people.actions import make_link, update_profile
from ognisko.people.models import Person
from ognisko.privacy.actions import ask_erasure, ask_export
from ognisko.privacy.models import Erasure
from ognisko.privacy.overwriting import overwrite
from ognisko.privacy.working import Clerk
from ognisko.testing import PASSWORD
from ognisko.text.polish import fold

WHO = "krzysztof.mielnik"


def dumped() -> bytes:
    """The file of SQLite as it lies on the disk, its log included; on PostgreSQL what pg_dump would give away."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        files = [path, path.with_name(f"{path.name}-wal")]
        return b"".join(file.read_bytes() for file in files if file.exists())
    settings = connection.settings_dict
    host = settings["OPTIONS"].get("host") or settings["HOST"]
    asked = ["pg_dump", "-h", host, "-U", settings["USER"], settings["NAME"]]
    return subprocess.run(asked, check=True, capture_output=True).stdout


def traces_of(person: Person) -> list[str]:
    name = person.name
    words = [
        name,
        name.upper(),
        fold(name),
        person.email,
        person.handle,
        f'/osoby/{person.pk}/" class',
        *name.split()[1:],
    ]
    return [word.lower() for word in words]


def left_in(dump: bytes, words: list[str]) -> list[str]:
    lower = dump.decode("utf-8", "replace").lower()
    return [word for word in words if word in lower]


def live_a_little(world, who: Person, client) -> None:
    """A trace in every place where the product lets somebody leave one."""
    community, colleague = world.communities["eksperci"], world.people["adam.cichon"]
    client.post("/konto/logowanie/", {"login": who.email, "password": PASSWORD})
    update_profile(who, by=who, does=f"Nazywam się {who.name}, pisz na {who.email}", can_help="we wszystkim")
    mine = begin_thread(
        community, by=who, kind="question", title=f"Pytanie: {who.name} pyta", text=f"Pozdrawiam, {who.name}"
    )
    post = reply(mine, by=colleague, text=f"@{who.handle} – odpowiem. Dziękuję, {who.name.upper()}!")
    edit_post(post, by=colleague, text=f"@{who.handle}, odpowiem jutro ({who.email}).")
    edit_post(Post.objects.get(pk=post.pk), by=colleague, text="Napiszę do Krzysztofa Mielnika jutro.")
    save_draft(f"thread:{mine.pk}", by=who, text=f"Szkic: {who.name}")
    save_draft(f"thread:{mine.pk}", by=colleague, text=f"Do {who.name}: @{who.handle}")
    invite(community, by=who, addresses="ktos@inny.example", purpose=f"Zaprasza {who.name}, {who.email}")
    keep(
        key="x",
        address="ktos@inny.example",
        subject=f"{who.name} pisze",
        text=f"Od: {who.email}",
        html=f"<b>{who.name}</b>",
    )
    keep(key="y", address=who.email, subject="List", text="Do Ciebie", headers={"X-For": who.name})
    make_link(who, next_path=f"/osoby/{who.pk}/")
    ask_export(who, by=who)
    Clerk().work("test")


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_the_database_says_who_it_was(world, client, tmp_path, monkeypatch):
    monkeypatch.setattr("ognisko.privacy.exporting.making.FOLDER", tmp_path / "exports")
    who = world.people[WHO]
    words = traces_of(who)
    live_a_little(world, who, client)
    assert len(left_in(dumped(), words)) >= len(words) - 1

    ask_erasure(who, by=who)
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        Clerk().work("test")
    assert Erasure.objects.get().finished_at is not None
    overwrite()

    connection.close()
    assert left_in(dumped(), words) == []
    assert list((tmp_path / "exports").iterdir()) == []
    assert Erasure.objects.get().overwritten_at is not None
    assert Thread.objects.filter(title="Pytanie: Konto usunięte 1 pyta").exists()
