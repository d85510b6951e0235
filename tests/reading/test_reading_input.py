"""Bytes and records: what is read, and the one line that says why something is not."""

import codecs
from collections.abc import Callable
from typing import Any

import pytest

from dragoman.errors import InputError
from dragoman.reading import ReadOptions, document_from_record, read_bytes

SENTENCE = "The minister’s café near the river stays open, officials said."
OPTIONS = ReadOptions()

ENCODED = {
    "utf-8": SENTENCE.encode(),
    "utf-8 with mark": codecs.BOM_UTF8 + SENTENCE.encode(),
    "utf-16": SENTENCE.encode("utf-16"),
    "utf-16 without mark": SENTENCE.encode("utf-16-le"),
    "utf-32": SENTENCE.encode("utf-32"),
    "windows": SENTENCE.encode("cp1252"),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_encodings_of_text(encoding: str) -> None:
    assert read_bytes(ENCODED[encoding], name="a.txt", options=OPTIONS).text == SENTENCE


def html_in(encoding: str, declared: str) -> bytes:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    body = f"<article><p>{SENTENCE}</p><p>{SENTENCE * 3}</p></article>"
    return f"<html><head>{meta}<title>A title for it</title></head><body>{body}</body></html>".encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "nonsense-8"),
        ("utf-16", "utf-8"),
        ("cp1252", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("cp1252", ""),
    ],
)
def test_encodings_of_pages_whatever_they_declare(encoding: str, declared: str) -> None:
    assert SENTENCE in read_bytes(html_in(encoding, declared), name="a.html", options=OPTIONS).text


BAD = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t\n", "empty"),
    "nothing but a mark": (codecs.BOM_UTF8, "empty"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    "zip": (b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
    "binary": (bytes(range(256)) * 20, "binary"),
    "broken utf-8": (b"Russia said \xe2\x80 it, and \xc3\x28 was done \xff.", "UTF-8 at byte 12"),
    "utf-8 cut in a character": ("The café".encode()[:-1] + b" and the other one \xe2\x82", "UTF-8"),
    "feed": (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "feed"),
    "page without an article": (
        b"<html><head><title>x</title></head><body><script>var a=1</script></body></html>",
        "no article",
    ),
    "empty page": (b"<html></html>", "no article|empty"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_clear_line(case: str) -> None:
    data, told = BAD[case]
    with pytest.raises(InputError, match=told) as raised:
        read_bytes(data, name="news/bad.txt", options=OPTIONS)
    message = str(raised.value)
    assert message.startswith("news/bad.txt: ")
    assert "\n" not in message
    assert ";" in message


def test_a_large_page_is_refused() -> None:
    with pytest.raises(InputError, match=r"^big.html: 0\.0 MB|limit"):
        read_bytes(
            b"<html><p>word</p>" + b"<p>a word more</p>" * 100, name="big.html", options=ReadOptions(max_bytes=1000)
        )


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 200_000 + b"a word",
        b"<b>" * 300_000,
        b"<html><p>" + b"<!-- " * 100_000,
        b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><html><p>" + b"&b;" * 5000,
        b"<html><body>" + b"<ul class=comment><li>a " * 20_000,
        b"<!-- a --> " * 5000 + b"<p>a word",
        b"a" * 1_000_000,
        b'"a ' * 200_000,
        b"Ann Lee\n\nI say so!\n\n" * 20_000,
    ],
    ids=["divs", "tags", "comments", "entities", "nested comments", "prologue", "one word", "marks", "names"],
)  # fmt: skip
def test_hostile_input_ends_soon(data: bytes) -> None:
    try:
        document = read_bytes(data, name="x", options=OPTIONS)
    except InputError:
        return
    assert document.text


def test_truncated_pages_are_read(page: Callable[..., bytes]) -> None:
    whole = page()
    for end in (whole.index(b"A joint commission") + 30, whole.index(b"</article>") + 4):
        assert "nine years of talks" in read_bytes(whole[:end], name="cut.html", options=OPTIONS).text


def test_kind_settles_what_would_be_sniffed() -> None:
    text = "<p>This is about the tag p, which opens a paragraph.</p>"
    assert read_bytes(text.encode(), name="a", options=ReadOptions(kind="text")).text == text
    assert "<p>" not in read_bytes((text * 4).encode(), name="a", options=ReadOptions(kind="html")).text


def test_record_of_text_and_of_html(page: Callable[..., bytes]) -> None:
    document = document_from_record(
        {"id": "r1", "text": SENTENCE, "title": "A title", "date": "2021-03-02", "url": "https://x.example/1"},
        place="a.jsonl:1",
    )
    assert (document.id, document.title, document.published, document.url) == (
        "r1",
        "A title",
        "2021-03-02",
        "https://x.example/1",
    )
    assert document.text == SENTENCE
    document = document_from_record({"id": 7, "html": page().decode()}, place="a.jsonl:2")
    assert document.id == "7"
    assert document.published == "2021-03-02T09:30:00+02:00"


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({}, "neither 'text' nor 'html'"),
        ({"text": ""}, "neither"),
        ({"text": 5}, "'text' is int"),
        ({"text": "a word", "date": "soon"}, "'date' is 'soon'"),
        ({"text": "a word", "id": [1]}, "'id' is list"),
        ({"text": "a word", "title": {"a": 1}}, "'title' is dict"),
        ({"html": "<html></html>"}, "article|empty"),
        ({"text": "\n \n..."}, "empty"),
    ],
)
def test_a_bad_record_names_place_and_fault(record: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=told) as raised:
        document_from_record(record, place="news.jsonl:3")
    assert str(raised.value).startswith("news.jsonl:3: ")
