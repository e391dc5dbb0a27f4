from django.urls import reverse

from ognisko.discussions.models import Mention, Post
from ognisko.discussions.tests.conftest import MEMBER


def test_a_preview_shows_the_text_and_keeps_nothing(world, signed_in):
    before = Post.objects.count(), Mention.objects.count()

    answer = signed_in(MEMBER).post(
        reverse("discussions:preview"),
        headers={"HX-Request": "true"},
        data={"community": world.communities["eksperci"].slug, "text": "**Tak** <script>alert(1)</script> @sylwia.kot"},
    )

    page = answer.content.decode()
    assert "<strong>Tak</strong>" in page
    assert "<script" not in page
    assert "Sylwia Kot" in page
    assert (Post.objects.count(), Mention.objects.count()) == before


def test_a_preview_for_a_community_one_does_not_see_is_refused(world, signed_in):
    hidden = world.communities["zmiany-kadrowe"].slug

    assert signed_in(MEMBER).post(reverse("discussions:preview"), {"community": hidden, "text": "?"}).status_code == 404


def test_without_a_script_the_preview_is_a_page(world, signed_in):
    form = {"community": world.communities["eksperci"].slug, "text": "**Tak**"}

    page = signed_in(MEMBER).post(reverse("discussions:preview"), form).content.decode()

    assert "<html" in page
    assert "<strong>Tak</strong>" in page
