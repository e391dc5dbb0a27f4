import gzip

import brotli
import pytest
from django.http import FileResponse, HttpRequest, HttpResponse

from ognisko.ui.compression import CompressionMiddleware

PAGE = "<p>Zażółć gęślą jaźń.</p>" * 100


def answered(response: HttpResponse, accepted: str) -> HttpResponse:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = accepted
    return CompressionMiddleware(lambda request: response)(request)


@pytest.mark.parametrize(
    ("accepted", "name", "opened"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip, deflate", "gzip", gzip.decompress)],
)
def test_a_page_leaves_small_and_opens_whole(accepted, name, opened):
    response = answered(HttpResponse(PAGE), accepted)
    assert response["Content-Encoding"] == name
    assert len(response.content) == int(response["Content-Length"]) < 300
    assert opened(response.content).decode().split("<!--")[0] == PAGE


def test_who_accepts_nothing_gets_it_plain():
    response = answered(HttpResponse(PAGE), "")
    assert (response.content.decode(), response["Vary"]) == (PAGE, "Accept-Encoding")
    assert "Content-Encoding" not in response


def test_the_size_does_not_tell_what_is_inside():
    assert len({len(answered(HttpResponse(PAGE), "br").content) for _ in range(30)}) > 5


def test_small_pages_and_files_are_left_alone(tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    assert "Content-Encoding" not in answered(HttpResponse("ok"), "br")
    assert "Content-Encoding" not in answered(HttpResponse(b"x" * 5000, content_type="image/png"), "br")
    with (tmp_path / "page.html").open("rb") as file:
        assert "Content-Encoding" not in answered(FileResponse(file), "br")
