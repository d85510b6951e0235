"""The explorer in the machine's Chromium: what an analyst does, by hand and by key; axe-core looks at every page.

axe.min.js is axe-core 4.14.1 (Mozilla Public License 2.0, axe-LICENSE.txt), test data alone: it is in no package.
"""

# ruff: noqa: ANN401 - fixtures of the conftest, which no test can import

import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import uvicorn

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium on this machine"),
]
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
AXE = Path(__file__).with_name("axe.min.js")
HOSTILE = "/document/" + quote('bad/"><script>.html', safe="")
WAIT = 20_000


@pytest.fixture(scope="module")
def site(shared_store: Path, tmp_path_factory: pytest.TempPathFactory, serving: Callable[..., Any]) -> Iterator[str]:
    path = tmp_path_factory.mktemp("site") / "small.duckdb"
    path.write_bytes(shared_store.read_bytes())
    app = serving(path)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)
    app.state.pages.shelf.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, site: str) -> Iterator[Any]:
    """A page that may ask nobody but the explorer, and whose console stays silent."""
    yield from opened(browser, site, {"width": 1280, "height": 900})


def opened(browser: Any, site: str, size: dict[str, int], **options: Any) -> Iterator[Any]:
    context = browser.new_context(viewport=size, base_url=site, accept_downloads=True, **options)
    made = context.new_page()
    made.set_default_timeout(WAIT)
    heard: list[str] = []
    made.on("console", lambda message: heard.append(message.text) if message.type in {"error", "warning"} else None)
    made.on("pageerror", lambda error: heard.append(str(error)))
    made.on(
        "request",
        lambda request: heard.append(request.url) if not request.url.startswith((site, "data:", "blob:")) else None,
    )
    yield made
    context.close()
    assert heard == []


def faults_of(page: Any) -> list[str]:
    """What axe-core finds that is serious or critical; evaluated by the debugger, past the page's own policy."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]


def count(page: Any) -> str:
    return str(page.text_content(".headline strong"))


def narrowed_to(page: Any, number: str) -> None:
    sync_api.expect(page.locator(".headline strong")).to_have_text(number, timeout=WAIT)


def test_brush_narrows_the_view(page: Any) -> None:
    page.goto("/")
    chart = page.wait_for_selector("#series[data-ready]")
    assert count(page) == "72"
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 120)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 120, steps=8)
    page.mouse.up()
    page.wait_for_url(re.compile("since=.*until="))
    sync_api.expect(page.locator(".headline strong")).not_to_have_text("72", timeout=WAIT)
    assert 0 < int(count(page)) < 72
    assert page.wait_for_selector("#series[data-ready]")
    page.go_back()
    narrowed_to(page, "72")


def test_facet_narrows_the_view_and_the_address_holds_it(page: Any) -> None:
    page.goto("/")
    page.click(".facet[data-facet=event_type] a.value:has-text('AGREE')")
    page.wait_for_url(re.compile("event_type=AGREE"))
    narrowed_to(page, "36")
    assert "36" in page.text_content("#status")
    address = page.url
    page.goto("/events")
    page.goto(address)
    assert count(page) == "36"
    page.click("a.chip:has-text('Event type')")
    narrowed_to(page, "72")


def test_closed_facet_counts_when_opened(page: Any) -> None:
    page.goto("/")
    page.click(".facet[data-facet=item] summary")
    page.wait_for_selector(".facet[data-facet=item] a.value:has-text('tank')")


def test_two_clicks_to_the_sentence(page: Any) -> None:
    page.goto("/")
    page.click("a:has-text('See the events')")
    page.click("a.open-link >> nth=0")
    page.wait_for_selector("tr.detail mark.r-act")
    assert page.locator("tr.detail:visible .label").count() >= 3
    page.click("a.open-link >> nth=0")
    page.wait_for_selector("tr.detail >> nth=0", state="hidden")


def test_judging_by_key_and_by_button(page: Any, site: str) -> None:
    page.goto("/events?event_type=ACCUSE")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("tr.detail:visible .judge")
    page.keyboard.press("w")
    page.wait_for_selector(".judge [role=status]:has-text('judged: wrong')")
    page.click(".judge button:has-text('Right')")
    page.wait_for_selector(".judge [role=status]:has-text('judged: right')")
    assert "right,,explorer" in page.request.get(f"{site}/judgements.csv").text()


def test_export_of_what_is_seen(page: Any) -> None:
    page.goto("/?event_type=AGREE")
    page.click("a:has-text('Export this view')")
    with page.expect_download() as download:
        page.click("a[download]:has-text('csv')")
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 37


def test_document_by_keyboard(page: Any) -> None:
    page.goto("/document/folder%2Fpage%201.html")
    for _ in range(2):
        page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('li').textContent").strip().startswith("2")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_selector(".evidence")


def test_everything_can_be_reached_by_tab(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert len(seen) == 12


def test_keys_are_told(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("?")
    assert page.is_visible("#keys")


def test_without_script(browser: Any, site: str) -> None:
    for page in opened(browser, site, {"width": 1280, "height": 900}, java_script_enabled=False):
        page.goto("/")
        page.click(".facet[data-facet=event_type] a.value >> nth=0")
        assert count(page) == "36"
        page.click("a:has-text('See the events')")
        page.click("a.open-link >> nth=0")
        assert page.is_visible("mark.r-act")
        page.click(".judge button >> nth=0")
        assert page.text_content(".judge [role=status]") == "judged: right"


PAGES = ("/", "/events", "/exports", "/judgements", "/facet/source", "/nowhere", "/?event_type=NONE",
         "/document/folder%2Fpage%201.html", HOSTILE)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, site: str, scheme: str) -> None:
    found = {}
    for page in opened(browser, site, {"width": 1280, "height": 900}, color_scheme=scheme):
        for address in PAGES:
            if address == "/nowhere":
                continue
            page.goto(address)
            page.wait_for_timeout(400)
            found[address] = faults_of(page)
        page.goto("/events")
        page.click("a.open-link >> nth=0")
        page.wait_for_selector("tr.detail mark.r-act")
        found["evidence"] = faults_of(page)
    assert {address: faults for address, faults in found.items() if faults} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_narrow_screens_need_no_sideways_scrolling(browser: Any, site: str, scheme: str) -> None:
    for page in opened(browser, site, {"width": 400, "height": 800}, color_scheme=scheme):
        for address in ("/", "/events", "/exports", "/document/folder%2Fpage%201.html", HOSTILE):
            page.goto(address)
            page.wait_for_timeout(300)
            assert page.evaluate("document.documentElement.scrollWidth") <= 400, address
        page.goto("/")
        assert not page.is_visible(".facet[data-facet=event_type] a.value")
        page.click(".fold > summary")
        page.click(".facet[data-facet=event_type] a.value >> nth=0")
        narrowed_to(page, "36")


def test_hostile_page_does_nothing(page: Any) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(HOSTILE)
    assert "owned" not in page.title()
    assert "document.title='owned'" in page.text_content("article")
    assert page.locator("article img, article script, article svg").count() == 0
    # a mark that turns the writing round ends with its comment
    assert page.evaluate("getComputedStyle(document.querySelector('.comment bdi')).unicodeBidi") == "isolate"
    page.goto("/events?voices=comment")
    page.click("a.open-link >> nth=0")
    page.wait_for_selector("tr.detail mark.r-act")
