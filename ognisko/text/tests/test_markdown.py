import re
import time

import pytest

from ognisko.text.markdown import Rendered, render
from ognisko.text.tests.inert import words


def html(text: str, **options) -> str:
    return render(text, lang="en", **options).html.strip()


def find_jan(handle: str) -> tuple[str, str] | None:
    return ("/osoby/1/", "Jan Kowalski") if handle == "jan.kowalski" else None


REL = 'rel="noopener nofollow ugc"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**a** *b* ~~c~~ `d`", "<p><strong>a</strong> <em>b</em> <s>c</s> <code>d</code></p>"),
        ("a\nb", "<p>a<br>\nb</p>"),
        ("# a\n\n## b\n\n###### c", "<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>"),
        ("<b>a</b> & <!-- b -->", "<p>&lt;b&gt;a&lt;/b&gt; &amp; &lt;!-- b --&gt;</p>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("```c++ x\n1 < 2\n```", '<pre tabindex="0"><code class="language-c++">1 &lt; 2\n</code></pre>'),
        ('```"onclick=x\na\n```', '<pre tabindex="0"><code>a\n</code></pre>'),
        ("", ""),
    ],
)
def test_a_post_is_written_in_markdown(text: str, expected: str) -> None:
    assert html(text) == expected


def test_a_document_wraps_its_lines_freely() -> None:
    assert render("Ala w\ndomu i\n**kot**", breaks=False).html == (
        "<p>Ala w&nbsp;domu i&nbsp;<strong>kot</strong></p>\n"
    )


@pytest.mark.parametrize(
    ("text", "href", "shown"),
    [
        ("[a](https://gov.pl/x)", "https://gov.pl/x", "a"),
        ("[a](www.gov.pl/x)", "https://www.gov.pl/x", "a"),
        ("[a](bip.gov.pl)", "https://bip.gov.pl", "a"),
        ("[a](jan@gov.pl)", "mailto:jan@gov.pl", "a"),
        ("[a](/watki/12/)", "/watki/12/", "a"),
        ("<https://gov.pl>", "https://gov.pl", "https://gov.pl"),
        ("https://gov.pl/a_b_c.", "https://gov.pl/a_b_c", "https://gov.pl/a_b_c"),
        ("(https://pl.wikipedia.org/wiki/A_(b))", "https://pl.wikipedia.org/wiki/A_(b)", None),
        ("**https://gov.pl/x**", "https://gov.pl/x", None),
        ("www.gov.pl/x, a", "https://www.gov.pl/x", "www.gov.pl/x"),
        ("jan.nowak@gov.pl.", "mailto:jan.nowak@gov.pl", "jan.nowak@gov.pl"),
        ("http://łódź.pl/", "http://xn--d-uga0v4h.pl/", "http://łódź.pl/"),
    ],
)
def test_addresses_become_links(text: str, href: str, shown: str | None) -> None:
    rendered = render(text)
    assert rendered.links == (href,)
    assert f'href="{href}" {REL}>{shown or href}</a>' in rendered.html


@pytest.mark.parametrize(
    "text",
    [
        "koniec.To początek",
        "/watki/12/",
        "plik.pl",
        "`https://gov.pl`",
        "http://",
        "a@b",
        "ftp://a.pl",
        r"https\://a.pl",
    ],
)
def test_words_that_only_look_like_addresses_stay_words(text: str) -> None:
    assert render(text).links == ()


def test_a_picture_elsewhere_is_only_linked_to() -> None:
    assert html("![plan](https://a.pl/p.png)") == f'<p><a href="https://a.pl/p.png" {REL}>plan</a></p>'
    assert html("![](https://a.pl/p.png)") == f'<p><a href="https://a.pl/p.png" {REL}>https://a.pl/p.png</a></p>'
    assert html("[![plan](https://a.pl/p.png)](/x)") == f'<p><a href="/x" {REL}>plan</a></p>'


@pytest.mark.parametrize(
    "formula",
    [
        r"$a_i *b* c_i$",
        r"$x$",
        "$$\\sum_{i} *x* \\$ \"' y$$",
        r"$|\psi\rangle = \frac{1}{\sqrt 2}$",
        "$a\nb$",
        r"$\$5$",
        "$<b>&amp;$",
    ],
)
def test_a_formula_is_kept_as_it_is(formula: str) -> None:
    rendered = render(f"Wzór {formula} jest.")
    assert rendered.html.count('class="formula"') == 1
    assert words(rendered.html).strip() == f"Wzór {formula} jest."
    assert rendered.plain == f"Wzór {formula} jest."


@pytest.mark.parametrize(
    "text",
    [
        "5 $ i 10 $",
        "$5 i $10",
        "od 5$ do 10$",
        "100$, 200$.",
        "$ x $",
        "$x $",
        r"\$x$",
        "`$x$`",
        "$x$5",
        "$$$$",
        "$$ $$",
        "$a\n\nb$",
    ],
)
def test_a_price_is_no_formula(text: str) -> None:
    assert "formula" not in render(text).html


@pytest.mark.parametrize("before", ["", "tekst\n", "> ", "- "])
def test_a_displayed_formula_keeps_its_lines_whatever_they_look_like(before: str) -> None:
    indent = {"> ": "> ", "- ": "  "}.get(before, "")
    lines = ["$$", "a \\\\", "- b", "# c", "===", "> d $$"]
    rendered = render(before + ("\n" + indent).join(lines))
    assert '<pre class="formula" tabindex="0">' + "\n".join(lines).replace(">", "&gt;") + "</pre>" in rendered.html


def test_a_mentioned_person_is_linked_by_name() -> None:
    rendered = render("Zapytaj @jan.kowalski. I @Jan.Kowalski, @nikt!", mention=find_jan)
    link = f'<a href="/osoby/1/" class="mention" {REL}>@Jan Kowalski</a>'
    assert rendered.html == f"<p>Zapytaj {link}. I&nbsp;{link}, @nikt!</p>\n"
    assert rendered.mentions == ("jan.kowalski", "nikt")
    assert rendered.plain == "Zapytaj @Jan Kowalski. I @Jan Kowalski, @nikt!"
    assert rendered.links == ()


@pytest.mark.parametrize(
    "text",
    [
        "`@jan.kowalski`",
        "```\n@jan.kowalski\n```",
        "[@jan.kowalski](/x)",
        "kontakt@jan.kowalski",
        "a@jan.kowalski.pl",
        "https://medium.com/@jan.kowalski/post",
        r"\@jan.kowalski",
        "@jan.kowalski@mastodon.pl",
        "![@jan.kowalski](/x.png)",
        "$@jan.kowalski$",
        "/@jan.kowalski",
    ],
)
def test_nobody_is_mentioned_in_code_links_and_addresses(text: str) -> None:
    rendered = render(text, mention=find_jan)
    assert rendered.mentions == ()
    assert "mention" not in rendered.html


@pytest.mark.parametrize("frame", ["{}", "({})", "**{}**", "_{}_", "a, {}.", "„{}”", "- {}:"])
def test_a_mention_stands_at_the_start_of_a_word(frame: str) -> None:
    assert render(frame.format("@jan.kowalski"), mention=find_jan).mentions == ("jan.kowalski",)


def test_a_name_is_not_trusted_more_than_any_text() -> None:
    rendered = render("@x", mention=lambda handle: ("javascript:alert(1)", "<img src=x onerror=alert(1)>"))
    assert "<img" not in rendered.html
    assert "javascript" not in rendered.html


def test_a_table_scrolls_and_has_a_name() -> None:
    assert render("| Gmina | Liczba |\n|:--|--:|\n| a \\| b | **2** |").html == (
        '<div class="scroll" tabindex="0" role="group" aria-label="Tabela: Gmina Liczba"><table>\n<thead>\n<tr>\n'
        '<th class="left" scope="col">Gmina</th>\n<th class="right" scope="col">Liczba</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td class="left">a&nbsp;| b</td>\n<td class="right"><strong>2</strong></td>\n</tr>\n</tbody>\n'
        "</table></div>\n"
    )


def test_a_task_tells_whether_it_is_done() -> None:
    assert html("- [ ] a\n- [x] **b**\n- [a] c") == (
        '<ul>\n<li class="task"><span class="box" role="img" aria-label="to do">☐</span> a</li>\n'
        '<li class="task"><span class="box" role="img" aria-label="done">☑</span> <strong>b</strong></li>\n'
        "<li>[a] c</li>\n</ul>"
    )


def test_footnotes_of_two_posts_do_not_meet() -> None:
    first, second = render("a[^1]\n\n[^1]: x"), render("b[^1]\n\n[^1]: x")
    assert first.html.count("href=") == 2
    assert not set(re.findall('#?fn-[^"]+', first.html)) & set(re.findall('#?fn-[^"]+', second.html))
    assert first.plain == "a\nx"


def test_a_footnote_that_nothing_points_to_is_not_lost() -> None:
    assert render("a\n\n[^1]: ważne").plain == "a\nważne"
    assert "href" not in render("a\n\n[^1]: ważne").html


def test_polish_is_set_across_emphasis_and_not_in_code() -> None:
    assert render('Ala w **domu** "*z kotem*" `w "x"` w $x$.').html == (
        '<p>Ala w&nbsp;<strong>domu</strong> „<em>z&nbsp;kotem</em>” <code>w "x"</code> '
        'w&nbsp;<code class="formula">$x$</code>.</p>\n'
    )


def test_english_is_set_in_english() -> None:
    assert html('a man in a "hat"') == "<p>a man in a “hat”</p>"


def test_plain_text_is_what_was_said() -> None:
    text = '# Tytuł\n\nAla ma "kota" **i** [link](/x).\n\n- a\n- b\n\n> c\n\n| x | y |\n|-|-|\n| 1 | 2 |\n\n    kod'
    assert render(text).plain == 'Tytuł\nAla ma "kota" i link.\na\nb\nc\nx y\n1 2\nkod'


def test_what_comes_out_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        render("a").html = "b"
    assert render("a") == Rendered("<p>a</p>\n", (), (), "a")


@pytest.mark.parametrize("nest", ["> ", "- ", "1. ", "* > "])
def test_deep_nesting_loses_no_word(nest: str) -> None:
    rendered = render(nest * 3000 + "słowo")
    assert rendered.plain.endswith("słowo")


# fmt: off
UNITS = [
    "[", "]", "*a_ ", "`", "`a", "<", "> ", "- ", "$", "$a ", "$a$1", "$$a\n", "@a", "@a.", "![", "[](", "**", "*a",
    "_", "~~a", "|", "a|b\n-|-\n", "1. ", "#", "https://a.b/", "://", "a@b.pl ", "a@", "www.", "[^a]", "[^",
    "[a]: b\n", "\n", "\t", "&amp;", "\u0301\u0323", '"a ', "'a", "...", "- - ", "1-", "1 1", "I ", "A. ", "w ",
    "\u202e", "((", "[[a](b)", "***a ", "| a |\n", "[x](<", "<http:", "a\\\n",
]
# fmt: on


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    UNITS,
)
def test_a_hundred_kilobytes_of_anything_take_seconds_at_most(unit: str) -> None:
    text = "[^a]: x\n\n" + unit * (100_000 // len(unit))
    started = time.process_time()
    render(text)
    assert time.process_time() - started < 15
