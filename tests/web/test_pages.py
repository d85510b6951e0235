# ruff: noqa: ANN401 - fixtures of the conftest, which no test can import
"""The pages without a browser: what they say, what they refuse, and that hostile text stays text."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from dragoman.store import Store
from dragoman.web.security import Guarding

HX = {"hx-request": "true"}
PAGES = ("/", "/events", "/exports", "/judgements", "/facet/item", "/?voices=all&factuality=all", "/events?sort=source")


def first_event(client: Any, view: str = "/events") -> str:
    found = re.search(r'href="(/event/[^"]+)"', client.get(view).text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("address", PAGES)
def test_page_is_whole_and_guarded(client: Any, address: str) -> None:
    answer = client.get(address)
    assert answer.status == 200
    policy = answer.header("content-security-policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.header("x-content-type-options") == "nosniff"
    assert answer.header("referrer-policy") == "no-referrer"
    assert answer.header("cache-control") == "no-store"
    # what the policy would block anyway: nothing of the kind is written
    assert not re.search(
        r"<script(?![^>]*src=)|\sstyle=|<style|\son\w+=|https?://(?!www\.example)[^\"]*\.js", answer.text
    )


def test_each_filter_counts_the_others(client: Any) -> None:
    assert "<strong>72</strong> claims" in client.get("/").text
    narrowed = client.get("/?event_type=AGREE").text
    assert "<strong>36</strong> claims" in narrowed
    # the facet itself still offers what else there is
    assert re.search(r"event_type=AGREE&amp;event_type=ACCUSE", narrowed)
    assert "<strong>108</strong> claims" in client.get("/?factuality=all").text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("source_country=RUS", 36), ("target_country=USA", 36), ("since=2017-01-01", 48), ("until=2016-12-31", 24),
        ("q=envoy", 72), ("q=nowhere", 0), ("place=Basra", 36), ("item=tank", 36), ("outlet=example1.org", 24),
        ("story=folder/page%200.html", 6), ("min_confidence=0.9", 0), ("quad=3", 36), ("modality=intended", 36),
        ("voices=comment", 2), ("source=Russia", 36), ("cameo=03", 36), ("speaker=nobody", 0),
        ("counting=tellings", 72), ("country=IRQ&country=USA", 72),
    ],
)  # fmt: skip
def test_filters_of_the_address(client: Any, query: str, count: int) -> None:
    assert f"<strong>{count}</strong>" in client.get(f"/?{query}").text
    assert f"<strong>{count}</strong>" in client.get(f"/events?{query}").text


@pytest.mark.parametrize(
    "query",
    ["quad=9", "since=yesterday", "since=2019-01-01&until=2018-01-01", "min_confidence=2", "voices=god",
     "actor=" + "x" * 400, "&".join(f"actor={n}" for n in range(99)), "source=%00"],
)  # fmt: skip
def test_impossible_filters_are_told(client: Any, query: str) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status == 400
    assert "cannot be read" in answer.text


@pytest.mark.parametrize("query", ["page=0", "page=9999", "page=x", "sort=drop", "sort=--date"])
def test_impossible_pages_are_told(client: Any, query: str) -> None:
    assert client.get(f"/events?{query}").status == 400


def test_values_are_bound_not_pasted(client: Any) -> None:
    for value in ("'; DROP TABLE events; --", '" OR 1=1', "%", "\\"):
        assert "<strong>0</strong>" in client.get(f"/?source={quote(value)}").text
    assert "<strong>72</strong>" in client.get("/").text


def test_table_pages_without_overlap(client: Any) -> None:
    def links(page: int) -> list[str]:
        text = client.get(f"/events?page={page}&factuality=all&sort=type").text
        return re.findall(r'class="open-link" href="([^"]+)"', text)

    one, two, three = links(1), links(2), links(3)
    assert (len(one), len(two), len(three)) == (50, 50, 8)
    assert len({*one, *two, *three}) == 108


def test_table_says_how_it_is_sorted(client: Any) -> None:
    assert 'aria-sort="descending"' in client.get("/events").text
    assert 'aria-sort="ascending"' in client.get("/events?sort=source").text


def test_event_marks_and_names_the_roles(client: Any) -> None:
    text = client.get(first_event(client, "/events?event_type=AGREE")).text
    for role, words in (("source", "Russia"), ("target", "Iraq"), ("place", "Basra"), ("item", "tanks")):
        assert f'<mark class="r-{role}"><span class="label">{role}</span>{words}</mark>' in text
    assert '<span class="label">act</span>' in text
    assert "aid/provide" in text
    assert "made by hand" in text


def test_event_lists_the_other_tellings(client: Any) -> None:
    assert "No other document" in client.get(first_event(client)).text


def test_event_is_a_part_for_the_table(client: Any) -> None:
    address = first_event(client)
    part = client.get(address, headers=HX)
    assert "<html" not in part.text
    assert "The coding" in part.text


@pytest.mark.parametrize("address", ["/event/none/0", "/document/none", "/facet/none", "/nowhere", "/event/x"])
def test_broken_links_say_so(client: Any, address: str) -> None:
    answer = client.get(address)
    assert answer.status == 404
    assert "<h1>" in answer.text


def test_document_in_voices(client: Any) -> None:
    text = client.get("/document/folder%2Fpage%201.html").text
    assert '<q class="said">“We shall help Iraq,”</q>' in text
    assert 'class="event"' in text
    assert "3 events" in text


def test_hostile_page_is_shown_as_text(client: Any) -> None:
    address = "/document/" + quote('bad/"><script>.html', safe="")
    pages = [client.get(f"{address}{part}").text for part in ("", "?part=2", "?part=3")]
    pages.append(client.get(first_event(client, "/events?voices=comment")).text)
    pages += [client.get("/?voices=all").text, client.get("/events?voices=all").text]
    for text in pages:
        scripts = re.findall(r"<script[^>]*>", text)
        assert all("src=" in script for script in scripts)
        assert "<img" not in text
        assert "<svg/onload" not in text
        assert "49" not in re.findall(r"\{\{.*?\}\}", text)
        assert 'href="javascript:' not in text
    assert "&lt;script&gt;document.title=" in pages[0]
    assert "{{ 7*7 }}" in unescape("".join(pages[:3]))
    assert "<bdi" in pages[0]
    assert max(map(len, pages)) < 400_000
    assert client.get(f"{address}?part=99").status == 400


# ------------------------------------------------------------------------------------------------------- judging


def fields_of(text: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text)}


def test_judgement_goes_beside_the_store_and_into_it(
    store_path: Path, app_over: Callable[..., Any], call: Callable[..., Any]
) -> None:
    app = app_over(store_path)
    client = call(app)
    form = fields_of(client.get(first_event(client)).text)
    answer = client.post("/judge", {**form, "verdict": "wrong actor"}, headers=HX)
    assert answer.status == 200
    assert "judged: wrong actor" in answer.text
    waiting = store_path.with_name(store_path.name + ".judgements")
    assert waiting.exists()
    assert "wrong actor" in client.get("/judgements.csv").text
    client.post("/judge", {**form, "verdict": "right"})
    assert [one["verdict"] for one in json.loads(client.get("/judgements.json").text)] == ["right"]
    assert app.state.judging.settle() == 2
    assert not waiting.exists()
    app.state.pages.shelf.close()
    with Store.open(store_path) as store:
        assert [one.verdict for one in store.judgements()] == ["right"]


def test_judging_goes_on_while_another_reads(store_path: Path, app: Any, client: Any) -> None:
    form = fields_of(client.get(first_event(client)).text)
    client.post("/judge", {**form, "verdict": "wrong"})
    with app.state.pages.shelf.reading():
        assert "wrong" in client.get("/judgements.csv").text
    assert client.get("/judgements").status == 200


def test_form_needs_its_token(client: Any) -> None:
    form = fields_of(client.get(first_event(client)).text)
    assert client.post("/judge", {**form, "verdict": "right", "csrf": "x.y"}).status == 403
    elsewhere = client.post("/judge", {**form, "verdict": "right"}, headers={"sec-fetch-site": "cross-site"})
    assert elsewhere.status == 403
    client.cookies.clear()
    assert client.post("/judge", {**form, "verdict": "right"}).status == 403


def test_judgement_of_nothing_is_refused(client: Any) -> None:
    form = fields_of(client.get(first_event(client)).text)
    assert client.post("/judge", {**form, "verdict": "maybe"}).status == 400
    assert client.post("/judge", {**form, "event": "none", "verdict": "right"}).status == 404
    assert client.get("/judge").status == 405


# -------------------------------------------------------------------------------------------------------- export


@pytest.mark.parametrize("name", ["csv", "jsonl", "gdelt", "icews", "parquet", "plover", "polecat", "phoenix"])
def test_export_of_the_view(client: Any, name: str) -> None:
    answer = client.get(f"/export/{name}?event_type=AGREE")
    assert answer.status == 200
    assert "attachment" in answer.header("content-disposition")
    if name == "jsonl":
        rows = [json.loads(line) for line in answer.text.splitlines()]
        assert {row["event_type"] for row in rows} == {"AGREE"}
        assert len(rows) == 36
    assert answer.body


def test_unknown_format_is_told(client: Any) -> None:
    answer = client.get("/export/exe")
    assert answer.status == 400
    assert "unknown format" in answer.text


# -------------------------------------------------------------------------------------------------------- access


def test_other_host_names_are_refused(app: Any, call: Callable[..., Any]) -> None:
    for host, status in (("evil.example:8000", 421), ("localhost:8000", 200), ("[::1]:8000", 200), ("", 421)):
        client = call(app)
        client.host = host
        assert client.get("/exports").status == status


def test_token_is_asked_for_and_kept_in_a_cookie(
    store_path: Path, app_over: Callable[..., Any], call: Callable[..., Any]
) -> None:
    client = call(app_over(store_path, Guarding(hosts=frozenset(), token="secret")))  # noqa: S106 - a test's own
    assert client.get("/").status == 401
    assert client.get("/?token=wrong").status == 401
    assert client.get("/static/app.css").status == 401
    answer = client.get("/?token=secret")
    assert answer.status == 303
    assert "httponly" in answer.header("set-cookie").lower()
    assert "secret" not in answer.header("location")
    assert client.get("/").status == 200


def test_large_bodies_are_refused(client: Any) -> None:
    form = fields_of(client.get(first_event(client)).text)
    assert client.post("/judge", {**form, "note": "x" * 400_000}).status == 413
    lying = client.call("POST", "/judge", b"x" * 400_000, {"content-length": "1", "content-type": "text/plain"})
    assert lying.status in {403, 413}


# ------------------------------------------------------------------------------------------------------ bad stores


def test_missing_store(tmp_path: Path, app_over: Callable[..., Any], call: Callable[..., Any]) -> None:
    answer = call(app_over(tmp_path / "none.duckdb")).get("/")
    assert answer.status == 503
    assert "no such store" in answer.text


def test_empty_store(empty_store: Path, app_over: Callable[..., Any], call: Callable[..., Any]) -> None:
    client = call(app_over(empty_store))
    for address in ("/", "/events", "/exports", "/judgements", "/facet/source"):
        answer = client.get(address)
        assert answer.status == 200
    assert "Nothing in this view" in client.get("/").text


def test_store_is_let_go_of_when_idle(
    store_path: Path, app_over: Callable[..., Any], call: Callable[..., Any], eventually: Callable[..., None]
) -> None:
    app = app_over(store_path, idle=0.2)
    client = call(app)
    assert client.get("/").status == 200

    def writable() -> bool:
        # in another process a lock would be told; in this one another configuration is
        try:
            Store.open(store_path, write=True).close()
        except Exception:  # noqa: BLE001 - any fault means: not yet
            return False
        return True

    eventually(writable)
    assert client.get("/events").status == 200


def test_a_view_is_drawn_as_a_figure(client: Any) -> None:
    found = client.get("/figure/timeline.svg?factuality=asserted")
    assert found.status == 200
    assert str(found.header("content-type")).startswith("image/svg+xml")
    assert "</svg>" in found.text
    assert client.get("/figure/pie.svg").status == 400
    assert "/figure/map.png" in client.get("/exports").text
