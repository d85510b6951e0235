"""The sample, the sheet, the page, and the scores; and the command over a store."""

import csv
import io
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer
from playwright.sync_api import sync_playwright

from dragoman.analysis.audit import COLUMNS, QUESTIONS, Drawn, Sampled, draw, roles, sheet_row, write_sheet
from dragoman.analysis.audit_page import write_page
from dragoman.analysis.audit_score import (
    Score,
    Sheet,
    agreements,
    kappa,
    read_judgements,
    read_sheet,
    scores,
    wilson,
)
from dragoman.cli import audit
from dragoman.errors import InputError, UsageError
from dragoman.ontology import load_ontology
from dragoman.store import CodedDocument, Judgement, Run, Store
from dragoman.types import Act, Actor, Document, Event, Evidence, Place, Trigger

TEXT = "It rained. France supplied Chad with <b>helicopters</b> in Abeche. Nobody objected."
AXE = Path(__file__).parent.parent / "web" / "axe.min.js"
NAMES = {"072": "Provide military aid"}


def _actor(name: str, code: str | None, start: int) -> Actor:
    return Actor(name, name, code, code, (), start, start + len(name), "made by hand")


def _event(number: int = 0, **changes: Any) -> Event:  # noqa: ANN401 - fields of many kinds
    sentence = TEXT[11:66]
    made = Event(
        id=f"{number:016x}", document_id=f"d{number % 7}", event_type="AID", event_mode=None, contexts=(), cameo="072",
        quad=2, goldstein=8.3, act=Act("AID", "072"), modality="actual", operators=(), factuality="asserted",
        condition=None, source=(_actor("France", "FRA", 11),), target=(_actor("Chad", "TCD", 27),), voice="article",
        speaker=None, date="2026-03-12", date_basis="publication",
        place=Place("Abeche", "TCD", 13.8, 20.8, TEXT.index("Abeche"), TEXT.index("Abeche") + 6),
        items=(), harm=(), evidence=(Evidence(f"d{number % 7}", 11, 66, sentence),),
        trigger=Trigger(18, 26, "supplied"), rule="give-weapons", confidence=0.5,
    )  # fmt: skip
    return replace(made, **changes)


def _document(name: str = "d0") -> Document:
    return Document(name, "https://example.org/a", "Rain & rotors", None, "2026-03-12", "en", TEXT, ())


def _sampled(**changes: Any) -> Sampled:  # noqa: ANN401 - likewise
    event = _event(**changes)
    return Sampled(1, Drawn(event.id, event.document_id, "AID", 12.5), event, _document())


def _corpus() -> list[tuple[str, str, str, str, str]]:
    """Ten thousand rows: most of them of one kind, a few in rare cells."""
    rows = [("REQUEST", "article", "asserted", f"d{i % 500}", f"e{i}") for i in range(9000)]
    rows += [("ASSAULT", "quote", "asserted", f"d{i}", f"q{i}") for i in range(900)]
    rows += [("AID", "comment", "possible", f"d{i}", f"c{i}") for i in range(80)]
    return rows + [("AID", "article", "conditional", f"d{i}", f"x{i}") for i in range(20)]


# ------------------------------------------------------------------------------------------------------- drawing


def test_the_same_rows_and_seed_give_the_same_sample() -> None:
    assert draw(_corpus(), 200, 7) == draw(reversed(_corpus()), 200, 7)
    assert draw(_corpus(), 200, 7) != draw(_corpus(), 200, 8)


@pytest.mark.parametrize("size", [1, 3, 20, 200, 1000])
def test_the_sample_has_its_size_and_each_event_once(size: int) -> None:
    drawn = draw(_corpus(), size)
    assert len(drawn) == size
    assert len({(one.event_id, one.document_id) for one in drawn}) == size


def test_rare_kinds_are_drawn_and_weigh_less() -> None:
    drawn = draw(_corpus(), 200)
    strata = Counter(one.stratum for one in drawn)
    assert min(strata["AID"], strata["ASSAULT"]) >= 20
    cells = {row[3:]: row[1:3] for row in _corpus()}
    found = Counter(cells[one.document_id, one.event_id] for one in drawn)
    assert min(found["comment", "possible"], found["article", "conditional"]) >= 5
    weights = {one.stratum: one.weight for one in drawn}
    assert weights["REQUEST"] > weights["AID"]


def test_weights_give_the_whole() -> None:
    for seed in range(20):
        assert sum(one.weight for one in draw(_corpus(), 300, seed)) == pytest.approx(10_000, rel=0.03)


def test_every_event_has_the_chance_that_its_weight_says() -> None:
    rows = [("A" if i < 6 else "B", "article", "asserted", "d", f"e{i}") for i in range(30)]
    drawn = Counter(one.event_id for seed in range(3000) for one in draw(rows, 5, seed))
    weights = {one.stratum: one.weight for one in draw(rows, 5)}
    for name, count in drawn.items():
        expected = 3000 / weights["A" if int(name[1:]) < 6 else "B"]
        assert count == pytest.approx(expected, abs=5 * expected**0.5)


def test_a_small_corpus_is_taken_whole() -> None:
    drawn = draw([(None, "article", "asserted", "d", "e")], 200)
    assert drawn == (Drawn("e", "d", "none", 1.0),)
    assert draw([], 200) == ()


# ----------------------------------------------------------------------------------------------------- the sheet


def test_a_row_tells_the_coding_in_words() -> None:
    row = sheet_row(_sampled(), NAMES)
    assert row["coding"] == (
        "France (FRA) -> Chad (TCD): AID 072 (Provide military aid); date: 2026-03-12, of the page; "
        "place: Abeche (TCD); voice: article; factuality: asserted"
    )
    assert (row["before"], row["after"]) == ("It rained.", "Nobody objected.")
    assert row["event"] == f"{0:016x}@d0"


def test_what_is_not_coded_is_said() -> None:
    bare = _sampled(source=(), date=None, date_basis="none", place=None, evidence=())
    row = sheet_row(replace(bare, document=None), {})
    assert (row["coded_source"], row["coded_date"], row["coded_place"], row["sentence"]) == ("none", "none", "none", "")


def test_no_cell_is_a_formula() -> None:
    one = replace(_sampled(), document=replace(_document(), title='=HYPERLINK("x")'))
    assert sheet_row(one, NAMES)["title"] == '\'=HYPERLINK("x")'


def test_roles_do_not_overlap() -> None:
    event = _event(speaker=_actor("France", "FRA", 11))
    assert [role for _, _, role in roles(event)] == ["source", "act", "target", "place"]


def test_the_page_marks_roles_and_asks_nothing_of_the_network() -> None:
    stream = io.StringIO()
    write_page([_sampled()], NAMES, "Audit <of> all", stream)
    page = stream.getvalue()
    assert '<mark class="source"><b>source</b>France</mark>' in page
    assert "&lt;b&gt;helicopters&lt;/b&gt;" in page
    assert "<title>Audit &lt;of&gt; all</title>" in page
    # the answers' data must not end the script that holds it
    assert page.count("</script>") == 2
    assert not re.search(r"(?:src|href)=", page)
    assert page.count("<fieldset>") == len(QUESTIONS)


# ------------------------------------------------------------------------------------------------------- scoring


def _filled(answers: list[dict[str, str]], separator: str = ",", **changes: str) -> str:
    stream = io.StringIO()
    out = csv.DictWriter(stream, COLUMNS, delimiter=separator)
    out.writeheader()
    for number, given in enumerate(answers):
        row = sheet_row(replace(_sampled(number=number), number=number), NAMES)
        out.writerow({**row, **{f"{key}_is" if key in QUESTIONS else key: value for key, value in given.items()}})
    return stream.getvalue()


def _sheet(answers: list[dict[str, str]], name: str = "a.csv") -> Sheet:
    return read_sheet(io.StringIO(_filled(answers), newline=""), name)


def _score_of(sheet: Sheet, measure: str, group: str = "all", value: str = "") -> Score:
    found = [s for s in scores(sheet) if (s.measure, s.group, s.value) == (measure, group, value)]
    assert len(found) == 1
    return found[0]


ALL_RIGHT = dict.fromkeys(QUESTIONS, "right")


def test_precision_weighted_and_not() -> None:
    sheet = _sheet([{"type": "right", "weight": "30"}, {"type": "wrong", "weight": "10"}])
    score = _score_of(sheet, "type")
    assert (score.n, score.right, score.precision, score.weighted) == (2, 1, 0.5, 0.75)
    assert score.effective_n == pytest.approx(1.6)
    assert score.weighted_low is not None
    assert score.weighted_low < 0.75


def test_wilson_is_wilsons() -> None:
    # 8 of 10: (0.4902, 0.9433), as in any table of it
    assert wilson(0.8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(1.0, 5)[1] == 1.0
    assert wilson(0.0, 5)[0] == 0.0


def test_answers_together_need_all_of_them() -> None:
    sheet = _sheet([
        ALL_RIGHT,
        ALL_RIGHT | {"target": "wrong"},
        ALL_RIGHT | {"place": "n/a"},
        {"source": "wrong"},
    ])  # fmt: skip
    assert (_score_of(sheet, "actors").right, _score_of(sheet, "actors").n) == (2, 3)
    assert (_score_of(sheet, "everything").right, _score_of(sheet, "everything").n) == (2, 3)
    assert _score_of(sheet, "place").n == 2
    assert _score_of(sheet, "source").n == 4
    assert _score_of(sheet, "event", "event_type", "AID").n == 3


def test_nothing_judged_gives_no_scores() -> None:
    assert scores(_sheet([{}])) == ()


def test_strata_of_their_own_are_told() -> None:
    sheet = _sheet([{"type": "right", "stratum": "2"}, {"type": "right", "stratum": "4"}])
    assert _score_of(sheet, "type", "stratum", "4").n == 1
    assert "stratum" not in {score.group for score in scores(_sheet([ALL_RIGHT]))}


def test_bad_cells_are_told_by_line_and_the_rest_is_kept() -> None:
    sheet = _sheet([
        {"type": "maybe", "source": "right"},
        {"weight": "heavy", "type": "right"},
        {"event": "x", "type": "right"},
        {"note": "two\nlines", "type": "R"},
        {"weight": "-1", "type": "wrong"},
    ])  # fmt: skip
    assert [problem.split(": ")[:2] for problem in sheet.problems] == [
        ["a.csv:2", "type_is"], ["a.csv:3", "weight"], ["a.csv:4", "event"], ["a.csv:7", "weight"],
    ]  # fmt: skip
    assert (_score_of(sheet, "type").n, _score_of(sheet, "source").n) == (1, 1)


def test_an_event_counts_once() -> None:
    twice = _filled([{"type": "right"}]) + _filled([{"type": "wrong"}]).split("\n", 1)[1]
    sheet = read_sheet(io.StringIO(twice, newline=""), "a.csv")
    assert "twice" in sheet.problems[0]
    assert _score_of(sheet, "type").right == 1


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_spreadsheets_make_of_a_sheet(separator: str) -> None:
    text = "\ufeff" + _filled([{"type": "Right ", "weight": "12,5"}], separator)
    sheet = read_sheet(io.StringIO(text, newline=""), "a.csv")
    assert sheet.problems == ()
    assert sheet.rows[0].weight == 12.5
    assert sheet.rows[0].answers == {"type": True}


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "event,weight,event_type,voice,factuality\n"])
def test_another_file_is_no_sheet(text: str) -> None:
    with pytest.raises(InputError, match="no sheet of `dragoman audit`"):
        read_sheet(io.StringIO(text), "other.csv")


def test_kappa() -> None:
    # the example of Cohen's that everyone computes by hand: 35 of 50 agree, half of that by chance
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([(True, True)] * 3) is None


def test_two_raters() -> None:
    one = _sheet([{"type": "right"}, {"type": "right"}, {"type": "wrong"}, {}], "a.csv")
    other = _sheet([{"type": "right"}, {"type": "wrong"}, {"type": "wrong"}, {"type": "right"}], "b.csv")
    (found,) = agreements([one, other])
    assert (found.measure, found.n, found.same) == ("type", 3, 2)
    assert found.kappa == pytest.approx(0.4)
    assert agreements([one]) == ()


def test_judgements_of_the_explorer() -> None:
    rows = [("e1", "d", "right", "ann"), ("e2", "d", "wrong actor", "ann"), ("e3", "d", "wrong_type", "ann"),
            ("e4", "d", "wrong", "ann"), ("e5", "d", "so so", "ann"), ("e1", "d", "wrong", "bob")]  # fmt: skip
    ann, bob = read_judgements((*row, "AID", "article", "asserted") for row in rows)
    assert [score.right for score in scores(ann, weighted=False)[:3]] == [2, 2, 1]
    assert scores(ann, weighted=False)[0].weighted is None
    assert "so so" in ann.problems[0]
    assert {one.same for one in agreements([ann, bob])} == {0}


# --------------------------------------------------------------------------------------------------- the command


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.duckdb"
    kinds = ("AID", "ASSAULT", "REQUEST")
    events = [_event(i, event_type=kinds[i % 3], voice=("article", "quote")[i % 2]) for i in range(60)]
    with Store.open(path, write=True) as opened:
        run = opened.begin_run(Run("run", "2026-01-01T12:00:00Z", None, "lexicon", "model"))
        opened.write_batch(
            run,
            [
                CodedDocument(_document(f"d{i}"), tuple(e for e in events if e.document_id == f"d{i}"), f"h{i}", "x")
                for i in range(7)
            ],
        )
    return path


@pytest.fixture
def command() -> Callable[..., int]:
    app = typer.Typer()
    audit.register(app)
    return lambda *words: app([str(word) for word in words], standalone_mode=False)


def test_the_command_draws_and_scores(store: Path, command: Callable[..., int], tmp_path: Path) -> None:
    sheet, again, page = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "a.html"
    assert command(store, "--sample", 20, "--seed", 3, "-o", sheet, "--html", page) == 0
    assert command(store, "--sample", 20, "--seed", 3, "-o", again) == 0
    assert sheet.read_text() == again.read_text()
    rows = list(csv.DictReader(io.StringIO(sheet.read_text())))
    assert len(rows) == 20
    assert {row["event_type"] for row in rows} == {"AID", "ASSAULT", "REQUEST"}
    assert page.read_text().count("<article") == 20
    with sheet.open("w", newline="") as stream:
        out = csv.DictWriter(stream, COLUMNS)
        out.writeheader()
        out.writerows(row | {"type_is": "right"} for row in rows)
    assert command("--score", sheet, sheet, "--format", "json", "-o", tmp_path / "scores.json") == 0
    assert '"n":20,"right":20,"precision":1.0' in (tmp_path / "scores.json").read_text()


def test_filters_and_strata(store: Path, command: Callable[..., int], tmp_path: Path) -> None:
    sheet = tmp_path / "a.csv"
    assert command(store, "--by", "voice", "--event-type", "AID", "--voices", "quote", "-o", sheet) == 0
    assert {(row["stratum"], row["event_type"]) for row in csv.DictReader(io.StringIO(sheet.read_text()))} == {
        ("quote", "AID")
    }


def test_a_bad_cell_is_told_and_the_status_says_so(
    command: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text(_filled([{"type": "maybe", "source": "right"}]))
    assert command("--score", sheet) == 1
    told = capsys.readouterr()
    assert "a.csv:2: type_is: 'maybe' is neither right nor wrong" in told.err
    assert re.search(r"^all +source +1 +1 +1\.000", told.out, re.MULTILINE)


def test_judgements_kept_in_a_store(
    store: Path, command: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError, match="holds no judgements"):
        command(store, "--judgements")
    with Store.open(store, write=True) as opened:
        for number, verdict in enumerate(("right", "right", "wrong actor")):
            opened.judge(Judgement(f"{number:016x}", f"d{number}", verdict, "", "ann", "2026-01-02T12:00:00Z"))
        opened.judge(Judgement("gone", "d0", "right", "", "ann", "2026-01-02T12:00:00Z"))
    assert command(store, "--judgements", "--format", "csv") == 0
    told = capsys.readouterr()
    assert "ann,all,,actors,3,2,0.66" in told.out
    assert "1 judgements of events that are not there" in told.err


def test_wrong_usage(store: Path, command: Callable[..., int], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--by"):
        command(store, "--by", "weather")
    with pytest.raises(UsageError, match="one store"):
        command(store, store)
    with pytest.raises(InputError, match="cannot be read"):
        command("--score", tmp_path / "none.csv")


def test_names_of_codes_are_those_of_the_ontology() -> None:
    stream = io.StringIO()
    write_sheet([_sampled()], {code.code: code.name for code in load_ontology().codes.values()}, stream)
    assert "AID 072 (Provide military aid)" in stream.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs a browser on this machine")
def test_the_page_is_filled_in_by_keyboard_and_saves_a_sheet(tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    with file.open("w", encoding="utf-8") as stream:
        write_page([_sampled(), replace(_sampled(number=1), number=2)], NAMES, "Audit", stream)
    asked: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(bypass_csp=True)  # for the checker's own script
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        page.keyboard.press("Tab")
        page.keyboard.press("Space")  # type: right
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")  # source: wrong
        page.fill('input[name="1 note"]', '=she said "no", twice')
        page.reload()
        page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
        faults = page.evaluate("axe.run().then(found => found.violations.map(fault => fault.id))")
        with page.expect_download() as download:
            page.click("button")
        download.value.save_as(tmp_path / "sheet.csv")
        browser.close()
    assert faults == []
    assert {url.split(":")[0] for url in asked} <= {"file", "blob"}
    text = (tmp_path / "sheet.csv").read_text(encoding="utf-8")
    sheet = read_sheet(io.StringIO(text, newline=""), "sheet.csv")
    assert sheet.problems == ()
    assert [dict(row.answers) for row in sheet.rows] == [{"type": True, "source": False}, {}]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["note"] == '\'=she said "no", twice'
    blank = sheet_row(_sampled(), NAMES)
    assert {k: v for k, v in rows[0].items() if k not in ("type_is", "source_is", "note")} == {
        k: v for k, v in blank.items() if k not in ("type_is", "source_is", "note")
    }
