"""HTML pages: what they say of themselves, and how their text is laid out."""

from collections.abc import Callable

import pytest

from dragoman.reading import ReadOptions, read_html
from dragoman.types import Document

LONG = "The commission is to measure the flow of the river at four stations and to publish what it finds every month."


def read(markup: bytes | str, **options: str) -> Document:
    data = markup.encode() if isinstance(markup, str) else markup
    return read_html(data, options=ReadOptions(**options))  # type: ignore[arg-type]


def told(document: Document, *kinds: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind in kinds]


def test_facts_of_a_page(page: Callable[..., bytes]) -> None:
    document = read(page())
    assert document.title == "Ministers of two rivers sign a water accord"
    assert document.author == "Ruth Adeyemi"
    assert document.published == "2021-03-02T09:30:00+02:00"
    assert document.language == "en"
    assert document.url == "https://dailyford.example/2021/03/02/accord"
    assert document.missing == {}
    assert document.stance == {}


def test_layout(page: Callable[..., bytes]) -> None:
    comment = '<div class="comments"><div class="comment"><b class="author">Olu</b><p>Good.</p><p>Yes!</p></div></div>'
    document = read(page(comment))
    paragraphs = document.text.split("\n\n")
    assert paragraphs[0] == document.title
    assert document.blocks[0].kind == "title"
    assert paragraphs[-1] == told(document, "comment")[0] == "Good.\nYes!"
    assert [b.start for b in document.blocks] == sorted(b.start for b in document.blocks)
    assert "Copyright" not in document.text
    assert "Home" not in document.text


def test_options_override_the_page(page: Callable[..., bytes]) -> None:
    document = read(page(), title="Given", published="2020-01-01", url="https://x.example/", document_id="d1")
    assert (document.title, document.published, document.url, document.id) == (
        "Given",
        "2020-01-01",
        "https://x.example/",
        "d1",
    )
    assert document.text.startswith("Given\n\n")


def test_what_a_bare_page_misses_has_reasons() -> None:
    document = read(f"<html><body><p>{LONG}</p><p>{LONG}</p></body></html>")
    assert (document.title, document.author, document.published, document.url) == (None, None, None, None)
    assert set(document.missing) == {"title", "author", "published", "url"}
    assert all(reason for reason in document.missing.values())


def test_entities_spaces_and_quotation_marks() -> None:
    document = read(
        f"<h1>A title of it</h1><p>{LONG}</p><p>He&nbsp;said &ldquo;we keep our&#32;word&rdquo; &amp; left.</p>"
    )
    assert told(document, "quote") == ["“we keep our word”"]
    assert "He said “we keep our word” & left." in document.text


TITLES = {
    # title element, heading: the title
    ("Rivers meet at last - The Daily Ford", "Rivers meet at last"): "Rivers meet at last",
    ("Rivers meet at last | World | The Daily Ford", ""): "Rivers meet at last",
    ("The Daily Ford: Rivers meet at last", "The Daily Ford"): "Rivers meet at last",
    ("The Daily Ford » Rivers meet at last", ""): "Rivers meet at last",
    ("LIVE: Rivers meet at last - The Daily Ford", ""): "LIVE: Rivers meet at last",
    ("Rivers - a long tale of two states", "Rivers - a long tale of two states"): "Rivers - a long tale of two states",
    ("Rivers meet &amp; part", ""): "Rivers meet & part",
    ("Home", "Rivers meet at last"): "Home",
}


@pytest.mark.parametrize("case", TITLES)
def test_titles(page: Callable[..., bytes], case: tuple[str, str]) -> None:
    title, heading = case
    head = f'<title>{title}</title><meta property="og:site_name" content="The Daily Ford">'
    assert read(page(head=head, article=f"<h1>{heading}</h1><p>{LONG}</p><p>{LONG}</p>")).title == TITLES[case]


JSON_LD = '<script type="application/ld+json">%s</script>'
DATES = {
    '<meta property="article:published_time" content="2021-03-02T09:30:00Z">': "2021-03-02T09:30:00Z",
    '<meta name="pubdate" content="20210302">': "2021-03-02",
    '<meta name="dc.date.issued" content="2021-03-02">': "2021-03-02",
    '<meta itemprop="datePublished" content="2021-03-02T09:30:00+0200">': "2021-03-02T09:30:00+02:00",
    '<link rel="canonical" href="https://x.example/world/2021/mar/02/rivers">': "2021-03-02",
    JSON_LD % '{"@type":"NewsArticle","datePublished":"2021-03-02T09:30Z"}': "2021-03-02T09:30:00Z",
    JSON_LD % '{"@graph":[{"@type":["Report"],"datePublished":"2021-03-02"}]}': "2021-03-02",
    JSON_LD % '{"@type":"NewsArticle","datePublished":"Tue, 02 Mar 2021 09:30:00 GMT"}': "2021-03-02T09:30:00+00:00",
    JSON_LD % "{broken" + '<meta property="article:modified_time" content="2021-03-02">': "2021-03-02",
}


@pytest.mark.parametrize("head", DATES)
def test_dates_that_the_head_tells(page: Callable[..., bytes], head: str) -> None:
    assert read(page(head=head)).published == DATES[head]


SHOWN_DATES = {
    '<time pubdate datetime="2021-03-02T09:30:00+02:00">Tuesday</time>': "2021-03-02T09:30:00+02:00",
    '<span class="when">2 March 2021, 9.30 am</span>': "2021-03-02",
    "<p>Published: March 2nd, 2021</p>": "2021-03-02",
    '<ul class="popular"><li><time pubdate datetime="2021-01-01"></time></li></ul><p>Tue, 03/02/2021</p>': "2021-03-02",
}


@pytest.mark.parametrize("shown", SHOWN_DATES)
def test_dates_that_stand_by_the_headline(page: Callable[..., bytes], shown: str) -> None:
    article = f"<h1>Rivers meet at last</h1>{shown}<p>{LONG}</p><p>{LONG}</p>"
    assert read(page(head="<title>Rivers meet at last</title>", article=article)).published == SHOWN_DATES[shown]


AUTHORS = {
    '<meta name="author" content="Ruth Adeyemi">': "Ruth Adeyemi",
    JSON_LD % '{"@type":"NewsArticle","author":[{"name":"Ruth Adeyemi"},{"name":"Bo Lind"}]}': "Ruth Adeyemi, Bo Lind",
    JSON_LD % '{"@type":"NewsArticle","author":"Reuters"}': "Ann Lee",
    '<meta name="author" content="deskaccount">': "Ann Lee",
    '<meta name="author" content="https://x.example/ann">': "Ann Lee",
}


@pytest.mark.parametrize("head", AUTHORS)
def test_authors(page: Callable[..., bytes], head: str) -> None:
    article = f'<h1>Rivers meet at last</h1><p class="byline">By Ann Lee | 2 March 2021</p><p>{LONG}</p><p>{LONG}</p>'
    assert read(page(head=head, article=article)).author == AUTHORS[head]


def test_language_by_content_and_by_declaration() -> None:
    german = "Die Minister der beiden Länder haben sich auf ein Abkommen über das Wasser des Flusses geeinigt."
    finnish = "Ministerit allekirjoittivat sopimuksen joen vedestä."
    assert read(f'<html lang="en"><body><p>{german}</p><p>{german}</p></body></html>').language == "de"
    assert read(f'<html lang="fi-FI"><body><p>{finnish}</p></body></html>').language == "fi"


SMALL = {
    "one paragraph": "<html><body><h1>Rivers meet</h1><p>Russia offered Iraq help.</p></body></html>",
    "no paragraphs": "<html><body><div>Russia offered Iraq help.</div></body></html>",
    "line breaks": f"<html><body><div>{LONG}<br><br>Russia offered Iraq help.<br/><br/>{LONG}</div></body></html>",
    "a fragment": f"<p>{LONG}</p><p>Russia offered Iraq help.</p>",
    "text in a script": "<html><head>"
    + JSON_LD % '{"@type":"NewsArticle","articleBody":"Russia offered Iraq help.\\n\\nIraq took it."}'
    + '</head><body><div id="app"></div></body></html>',
    "beside a menu": "<html><body><ul><li><a href='/'>Home</a></li></ul><p>Russia offered Iraq help.</p></body></html>",
}


@pytest.mark.parametrize("case", SMALL)
def test_small_pages(case: str) -> None:
    assert any("Russia offered Iraq help." in words for words in told(read(SMALL[case]), "body"))
