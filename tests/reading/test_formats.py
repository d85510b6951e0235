"""Inputs of every kind, built here: what is read of each, and the one line for each thing that is not."""

import gzip
import io
import json
import socket
import tarfile
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import NoReturn

import docx
import pytest
import zstandard
from fastwarc.warc import WarcRecord, WarcRecordType

from dragoman.cli.inputs import Inputs
from dragoman.reading import ReadOptions
from dragoman.reading.formats import read_data, read_path
from dragoman.types import Document

Page = Callable[..., bytes]
STORY = "Russia supplied Iraq with helicopters on Tuesday, officials of both countries told reporters in Baghdad."
OTHER = "The minister of Kenya met the envoy of Uganda in Nairobi and agreed to open the border again next week."


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing outside is asked for anything."""

    def refuse(*args: object, **kwargs: object) -> NoReturn:
        raise AssertionError(f"asks the network: {args}{kwargs}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def found_in(data: bytes, name: str, options: ReadOptions | None = None) -> tuple[list[Document], list[str]]:
    """The documents and the problems."""
    documents, problems = [], []
    for found in read_data(data, name, options or ReadOptions()):
        if isinstance(found.result, Document):
            documents.append(found.result)
        else:
            problems.append(str(found.result))
    for problem in problems:
        assert problem.startswith(name.removesuffix(".gz")), problem
        assert "\n" not in problem
        assert ";" in problem, problem
    return documents, problems


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    """A tar file, with a link out of it."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


# -- feeds ----------------------------------------------------------------------------------------------------------

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Daily Ford</title>
<item><title>Helicopters &amp; more</title><link>https://ford.example/1</link><guid>tag:1</guid>
<dc:creator>Ruth Adeyemi</dc:creator><pubDate>Tue, 02 Mar 2021 09:30:00 +0200</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>{STORY}</p><p>{OTHER}</p>]]></content:encoded></item>
<item><title>Border</title><link>https://ford.example/2</link><description>{OTHER}</description></item>
<item></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ford</title>
<entry><title>A story</title><id>urn:1</id><link href="https://ford.example/a"/><updated>2021-03-02T09:30:00Z</updated>
<author><name>Ann Lee</name></author><content type="html">&lt;p&gt;{STORY}&lt;/p&gt;</content></entry></feed>"""


def test_rss() -> None:
    (first, second), problems = found_in(RSS.encode(), "news.xml")
    assert (first.id, first.title, first.author) == ("tag:1", "Helicopters & more", "Ruth Adeyemi")
    assert (first.published, first.url) == ("2021-03-02T09:30:00+02:00", "https://ford.example/1")
    assert STORY in first.text
    assert OTHER in first.text
    assert "<p>" not in first.text
    assert (second.id, second.text, second.published) == ("https://ford.example/2", OTHER, None)
    assert [problem.split(":")[1] for problem in problems] == ["3"]


def test_atom_told_by_its_content() -> None:
    (document,), problems = found_in(ATOM.encode(), "standard input", ReadOptions(published="1999-01-01"))
    assert (document.id, document.author, document.published) == ("urn:1", "Ann Lee", "2021-03-02T09:30:00Z")
    assert STORY in document.text
    assert not problems


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BAD_FEEDS = {
    "html": (b"<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>", "holds none"),
    "laughs": (f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]>{RSS.split("?>", 1)[1]}'.encode(), "DOCTYPE"),
    "external": (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>{RSS.split("?>", 1)[1]}'.encode(),
        "DOCTYPE",
    ),
    "no entry": (b'<rss version="2.0"><channel><title>x</title></channel></rss>', "without an entry"),
    "sitemap": (b"<urlset><url><loc>https://a.example/</loc></url></urlset>", "sitemap"),
}


@pytest.mark.parametrize("case", BAD_FEEDS)
def test_bad_feeds_are_one_line(case: str) -> None:
    data, told = BAD_FEEDS[case]
    documents, (problem,) = found_in(data, "feed.xml")
    assert not documents
    assert told in problem


def test_a_feed_that_is_cut_gives_the_entries_before_the_cut() -> None:
    documents, problems = found_in(RSS[: RSS.index("<title>Border") + 9].encode(), "feed.xml")
    assert documents[0].id == "tag:1"
    assert any("cut off" in problem for problem in problems)


# -- JSON lines -----------------------------------------------------------------------------------------------------


def test_json_lines() -> None:
    rows = [json.dumps({"id": 1, "text": STORY}), "{", "[1]", "[" * 100_000, "", json.dumps({"text": OTHER})]
    documents, problems = found_in("\n".join(rows).encode(), "set.jsonl", ReadOptions(published="2021-03-02"))
    assert [document.text for document in documents] == [STORY, OTHER]
    assert {document.published for document in documents} == {"2021-03-02"}
    assert [problem.split(":")[1] for problem in problems] == ["2", "3", "4"]


def test_a_line_that_is_too_long_is_told_and_passed_over() -> None:
    rows = [json.dumps({"text": OTHER * 100}), json.dumps({"text": STORY})]
    (document,), (problem,) = found_in("\n".join(rows).encode(), "a.jsonl", ReadOptions(max_bytes=1000))
    assert document.text == STORY
    assert problem.startswith("a.jsonl:1: ")


# -- mail -----------------------------------------------------------------------------------------------------------


def mail(text: str = f"{STORY}\n\n{OTHER}", html: str | None = None) -> EmailMessage:
    """A message, with a name and a subject outside ASCII."""
    message = EmailMessage()
    message["From"] = "Zoë Ng <zoe@ford.example>"
    message["To"] = "desk@ford.example"
    message["Subject"] = "Hélicoptères for Iraq"
    message["Date"] = "Tue, 02 Mar 2021 09:30:00 +0200"
    message["Message-ID"] = "<m1@ford.example>"
    if text:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def test_a_mail() -> None:
    (document,), problems = found_in(mail().as_bytes(), "a.eml")
    assert (document.id, document.title, document.author) == ("m1@ford.example", "Hélicoptères for Iraq", "Zoë Ng")
    assert document.published == "2021-03-02T09:30:00+02:00"
    assert STORY in document.text
    assert not problems


def test_a_mail_of_html_alone() -> None:
    (document,), _ = found_in(mail("See HTML.", f"<table><tr><td><p>{STORY}</p></td></tr></table>").as_bytes(), "a.eml")
    assert STORY in document.text
    assert "See HTML" not in document.text


def test_attachments_are_read_or_told(page: Page) -> None:
    message = mail()
    message.add_attachment(page(), maintype="text", subtype="html", filename="accord.html")
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="p.png")
    message.add_attachment(zipped({"a.txt": STORY.encode()}), maintype="application", subtype="zip", filename="a.zip")
    message.add_attachment(mail(OTHER))
    documents, problems = found_in(message.as_bytes(), "a.eml")
    assert len(documents) == 3
    assert "nine years of talks" in documents[1].text
    assert OTHER in documents[2].text
    assert [problem.split(":")[1] for problem in problems] == ["p.png", "a.zip"]


def test_a_mailbox() -> None:
    quoted = mail(f"{STORY}\n\n>From here on it is quiet.")
    parts = [b"From zoe@ford.example Tue Mar  2 09:30:00 2021\n" + m.as_bytes() + b"\n" for m in (mail(), quoted)]
    empty = b"From x Tue Mar  2 09:30:00 2021\nSubject: nothing\n\n\n"
    documents, (problem,) = found_in(b"".join([*parts, empty, parts[0]]), "box.mbox")
    assert len(documents) == 3
    assert "\nFrom here on" in documents[1].text
    assert problem.startswith("box.mbox:3: ")


def test_a_mailbox_with_attachments_ends(page: Page) -> None:
    message = mail()
    message.add_attachment(page(), maintype="text", subtype="html", filename="accord.html")
    one = b"From zoe@ford.example Tue Mar  2 09:30:00 2021\n" + message.as_bytes() + b"\n"
    documents, problems = found_in(one * 2, "box.mbox")
    assert len(documents) == 4
    assert not problems


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: a\nFrom: b\nDate: nonsense\nContent-Type: text/plain; charset=klingon\n\n" + STORY.encode(),
        b"Subject: =?nonsense?B?!!?=\nFrom: =?utf-8?Q?=ff=fe?= <\nDate: 1\n\n" + STORY.encode(),
        b"Subject: \xff\xfe\nFrom: b\nDate: 1\nContent-Type: multipart/mixed\n\n" + STORY.encode(),
    ],
    ids=["charset", "encoded words", "no boundary"],
)
def test_faulty_mails_are_read(data: bytes) -> None:
    (document,), problems = found_in(data, "a.eml")
    assert STORY in document.text
    assert document.published is None
    assert not problems


def test_a_mail_of_parts_without_end_is_one_line() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    documents, problems = found_in(f"From: a\nTo: b\nSubject: c\n{nested}\n{STORY}".encode(), "a.eml")
    assert len(documents) + len(problems) == 1


# -- Word -----------------------------------------------------------------------------------------------------------


def word(*paragraphs: str) -> bytes:
    """A document with a table at its end."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "A brief", "Ann Lee"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if paragraphs:
        document.add_table(rows=1, cols=2).rows[0].cells[1].text = "in a cell of the table"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A zip file with one of its members changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped(members | {part: change(members[part])})


def test_a_word_document() -> None:
    (document,), problems = found_in(word(STORY, OTHER), "brief.docx")
    assert (document.title, document.author, document.published) == ("A brief", "Ann Lee", None)
    assert document.text == f"{STORY}\n\n{OTHER}\n\nin a cell of the table"
    assert not problems


ENTITIES = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yyyy">]>'


def _with_entities(body: bytes) -> bytes:
    start = body.index(b"<w:document")
    return body[:start] + ENTITIES + body[start:].replace(b"Russia", b"&x;&y;Russia")


BAD_WORD = {
    "no text": (word(), "without a text"),
    "cut": (word(STORY)[:-400], "broken Word"),
    "no body": (zipped({"[Content_Types].xml": b"<Types/>"}), "broken Word"),
    "bomb": (zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": bytes(5_000_000)}), "bomb"),
    "not XML": (changed(word(STORY), "word/document.xml", lambda body: body[:300]), "broken Word"),
}


@pytest.mark.parametrize("case", BAD_WORD)
def test_bad_word_documents_are_one_line(case: str) -> None:
    data, told = BAD_WORD[case]
    documents, (problem,) = found_in(data, "brief.docx")
    assert not documents
    assert told in problem


def test_entities_of_a_word_document_are_neither_loaded_nor_expanded() -> None:
    documents, problems = found_in(changed(word(STORY, OTHER), "word/document.xml", _with_entities), "brief.docx")
    assert len(documents) + len(problems) == 1
    assert not any("root:" in document.text or "yyyy" in document.text for document in documents)


# -- WARC -----------------------------------------------------------------------------------------------------------


def record(number: int, body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """A response that was fetched on 5 April 2022."""
    made = WarcRecord()
    made.init_headers(WarcRecordType.response)
    made.headers["WARC-Target-URI"] = f"https://ford.example/{number}"
    made.record_date = datetime(2022, 4, 5, tzinfo=UTC)
    made.is_http = True
    made.set_bytes_content(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body)
    stream = io.BytesIO()
    made.write(stream)
    return stream.getvalue()


@pytest.fixture
def records(page: Page) -> list[bytes]:
    """Three pages, the second without a date, and what is no page."""
    undated = page(head="<title>No date on this one</title>")
    pages = [record(1, page()), record(2, undated), record(3, page())]
    return [*pages, record(4, b"GIF89a", "image/gif"), record(5, b"<p>gone</p>", status="404 Not Found")]


def _each(parts: list[bytes]) -> bytes:
    return b"".join(map(gzip.compress, parts))


def _at_once(parts: list[bytes]) -> bytes:
    return gzip.compress(b"".join(parts))


@pytest.mark.parametrize("pack", [b"".join, _each, _at_once], ids=["plain", "each packed", "packed at once"])
def test_warc(pack: Callable[[list[bytes]], bytes], records: list[bytes]) -> None:
    documents, problems = found_in(pack(records), "crawl.warc.gz")
    assert [document.url for document in documents] == [f"https://ford.example/{n}" for n in (1, 2, 3)]
    assert [document.published for document in documents[:2]] == ["2021-03-02T09:30:00+02:00", "2022-04-05T00:00:00Z"]
    assert not problems


CUTS: dict[str, tuple[Callable[[list[bytes]], bytes], list[int]]] = {
    "at the end": (lambda r: b"".join(r[:3])[:-500], [1, 2]),
    "in the middle": (lambda r: r[0] + r[1][:-500] + r[2], [1, 3]),
    "in the first": (lambda r: r[0][:-500] + r[1] + r[2], [2, 3]),
    "two": (lambda r: r[0][:-500] + r[1][:-500] + r[2], [3]),
    "in a header": (lambda r: r[0] + r[1][:40] + r[2], [1, 3]),
    "bytes between": (lambda r: r[0] + b"nothing of the kind\r\n\r\n" + r[1] + r[2], [1, 2, 3]),
    "packed, at the end": (lambda r: _each(r[:3])[:-100], [1, 2]),
    "packed, in the middle": (lambda r: gzip.compress(r[0]) + gzip.compress(r[1])[:200] + gzip.compress(r[2]), [1, 3]),
    "packed, cut inside": (lambda r: _each([r[0], r[1][:-500], r[2]]), [1, 3]),
    "packed at once, cut inside": (lambda r: _at_once([r[0], r[1][:-500], r[2]]), [1, 3]),
    "packed at once, cut off": (lambda r: _at_once(r[:2])[:-40], [1]),
}


@pytest.mark.parametrize("case", CUTS)
def test_a_record_that_is_cut_is_one_line_each_and_the_rest_is_read(case: str, records: list[bytes]) -> None:
    cut, numbers = CUTS[case]
    documents, problems = found_in(cut(records), "crawl.warc")
    assert [document.url for document in documents] == [f"https://ford.example/{n}" for n in numbers]
    assert len(problems) == (2 if case == "two" else 1), problems


def test_a_warc_file_without_a_page(records: list[bytes]) -> None:
    documents, (problem,) = found_in(b"".join(records[3:]), "crawl.warc")
    assert not documents
    assert "no record is a page" in problem


# -- archives -------------------------------------------------------------------------------------------------------


@pytest.fixture
def members(page: Page) -> dict[str, bytes]:
    """One of each kind, an archive in the archive, and what a set has besides."""
    return {
        "a/page.html": page(),
        "a/picture.png": b"\x89PNG",
        "b/story.txt": STORY.encode(),
        "c.jsonl": json.dumps({"text": OTHER}).encode() + b"\n{",
        "d.eml": mail().as_bytes(),
        "e.docx": word(STORY),
        "f.atom": ATOM.encode(),
        "g.warc.gz": gzip.compress(record(1, page())),
        "h.zip": zipped({"x.txt": b"x"}),
        "i.html": b"",
        "j.pdf": b"%PDF-1.7",
        "__MACOSX/b/._story.txt": b"\0\0",
    }


@pytest.mark.parametrize("kind", ["zip", "tar", "tgz"])
def test_archives(kind: str, members: dict[str, bytes]) -> None:
    data = zipped(members) if kind == "zip" else tarred(members)
    documents, problems = found_in(gzip.compress(data) if kind == "tgz" else data, f"set.{kind}")
    assert len(documents) == 7
    assert [problem.split(":")[1] for problem in problems] == ["c.jsonl", "h.zip", "i.html", "j.pdf"]


def test_a_packed_file_is_read_as_what_it_holds(page: Page) -> None:
    for name, data in {
        "a.html": page(),
        "a.jsonl": json.dumps({"text": STORY}).encode(),
        "a.rss": RSS.encode(),
    }.items():
        documents, _ = found_in(gzip.compress(data), f"{name}.gz")
        assert documents, name


def test_zstd_files() -> None:
    lines = b"\n".join(json.dumps({"id": f"d{i}", "text": STORY}).encode() for i in range(3))
    packed = zstandard.compress(lines)
    two_frames = zstandard.compress(lines + b"\n") + zstandard.compress(json.dumps({"id": "e", "text": STORY}).encode())
    assert [document.id for document in found_in(packed, "a.jsonl.zst")[0]] == ["d0", "d1", "d2"]
    assert [document.id for document in found_in(two_frames, "a.jsonl.zst")[0]] == ["d0", "d1", "d2", "e"]
    (cut,) = found_in(packed[:-9], "a.jsonl.zst")[1]
    assert "broken or cut off" in cut
    (bomb,) = found_in(zstandard.compress(bytes(60_000_000)), "a.zst")[1]
    assert "as a bomb does" in bomb


def _encrypted(data: bytes) -> bytes:
    """The bytes of a zip file with the mark of encryption on its first member."""
    central = data.index(b"PK\x01\x02")
    return data[:6] + b"\x01" + data[7 : central + 8] + b"\x01" + data[central + 9 :]


def _lying(data: bytes) -> bytes:
    """A zip file that tells of its first member a tenth of the size."""
    central = data.index(b"PK\x01\x02")
    size = (100).to_bytes(4, "little")
    return data[:22] + size + data[26 : central + 24] + size + data[central + 28 :]


WHOLE = zipped({"a.txt": STORY.encode(), "b.txt": OTHER.encode()})
BAD_ARCHIVES: dict[str, tuple[str, bytes, str, int]] = {
    "empty zip": ("a.zip", zipped({}), "holds no page", 0),
    "empty tar": ("a.tar", tarred({}), "holds no page", 0),
    "no page in it": ("a.zip", zipped({"a.png": b"x"}), "holds no page", 0),
    "encrypted": ("a.zip", _encrypted(WHOLE), "a.txt: encrypted", 1),
    "lying about a size": ("a.zip", _lying(WHOLE), "a.txt: broken", 1),
    "bomb in a zip": ("a.zip", zipped({"a.txt": bytes(9_000_000), "b.txt": OTHER.encode()}), "a.txt: would", 1),
    "too large": ("a.zip", zipped({"a.txt": STORY.encode() * 3, "b.txt": OTHER.encode()}), "more than the limit", 1),
    "too large in a tar": ("a.tar", tarred({"a.txt": STORY.encode() * 3, "b.txt": OTHER.encode()}), "the limit", 1),
    "bomb in a gz": ("a.jsonl.gz", gzip.compress(bytes(30_000_000)), "bomb", 0),
    "bomb in a tgz": ("a.tgz", gzip.compress(tarred({"a.png": bytes(30_000_000)})), "bomb", 0),
    "cut zip": ("a.zip", WHOLE[:-30], "broken", 0),
    "cut gz": ("a.txt.gz", gzip.compress(STORY.encode())[:-20], "broken", 1),
    "cut tgz": ("a.tgz", gzip.compress(tarred({"a.txt": STORY.encode(), "b.png": bytes(99)}))[:-30], "broken", 0),
    "twice packed": ("a.txt.gz.gz", gzip.compress(gzip.compress(STORY.encode())), "within an archive", 0),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_ARCHIVES)
def test_bad_archives_are_one_line_and_the_others_go_on(case: str) -> None:
    name, data, told, read = BAD_ARCHIVES[case]
    limit = 250 if case.startswith("too large") else 20_000_000
    documents, problems = found_in(data, name, ReadOptions(max_bytes=limit))
    assert any(told in problem for problem in problems), problems
    assert (len(documents), len(problems)) == (read, 1) or case == "cut tgz"


# -- folders, names and languages -----------------------------------------------------------------------------------


def test_a_folder(tmp_path: Path, members: dict[str, bytes]) -> None:
    for name, data in members.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    found = list(read_path(tmp_path, ReadOptions()))
    assert sum(isinstance(one.result, Document) for one in found) == 8  # the archive is no longer within another
    assert {Path(one.place.rsplit(":", 1)[0]).name for one in found} >= {"page.html", "story.txt", "h.zip"}


@pytest.mark.parametrize("name", ["no.html", "no"])
def test_a_path_that_is_not_there(tmp_path: Path, name: str) -> None:
    (found,) = read_path(tmp_path / name, ReadOptions())
    assert "no such file" in str(found.result)


GERMAN = "Die Bundesregierung hat am Dienstag mit der Ukraine ein Abkommen über die Lieferung von Waffen geschlossen, "


@pytest.mark.parametrize(
    ("texts", "english_only", "counts", "status"),
    [
        ([STORY, GERMAN * 3], True, (1, 1), 0),
        ([GERMAN * 3], True, (0, 1), 1),
        ([GERMAN * 3], False, (1, 0), 0),
        ([STORY], True, (1, 0), 0),
        (["Angela Merkel. Berlin."], True, (1, 0), 0),
    ],
    ids=["one of two", "all", "any language", "English", "unknown"],
)
def test_another_language_is_told_and_skipped(
    tmp_path: Path, texts: list[str], english_only: bool, counts: tuple[int, int], status: int
) -> None:
    told: list[str] = []
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    inputs = Inputs([str(tmp_path)], ReadOptions(), told.append, english_only=english_only)
    assert len(list(inputs.documents())) == counts[0]
    assert (inputs.read, inputs.skipped, inputs.status) == (*counts, status)
    assert all("in German (de), skipped; dragoman reads English" in line for line in told)
    assert len(told) == counts[1]
