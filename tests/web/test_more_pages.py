# ruff: noqa: ANN401 - fixtures of the conftest, which no test can import
"""Actors, transfers, stories, stance, runs and pasted texts: what they say, and that hostile words stay words."""

import csv
import io
import json
import re
import threading
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from dragoman.errors import UsageError
from dragoman.pipeline import Coder
from dragoman.store import CodedDocument, Run, Store
from dragoman.store.filters import Filters
from dragoman.store.web_actors import actor_rows, profile
from dragoman.store.web_stories import claims_of, feelings, felt, stories
from dragoman.types import Block, Document, Stance
from dragoman.web.coder import SharedCoder
from dragoman.web.routes.paste import LONGEST, Warming

PAGES = ("/actors", "/actors?name=ira&sort=name", "/actor/Russia", "/actor/RUS", "/transfers", "/stories",
         "/story/folder/page%200.html", "/stance", "/runs", "/paste")  # fmt: skip
HOSTILE_NAME = '<b>Bob</b>"><script>alert(2)</script>'
OWN_SCRIPTS = re.compile(r'<script src="/static/[a-z./-]+" defer></script>')


def stopped_coder() -> Coder:
    """Stands for a coder where none is needed."""
    raise UsageError("no coder here")


@pytest.fixture(autouse=True)
def no_coder(app: Any) -> None:
    app.state.coder = SharedCoder(stopped_coder)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.fixture
def coding(app: Any, coder: Coder) -> None:
    """The application with a coder that is loaded already."""
    app.state.coder = SharedCoder(lambda: coder)


def token(client: Any) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/paste").text)
    assert found is not None
    return found[1]


def pasted(client: Any, text: str, **more: str) -> Any:
    return client.post("/paste", {"csrf": token(client), "text": text, **more})


def harmless(text: str) -> None:
    """No script, handler or style but our own files."""
    left = OWN_SCRIPTS.sub("", text)
    assert not re.search(r"<script|<svg/onload|<img|<b>|\sstyle=|<style", left)
    assert not re.search(r'<[^>"]*(?:"[^"]*"[^>"]*)*\son\w+=', left)


# --------------------------------------------------------------------------------------------------------- all pages


@pytest.mark.parametrize("address", PAGES)
def test_page_is_whole(client: Any, address: str) -> None:
    answer = client.get(address)
    assert answer.status == 200
    harmless(answer.text)
    assert answer.text.count("<main") == 1
    assert "pages.css" in answer.text


@pytest.mark.parametrize(
    "address",
    ["/actors?page=0", "/actors?page=x", "/actors?page=99999999999999999999", "/actors?sort=drop", "/actors?name=%00",
     "/actors?name=" + "x" * 400, "/transfers?voices=god", "/stories?page=-1", "/actor/%00", "/actor/" + "y" * 9000,
     "/actors?page=%C2%B2"],
)  # fmt: skip
def test_impossible_addresses_are_told(client: Any, address: str) -> None:
    assert client.get(address).status == 400


@pytest.mark.parametrize("address", ["/actor/Nobody", "/story/none", "/story/%00", "/run/none"])
def test_broken_links_are_told(client: Any, address: str) -> None:
    answer = client.get(address)
    assert answer.status == 404
    assert "No such" in answer.text


@pytest.mark.parametrize("address", ["/actors", "/transfers", "/stories", "/stance", "/runs"])
def test_empty_store_says_so(empty_store: Path, app_over: Any, call: Any, address: str) -> None:
    answer = call(app_over(empty_store)).get(address)
    assert answer.status == 200
    assert "empty" in answer.text or address == "/runs"


def test_every_link_of_the_pages_leads_somewhere(client: Any) -> None:
    seen: set[str] = set()
    for address in PAGES:
        seen |= {unescape(link) for link in re.findall(r'href="(/[^"#]*)', client.get(address).text)}
    for link in sorted(link for link in seen if not link.startswith(("/static", "/export/"))):
        assert client.get(link.replace(" ", "%20")).status == 200, link


# ------------------------------------------------------------------------------------------------------------ actors


def test_actors_are_counted_by_role(client: Any) -> None:
    text = client.get("/actors?name=russia").text
    assert "<strong>1</strong> actor " in text
    assert re.search(r'data-label="Source" class="num">36<', text)
    assert re.search(r'data-label="Target" class="num">0<', text)


def test_actors_are_found_by_code_and_in_any_case(shared_store: Path) -> None:
    with Store.open(shared_store) as store:
        assert [row.name for row in actor_rows(store, "irn", "count", (0, 9)).rows] == ["Iran"]
        assert [row.name for row in actor_rows(store, "UNITED", "count", (0, 9)).rows] == ["United States"]
        found = actor_rows(store, "", "name", (1, 2))
        assert len(found.rows) == 2
        assert found.total == 8
        # what stands for anything elsewhere is a letter here
        assert not actor_rows(store, "%", "count", (0, 9)).rows


def test_actor_says_what_the_overview_says(client: Any) -> None:
    text = client.get("/actor/Iran").text
    assert "<strong>36</strong> claims" in text
    assert "<strong>36</strong> claims" in client.get("/?actor=Iran").text
    assert "United States" in text
    assert "<svg" in text
    wide = client.get("/actor/Iran?voices=all&factuality=all").text
    assert "<strong>72</strong> claims" in wide


def test_actor_profile_by_name_and_code(shared_store: Path) -> None:
    with Store.open(shared_store) as store:
        for key in ("Russia", "RUS"):
            found = profile(store, key, Filters(voices=("article",)), "tellings")
            assert (found.total, found.as_source, found.as_target, found.as_speaker) == (36, 36, 0, 0)
            assert [(one.name, one.towards, one.by) for one in found.partners] == [("Iraq", 36, 0)]
            assert sum(one.cooperation for one in found.months) == 36
            assert len(found.months) == 36


def test_hostile_actor_has_a_page(client: Any) -> None:
    answer = client.get(f"/actor/{quote(HOSTILE_NAME, safe='')}?voices=all")
    assert answer.status == 200
    assert "&lt;script&gt;alert(2)" in answer.text
    harmless(answer.text)
    listed = client.get("/actors?name=" + quote("<b>")).text
    harmless(listed)
    assert quote(HOSTILE_NAME, safe="") in listed


def test_actor_base_is_asked_where_a_coder_is_loaded(client: Any, coding: None, eventually: Any) -> None:
    assert "No coder is loaded" in client.get("/actor/Iran").text
    client.get("/paste")
    eventually(lambda: "No coder is loaded" not in client.get("/actor/Iran").text)
    assert "state" in client.get("/actor/Iran").text


# --------------------------------------------------------------------------------------------------------- transfers


def test_transfers_open_their_evidence(client: Any) -> None:
    assert "<strong>2</strong> transfers<" in client.get("/transfers").text
    text = client.get("/transfers?recipient=IRQ").text
    assert "<strong>1</strong> transfer<" in text
    assert "offered" in text
    assert "told 36 times" in text
    link = re.search(r'href="(/event/[^"]+)">see it in place', text)
    assert link is not None
    assert client.get(link[1]).status == 200


def test_transfers_as_files(client: Any) -> None:
    answer = client.get("/transfers.csv?recipient=IRQ")
    assert "attachment" in answer.header("content-disposition")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["Supplier"], row["Recipient"], row["Status"]) for row in rows] == [("Russia", "Iraq", "offered")]
    found = json.loads(client.get("/transfers.json").text)
    assert {one["item"] for one in found} == {"tank", "military aid"}
    assert json.loads(client.get("/transfers.json?stage=denied").text) == []
    assert "No transfers with these choices" in client.get("/transfers?stage=denied").text


# ----------------------------------------------------------------------------------------------------------- stories


def test_stories_of_several_documents(client: Any, shared_store: Path) -> None:
    with Store.open(shared_store) as store:
        found, total = stories(store, (0, 50))
        assert [(one.id, one.documents, one.outlets) for one in found] == [("folder/page 0.html", 3, 3)]
        assert total == 1
        assert {one.documents for one in claims_of(store, "folder/page 0.html")} == {1}
    text = client.get("/story/folder/page%200.html").text
    assert "3 documents" in text
    assert "story=folder%2Fpage+0.html" in text


# ------------------------------------------------------------------------------------------------ stance, runs: a store


@pytest.fixture
def odd_store(tmp_path: Path) -> Path:
    """Stance on hostile names, runs with settings, and documents that could not be coded."""
    path = tmp_path / "odd.duckdb"
    with Store.open(path, write=True) as store:
        run = store.begin_run(
            Run("", "2026-01-02T03:04:05Z", None, "abc123", "model <i>", options={"voices": "all", "<b>x": [1, True]},
                versions={"spacy": "3.8"})
        )  # fmt: skip
        docs = [_commented(number) for number in range(2)]
        bad = Document("bad<script>", None, None, None, None, None, "", ())
        docs.append(CodedDocument(bad, (), "ff", "a.zip/<img src=x>", "failed", "no text <script>alert(1)</script>"))
        store.write_batch(run, docs)
        store.end_run(run, {"documents": 3})
        other = store.begin_run(Run("run/2?", "2026-02-02T03:04:05Z", None, "def", "model"))
        store.write_batch(other, [_commented(5)])
    return path


def _commented(number: int) -> CodedDocument:
    text = f"Poll {number}"
    block = Block("title", None, None, None, 0, len(text))
    stance = {"TUR": Stance(0.5, 2, 0, 0), HOSTILE_NAME[:20]: Stance(-1.0, 0, 1, 0)}
    document = Document(
        f"d{number}", None, text, None, "2026-01-01", "en", text, (block,), {"TUR": Stance(0.5 - number, 2, 1, 1)},
        actor_stance=stance,
    )  # fmt: skip
    return CodedDocument(document, (), f"{number}", f"d{number}.html")


def test_stance_is_summed_by_sentence(odd_store: Path) -> None:
    with Store.open(odd_store) as store:
        found = feelings(store)
        assert found.documents == 3
        turkey = found.countries[0]
        assert (turkey.of, turkey.documents, turkey.positive, turkey.negative, turkey.neutral) == ("TUR", 3, 6, 3, 3)
        assert turkey.mean == pytest.approx((0.5 - 0.5 - 4.5) / 3)
        assert len(felt(store, "TUR", country=True)) == 3
        assert felt(store, "TU", country=True) == ()


def test_stance_page(odd_store: Path, app_over: Any, call: Any) -> None:
    client = call(app_over(odd_store))
    text = client.get("/stance").text
    assert "Turkey" in text
    harmless(text)
    behind = client.get("/stance?actor=" + quote(HOSTILE_NAME[:20])).text
    assert "3 documents, those with" in behind
    assert behind.count('href="/document/d') == 3
    harmless(behind)


def test_runs_with_settings_and_problems(odd_store: Path, app_over: Any, call: Any) -> None:
    client = call(app_over(odd_store))
    text = client.get("/runs").text
    assert "coded with 2 lexicons" in text
    assert "not ended" in text
    links = [unescape(link) for link in re.findall(r'href="(/run/[^"#]+)"', text)]
    assert len(links) == 2
    shown = [client.get(link) for link in links]
    assert [answer.status for answer in shown] == [200, 200]
    whole = shown[1].text
    assert "no text &lt;script&gt;" in whole
    assert "spacy" in whole
    assert "Documents that were not coded" in whole
    harmless(whole)


# ------------------------------------------------------------------------------------------------------------- paste


def test_pasted_text_is_coded_with_reasons(client: Any, coding: None) -> None:
    text = "Russia offered Iraq helicopters, the ministry said. The museum opens at nine."
    answer = pasted(client, text, published="2016-03-04")
    assert answer.status == 200
    assert "<strong>1 event</strong> in 2 sentences" in answer.text
    assert 'class="r-source"' in answer.text
    assert re.search(r'<span class="label">act</span>(<span class="label">operator</span>)?offered', answer.text)
    assert "<dt>confidence</dt>" in answer.text
    assert "no event" in answer.text
    assert text in unescape(answer.text)


def test_pasted_scripts_stay_text(client: Any, coding: None) -> None:
    bad = "</textarea><script>alert(1)</script><img src=x onerror=alert(2)> Turkey attacked Syria. \u202eevil"
    answer = pasted(client, bad)
    assert answer.status == 200
    harmless(answer.text)
    assert "&lt;script&gt;" in answer.text


@pytest.mark.parametrize(
    ("fields", "says"),
    [({"text": "x" * (LONGEST + 1)}, "at most 20,000"), ({"text": "  "}, "empty"), ({"text": ""}, "empty"),
     ({"text": "a\x00b"}, "no text"), ({"text": "Turkey attacked Syria.", "published": "soon"}, "no date")],
)  # fmt: skip
def test_texts_that_cannot_be_coded(client: Any, fields: dict[str, str], says: str) -> None:
    answer = client.post("/paste", {"csrf": token(client), **fields})
    assert answer.status == 400
    assert says in answer.text


def test_paste_needs_the_token_of_the_form(client: Any) -> None:
    assert client.post("/paste", {"csrf": "no", "text": "Turkey attacked Syria."}).status == 403
    assert client.post("/paste", {"text": "Turkey attacked Syria."}).status == 403


def test_waits_while_the_coder_is_loaded(
    app: Any, client: Any, coder: Coder, monkeypatch: pytest.MonkeyPatch, eventually: Any
) -> None:
    go = threading.Event()

    def slowly() -> Coder:
        go.wait(20)
        return coder

    monkeypatch.setattr("dragoman.web.routes.paste._PATIENCE", 0.05)
    app.state.coder = SharedCoder(slowly)
    answer = pasted(client, "Turkey attacked Syria.")
    assert answer.status == 200
    assert "being loaded" in answer.text
    assert "Turkey attacked Syria." in answer.text  # the text is not lost
    go.set()
    eventually(lambda: "<strong>1 event</strong>" in pasted(client, "Turkey attacked Syria.").text)


def test_a_coder_that_cannot_be_loaded_is_told(client: Any) -> None:
    answer = pasted(client, "Turkey attacked Syria.")
    assert answer.status == 503
    assert "no coder here" in answer.text


def test_coder_is_loaded_once(coder: Coder, eventually: Any) -> None:
    loads: list[int] = []

    def load() -> Coder:
        loads.append(1)
        return coder

    warming = Warming(SharedCoder(load))
    for _ in range(5):
        warming.begin()
    eventually(lambda: warming.coder is not None)
    assert loads == [1]


def test_time_is_bounded(client: Any, coding: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.web.routes.paste._SECONDS", -1.0)
    answer = pasted(client, "Turkey attacked Syria.\n\nIran condemned the United States.\n\nGreece protested.")
    assert "The time was up" in answer.text
    assert "in 1 sentence" in answer.text
