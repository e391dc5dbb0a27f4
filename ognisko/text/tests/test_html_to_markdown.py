import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from ognisko.text.html_to_markdown import to_markdown
from ognisko.text.markdown import render


def letters(text: str) -> str:
    """What is read, whatever the spaces and the height of letters."""
    return "".join(unicodedata.normalize("NFKC", text).replace("\u2212", "-").split())


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a\n  b</p>\n\n<p>c</p>", "a b\n\nc"),
        ("a<br>b", "a\\\nb"),
        ("a<br><br>b", "a\n\nb"),
        ("<h1>Tytuł</h1><h3>C #</h3>", "# Tytuł\n\n### C \\#"),
        ("<em>a</em> <i>b</i> <strong>c</strong> <b>d</b> <del>e</del>", "*a* *b* **c** **d** ~~e~~"),
        ("x<b> y </b>z", "x **y** z"),
        ("<b><i>a</i></b>", "***a***"),
        ("<b></b><i> </i>a", "a"),
        ('a<b>"b"</b>c', 'a"b"c'),
        ('<a href="https://a.pl/x">b</a>', "[b](https://a.pl/x)"),
        ('<a href="https://a.pl/x_(y)">b]</a>', "[b\\]](<https://a.pl/x_(y)>)"),
        ('<a href="https://a.pl/">https://a.pl/</a>', "<https://a.pl/>"),
        ('<a href="javascript:alert(1)">b</a> <a href="/q/1">c</a> <a name="x">d</a>', "b c d"),
        ('<a href="//a.pl/x">b</a>', "[b](https://a.pl/x)"),
        ('Zob.!<a href="https://a.pl/">b</a>', "Zob.\\![b](https://a.pl/)"),
        ('<img src="https://a.pl/p.png" alt="plan">', "[plan](https://a.pl/p.png)"),
        ('<img src="https://a.pl/p.png">', "[https://a.pl/p.png](https://a.pl/p.png)"),
        ('<a href="https://a.pl/"><img src="https://a.pl/p.png" alt="plan"></a>', "[plan](https://a.pl/)"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>", "- a\n\n- b\n\n  c"),
        ('<ol start="9"><li>a</li><li>b</li></ol>', "9. a\n10. b"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul><ol><li>c</li></ol><ol><li>d</li></ol>", "- a\n\n* b\n\n1. c\n\n1) d"),
        ("<ul><li><pre><code>a\n\nb</code></pre></li></ul>", "- ```\n  a\n\n  b\n  ```"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ('<pre class="lang-py"><code>\na ``` b\n</code></pre>', "````py\na ``` b\n````"),
        ("<code>a</code> <code>`</code> <kbd>Ctrl</kbd>", "`a` `` ` `` `Ctrl`"),
        ("<hr>", "___"),
        ("10<sup>-3</sup> H<sub>2</sub>O 1<sup>st</sup>", "10⁻³ H₂O 1st"),
        (
            "<table><tr><th>a</th><th>b|c</th></tr><tr><td><p>1</p><p>2</p></td></tr></table>",
            "| a | b\\|c |\n| --- | --- |\n| 1 2 |  |",
        ),
        ("a<!-- b --><script>c</script><style>d</style>", "a"),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc"),
        ("<p>&amp;amp; &lt;b&gt; 5 &lt; 6 &amp; 7</p>", "\\&amp; \\<b> 5 < 6 & 7"),
        ("", ""),
        ("<p> </p>", ""),
    ],
)
def test_html_becomes_clean_markdown(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown


@pytest.mark.parametrize(
    "text",
    [
        "* a",
        "*a*",
        "a * b",
        "2 * 3 * 4",
        "_a_ a_b_c __x__",
        "`a`",
        "[a](b) [c] [^1] [d]: e",
        "# a",
        "a #",
        "1. a",
        "1) a",
        "- a",
        "+ a",
        "---",
        "===",
        "a | b",
        "~~a~~ ~a ~5",
        "<b>a</b> <http://a.pl> <a@b.pl>",
        "&amp; &#35; &",
        "\\* \\ \\\\ a\\",
        "!a ![b]",
        "@jan.kowalski i a@b.pl",
        "http://a.pl/x_y_z*q*",
        "cena 5 $ i $10, $20",
        "\\$5 i $6",
        "> a",
        "[ ] a",
        "    a",
        "$ a $",
    ],
)
@pytest.mark.parametrize("frame", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<h2>{}</h2>", "<b>{}</b>", "a<br>{}<br>b"])
def test_marks_in_a_text_are_only_marks(text: str, frame: str) -> None:
    html = frame.format(text.replace("&", "&amp;").replace("<", "&lt;"))
    rendered = render(to_markdown(html), mention=lambda handle: ("/osoby/1/", "Ktoś"))
    assert letters(rendered.plain) == letters(_read(html))
    assert rendered.mentions == ()


def _read(html: str) -> str:
    return lxml_html.document_fromstring(f"<html><body>{html}</body></html>").text_content()


@pytest.mark.parametrize(
    ("html", "formula"),
    [
        ("<p>a $x_i *y* z_i$ b</p>", "$x_i *y* z_i$"),
        ("<p>a $x &lt; y\n&amp; z$ b</p>", "$x < y & z$"),
        ("<p>$$\na \\\\\n- b\n\n= c\n$$</p>", "$$\na \\\\\n- b\n= c\n$$"),
        ("<p>a: $$x$$ b</p>", "$$x$$"),
        ("<ul><li>a $[x](y)$</li></ul>", "$[x](y)$"),
        ("<table><tr><td>$|x|$</td></tr></table>", "$|x|$"),
        ("<p>a<br>$$x$$<br>b</p>", "$$x$$"),
        ("<p><b>a $x*y*z$</b></p>", "$x*y*z$"),
    ],
)
def test_a_formula_is_kept_as_it_is(html: str, formula: str) -> None:
    rendered = render(to_markdown(html))
    found = lxml_html.fragment_fromstring(rendered.html, create_parent="div").find_class("formula")
    assert [each.text for each in found] == [formula]


def test_code_is_not_searched_for_formulas() -> None:
    assert "formula" not in render(to_markdown("<p><code>$x$</code></p><pre>$y$</pre>")).html


def test_places_of_the_other_site_stay_places_of_the_other_site() -> None:
    assert to_markdown('<a href="/q/1">a</a>', base_url="https://x.example/") == "[a](https://x.example/q/1)"
    assert to_markdown('<img src="p.png">', base_url="https://x.example/a/") == (
        "[https://x.example/a/p.png](https://x.example/a/p.png)"
    )


@pytest.mark.parametrize("tag", ["div", "b", "ul", "blockquote", "table", "a", "p", "pre", "span"])
def test_deep_nesting_loses_no_word(tag: str) -> None:
    assert "słowo" in to_markdown(f"<{tag}>" * 200 + "słowo" + f"</{tag}>" * 200)
    to_markdown(f"<{tag}>" * 20_000 + "słowo")


def test_nothing_is_fetched_and_nothing_is_expanded() -> None:
    evil = '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z SYSTEM "file:///etc/hostname">]><p>&x; &z;</p>'
    assert letters(render(to_markdown(evil)).plain) in {"&x;&z;", "]>&x;&z;"}


TAGS = "p b i em strong a code pre ul ol li blockquote br h1 h2 hr sub sup del div span kbd s"
PIECES = (
    "a|b |* |*|_|`|``| |\n|1. |- |# |> |$|$x$|$$y$$|[a]|[a](b)|!|\\|&lt;|&amp;|&amp;amp;|~|~~|@jan|http://a.b/c_d"
    "|www.a.pl/x|+|===|---|1|ą|.|:|^|[^1]|[ ] |a@b.pl|(|)|\u00a0"
)
TEXTS = st.lists(st.sampled_from([*PIECES.split("|"), "|"]), max_size=6).map("".join)


def _element(tag: str, inside: list[str]) -> str:
    if tag in {"br", "hr"}:
        return f"<{tag}>" + "".join(inside)
    return f"<{tag}{' href=https://x.example/' * (tag == 'a')}>{''.join(inside)}</{tag}>"


NODES = st.recursive(
    TEXTS,
    lambda inside: st.builds(_element, st.sampled_from(TAGS.split()), st.lists(inside, max_size=4)),
    max_leaves=12,
)


@given(st.lists(NODES, max_size=5).map("".join))
def test_any_html_reads_the_same_after(html: str) -> None:
    assert letters(render(to_markdown(html)).plain) == letters(_read(html))


@given(st.text(alphabet=st.characters()))
def test_any_text_is_taken_for_some_html(text: str) -> None:
    render(to_markdown(text))
