import json
import re
from datetime import date

import pytest

from dragoman.analysis.dyads import dyads
from dragoman.analysis.figures import FORMATS, KINDS, Between, Data, Format, Kind, Words, draw, render
from dragoman.analysis.figures.placing import Mark, labels
from dragoman.analysis.figures.records import mix, places
from dragoman.analysis.network import network
from dragoman.analysis.series import Plan, series
from dragoman.errors import UsageError

WORDS = Words(
    "Events between A & <B>", "7 events told in 2 documents", "Counted: claims.", "Source: x.", {"RUS": "Russia"}
)
QUADS = series(
    [(date(2018, 1, day), quad, 2, -3.0) for day in (1, 2, 5) for quad in ("1", "3", "4")], Plan("day", "quad")
)
PAIRS = dyads(
    [("RUS", "UKR", 5, 1, 0, 1, 3, -9.0, -9.0, None, None), ("RUS", "RUS", 1, 1, 0, 0, 0, 1.0, 1.0, None, None)]
)
DATA: dict[Kind, Data] = {
    "timeline": QUADS,
    "dyad": Between(("RUS", "UKR"), QUADS),
    "network": network(PAIRS, directed=False),
    "matrix": PAIRS,
    "map": places([("Basra", "IRQ", 30.5, 47.8, "city", 4, 3), ("Baghdad", "IRQ", 33.3, 44.4, "city", 1, 0)]),
    "mix": mix([("RUS", "AID", 2, 4), ("RUS", "ASSAULT", 4, 1), ("UKR", "AID", 2, 1)]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_says_itself_what_it_shows(kind: Kind) -> None:
    svg = render(draw(kind, DATA[kind], WORDS), "svg").decode("utf-8")
    for text in ("Events between A &amp; &lt;B&gt;", WORDS.subtitle, WORDS.caption, WORDS.source):
        assert text in svg
    assert not re.search(r"NaN|undefined", svg)


@pytest.mark.parametrize("kind", KINDS)
def test_no_figure_fetches_anything(kind: Kind) -> None:
    def urls(value: object) -> list[str]:
        if isinstance(value, dict):
            here = [str(value["url"])] if "url" in value else []
            return here + [url for part in value.values() for url in urls(part)]
        return [url for part in value for url in urls(part)] if isinstance(value, list) else []

    spec = json.loads(render(draw(kind, DATA[kind], WORDS), "json"))
    assert urls(spec) == []


def test_a_page_holds_all_that_it_needs() -> None:
    page = render(draw("matrix", PAIRS, WORDS), "html").decode("utf-8")
    assert not re.search(r"<script[^>]+src=|<link|@import", page)
    assert "<title>Events between A &amp; &lt;B&gt;</title>" in page
    assert "Russia" in page


@pytest.mark.parametrize(("form", "start"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("json", b"{"), ("html", b"<!DOC")])
def test_formats(form: Format, start: bytes) -> None:
    assert render(draw("mix", DATA["mix"], WORDS), form).startswith(start)
    assert form in FORMATS


def test_one_place_and_one_step_are_enough() -> None:
    one = places([("Basra", "IRQ", 30.5, 47.8, "city", 1, 1)])
    for kind, data in (("map", one), ("timeline", series([(date(2018, 1, 1), "", 1, 0.0)], Plan("day")))):
        assert render(draw(kind, data, WORDS), "svg")  # type: ignore[arg-type]


def test_what_is_not_there() -> None:
    with pytest.raises(UsageError, match="no figure 'pie'"):
        draw("pie", PAIRS, WORDS)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no format 'gif'"):
        render({}, "gif")  # type: ignore[arg-type]


def test_too_many_steps_are_refused() -> None:
    rows = [(date(1990, 1, 1), "", 1, 0.0), (date(2018, 1, 1), "", 1, 0.0)]
    with pytest.raises(UsageError, match="longer unit"):
        draw("timeline", series(rows, Plan("day")), WORDS)


def test_labels_keep_clear_of_one_another() -> None:
    found = labels([Mark("Basra", 100, 100, 5), Mark("Baghdad", 104, 100, 5), Mark("Mosul", 400, 300, 5)], 640, 480)
    assert [label.text for label in found] == ["Basra", "Baghdad", "Mosul"]
    assert (found[0].x, found[0].y) != (found[1].x, found[1].y)
    assert found[2].align == "left"
    many = [Mark("a long name of a place", 100, 100, 5) for _ in range(50)]
    assert len(labels(many, 200, 200)) < 12


def test_a_label_stays_in_the_picture() -> None:
    assert labels([Mark("Vladivostok", 635, 100, 5)], 640, 480)[0].align == "right"
