"""Pages that are broken, huge or made to hurt: a document or one clear line, in bounded time, never a traceback."""

import time
from collections.abc import Callable

import pytest

from dragoman.errors import InputError
from dragoman.reading import ReadOptions, read_bytes
from dragoman.types import Document

P = "<p>Commission {0} is to measure the flow of the river at station {0} and to publish what it finds every month.</p>"
ENOUGH = "".join(map(P.format, range(8)))
LONGEST = 20.0  # seconds of processor time: some five times what the largest of these pages takes on a slow machine


def read(data: bytes) -> Document:
    return read_bytes(data, name="page.html", options=ReadOptions(kind="html"))


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}<title>Rivers meet</title></head><body>{body}</body></html>".encode()


def body_of(document: Document) -> str:
    return "\n".join(document.text[b.start : b.end] for b in document.blocks if b.kind in ("body", "quote"))


WHOLE = page(f"<h1>Rivers meet</h1><div class='story'>{ENOUGH}</div>")
SURVIVED: dict[str, Callable[[], bytes]] = {
    "a million nested divisions": lambda: page("<div>" * 1_000_000 + ENOUGH),
    "a million nested divisions below the article": lambda: page(ENOUGH + "<div>" * 1_000_000),
    "a hundred thousand open comments": lambda: page(ENOUGH + "<div class='comment'><p>no</p>" * 100_000),
    "fifty thousand open links": lambda: page(ENOUGH + "<a href='/'>x" * 50_000),
    "a hundred thousand open tables": lambda: page(ENOUGH + "<table><tr><td>" * 100_000),
    "an attribute of five million characters": lambda: page(f"<div class='{'comment ' * 600_000}'></div>{ENOUGH}"),
    "ten thousand attributes": lambda: page("<div " + " ".join(f"a{n}='x'" for n in range(10_000)) + ">" + ENOUGH),
    "an address of two million characters": lambda: page(f"{ENOUGH}<a href='{'/x' * 1_000_000}'>x</a>"),
    "a title of a million characters": lambda: page(ENOUGH, head=f"<title>{'River ' * 200_000}</title>"),
    "ten megabytes of paragraphs": lambda: page("".join(map(P.format, range(85_000)))),
    "a hundred thousand small elements": lambda: page(ENOUGH + "<span class='a1'>x</span>" * 120_000),
    "ten megabytes of script": lambda: page(f"<script>{'var a = 1;' * 1_000_000}</script>{ENOUGH}"),
    "ten megabytes of spaces": lambda: page(ENOUGH + " " * 10_000_000),
    "fifteen hundred comments": lambda: page(
        ENOUGH + "".join(f"<div class='comment' id='comment-{n}'><b class='author'>Olu</b><p>Yes {n}.</p></div>"
                         for n in range(1_500))
    ),
    "structured data nested deeply": lambda: page(
        ENOUGH, head="<script type='application/ld+json'>" + '{"@type":"Thing","a":' * 90_000 + "</script>"
    ),
    "structured data that is a list of lists": lambda: page(
        ENOUGH, head="<script type='application/ld+json'>" + "[" * 100_000 + "</script>"
    ),
    "a comment that is never closed": lambda: page(ENOUGH + "<!-- " + "x" * 2_000_000),
    "marks at the end of every tag": lambda: page(ENOUGH + "<p<p<p" * 200_000),
    "an entity that expands": lambda: (
        b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><html><body>' + ENOUGH.encode() + b"<p>&c;&c;</p></body></html>"
    ),
    "an entity from a file": lambda: (
        b'<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/hostname">]><html><body>'
        + ENOUGH.encode()
        + b"<p>&f;</p></body>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SURVIVED)
def test_survived_in_bounded_time(case: str) -> None:
    data = SURVIVED[case]()
    before = time.process_time()
    try:
        message, text = "", body_of(read(data))
    except InputError as error:
        message, text = str(error), ""
    assert time.process_time() - before < LONGEST
    assert "\n" not in message
    assert message.startswith("page.html:") or "measure the flow" in text


@pytest.mark.parametrize("length", range(0, len(WHOLE), 37))
def test_cut_anywhere(length: int) -> None:
    message = ""
    try:
        read(WHOLE[:length])
    except InputError as error:
        message = str(error)
    assert "\n" not in message


def test_what_stands_before_the_cut_is_read() -> None:
    assert body_of(read(WHOLE[:-150])).count("measure the flow") >= 6


CHARSETS = {
    # declared, written in: the words that are found
    ("utf-8", "cp1252"): "Café – déjà vu",
    ("iso-8859-1", "utf-8"): "Café – déjà vu",
    ("utf-16", "utf-8"): "Café – déjà vu",
    ("klingon-8", "utf-8"): "Café – déjà vu",
    ("", "cp1252"): "Café – déjà vu",
    ("utf-8", "utf-16"): "Café – déjà vu",
    ("windows-1251", "cp1251"): "Берег реки",
    ("utf-7", "utf-8"): "Café – déjà vu",
}


@pytest.mark.parametrize("case", CHARSETS)
def test_charset_declarations_may_lie(case: tuple[str, str]) -> None:
    declared, written = case
    head = f"<meta charset='{declared}'>" if declared else ""
    words = CHARSETS[case]
    markup = (
        f"<html><head>{head}<title>Rivers</title></head><body>{ENOUGH}<p>{words}, they said of it.</p></body></html>"
    )
    assert words in body_of(read(markup.encode(written)))


NULS = {
    "in the text": WHOLE.replace(b"Commission 3", b"Commi\x00ssion 3"),
    "in a tag": WHOLE.replace(b"<div class", b"<div\x00 class"),
    "before the page": b"\x00" + WHOLE,
    "after the page": WHOLE + b"\x00" * 3,
    "in a class": WHOLE.replace(b"story", b"st\x00ory"),
}


@pytest.mark.parametrize("case", NULS)
def test_nuls(case: str) -> None:
    document = read(NULS[case])
    assert body_of(document).count("measure the flow") == 8
    assert "\x00" not in document.text


@pytest.mark.parametrize("reference", ["&#0;", "&#xD800;", "&#x110000;", "&#99999999999;", "&nosuch;", "&#x1F600;"])
def test_character_references(reference: str) -> None:
    document = read(
        page(ENOUGH + f"<p>They measure the flow {reference} of it once more, and publish what they find.</p>")
    )
    document.text.encode("utf-8")
    assert body_of(document).count("measure the flow") == 9


JSON_LD = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"%s"}</script>'
CONTRADICTIONS = {
    JSON_LD % "2021-03-02"
    + '<meta property="article:published_time" content="2020-01-05">': "published: 2020-01-05 or ",
    '<link rel="canonical" href="https://a.example/x"><meta property="og:url" content="https://b.test/x">': "url: https://a",
    JSON_LD % "2021-03-02" + '<meta property="article:published_time" content="2021-03-03T01:00:00Z">': "",
    '<link rel="canonical" href="https://a.example/x"><meta property="og:url" content="https://www.a.example/">': "",
}


@pytest.mark.parametrize("head", CONTRADICTIONS)
def test_what_a_page_contradicts_itself_on_is_noted(head: str) -> None:
    note = read(page(ENOUGH, head)).missing.get("contradicts", "")
    assert note.startswith(CONTRADICTIONS[head])
    assert bool(note) == bool(CONTRADICTIONS[head])


def test_a_declared_language_that_is_not_the_written_one_is_noted() -> None:
    document = read(f"<html lang='de'><body>{ENOUGH}</body></html>".encode())
    assert document.language == "en"
    assert document.missing["contradicts"] == "language: de is declared, en is written"
