"""How the tests upload, have it tried and written, and look at the page."""

import io
import json
import zipfile
from html import escape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from ognisko.exchange.tests.test_import_stackexchange import (
    ANSWER,
    COMMENT,
    GONE,
    LOST_COMMENT,
    QUESTION,
    SECOND,
    USERS,
)
from ognisko.people.models import ImportJob

NEW = {"community": "", "name": "Biblioteka", "language": "pl"}
DUMP = {**NEW, "name": "Kwanty", "kind": "stackexchange", "organisation": "Stack Exchange", "site": "q.example"}


def jsonl(*objects):
    return "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in objects).encode()


def xml(*rows):
    body = "".join("<row " + " ".join(f'{k}="{escape(v)}"' for k, v in row.items()) + "/>" for row in rows)
    return f"<x>{body}</x>".encode()


def packed(tables, folder=""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive_:
        for name, content in tables.items():
            archive_.writestr(f"{folder}{name}", content)
    return out.getvalue()


def a_dump(*more, folder=""):
    posts = xml(QUESTION, ANSWER, GONE, SECOND, *more)
    tables = {"Posts.xml": posts, "Users.xml": xml(*USERS), "Comments.xml": xml(COMMENT, LOST_COMMENT)}
    return packed(tables, folder)


def upload(client, data, **typed):
    file = SimpleUploadedFile("plik", data)
    return client.post(reverse("exchange:uploads"), {"kind": "documents", "file": file, **NEW, **typed})


def worked(client, data, **typed):
    """Uploaded, and tried by the process beside."""
    response = upload(client, data, **typed)
    assert response.status_code == 302, response.content.decode()
    job = ImportJob.objects.latest("pk")
    assert job.stage == "to_try"
    call_command("import_job", job.pk)
    job.refresh_from_db()
    return job


def write(client, job):
    client.post(reverse("people:write_import", args=[job.pk]))
    call_command("import_job", job.pk)
    job.refresh_from_db()
    return job


def page(client, job, headers=None, **query):
    html = client.get(reverse("people:import_job", args=[job.pk]), query, headers=headers).content.decode()
    return html.replace("\N{NO-BREAK SPACE}", " ")


ONE, TWO = {"id": "a/1", "title": "Pierwszy", "text": "Treść."}, {"id": "a/2", "title": "Drugi", "text": "Treść."}
