"""When: expressions, what they are counted from, which of them dates the act, and what is kept as written."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from dragoman.coding.dates import Dated, Setting, event_date, find_dates, published_day

SATURDAY = Setting(date(2018, 9, 29))
_TABLE = Path(__file__).parent.parent / "data" / "dates.tsv"
_RIGHT = 0.97


def _rows() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _read(row: dict[str, str]) -> Dated:
    sentence, clause = row["sentence"], row["clause"] or row["sentence"]
    at = re.search(rf"\b{re.escape(row['trigger'])}\b", sentence)
    assert at is not None, row
    start = sentence.index(clause)
    setting = Setting(published_day(row["published"]), row["before"] or None)
    return event_date(sentence, at.start(), (start, start + len(clause)), setting, ahead=bool(row["ahead"]))


def _right(row: dict[str, str]) -> bool:
    found = _read(row)
    return (found.edtf or "", found.basis) == (row["expected"], row["basis"])


def _name(row: dict[str, str]) -> str:
    return f"{row['published'] or 'undated'}: {row['sentence']} [{row['trigger']}]"


# EDTF, levels 0 to 2, as far as it is written here.
_DAY = r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|-2[1-4])?~?|XXXX-\d\d(?:-\d\d)?~?|\d{3}X)"
_EDTF = re.compile(rf"{_DAY}|(?:{_DAY}|\.\.)/(?:{_DAY}|\.\.)|\{{{_DAY}(?:,{_DAY})+\}}")


def test_table_is_large_enough_and_right() -> None:
    rows = _rows()
    missed = [f"{_name(row)} -> {_read(row).edtf}, not {row['expected']}" for row in rows if not _right(row)]
    assert len(rows) >= 220
    assert len(missed) <= (1 - _RIGHT) * len(rows), "\n".join(missed)


@pytest.mark.parametrize("row", _rows(), ids=_name)
def test_row(row: dict[str, str]) -> None:
    found = _read(row)
    assert found.edtf is None or _EDTF.fullmatch(found.edtf)
    assert found.reason
    if found.text is not None:
        assert row["sentence"][found.start : found.end] == found.text
    if row["miss"]:
        pytest.xfail(row["miss"])
    assert (found.edtf or "", found.basis) == (row["expected"], row["basis"]), found


def _found(text: str, setting: Setting = SATURDAY) -> list[tuple[str | None, str | None]]:
    return [(found.text, found.edtf) for found in find_dates(text, setting)]


def test_all_dates_in_order_each_with_its_words() -> None:
    text = "He lived in Rome from 2014 to 2016; on Thursday he left, and the next day he met the pope."
    assert _found(text) == [
        ("from 2014 to 2016", "2014/2016"),
        ("on Thursday", "2018-09-27"),
        ("the next day", "2018-09-28"),
    ]


def test_reason_names_the_words_and_what_they_are_counted_from() -> None:
    (found,) = find_dates("They met on Friday.", SATURDAY)
    assert found.reason == 'words "on Friday", counted from 2018-09-29'
    assert ("They met on Friday."[found.start : found.end], found.basis) == ("on Friday", "text")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("He left on February 30.", '"on February 30": February 30 is no day of the calendar'),
        ("He left on 2018-13-01.", '"on 2018-13-01": there is no month 13'),
        ("He left in 1648.", '"in 1648": the year 1648 lies outside 1900 to 2100'),
        ("He left several years ago.", '"several years ago": how many years is not told'),
    ],
)
def test_what_cannot_be_read_is_kept_as_written(text: str, reason: str) -> None:
    (found,) = find_dates(text, SATURDAY)
    assert (found.edtf, found.basis, found.reason) == (None, "none", reason)


def test_day_and_month_that_may_be_swapped_give_the_year_and_a_reason() -> None:
    (found,) = find_dates("He left on 03/04/2018.", SATURDAY)
    assert found.edtf == "2018"
    assert "may be month or day first" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "", "He may march in the sun.", "May said so.", "April Jones met June Smith.", "a 28-year-old man",
        "1,984 people in 2000 cases", "at 5 pm he scored 3-2", "the 20th century", "a second time", "50.45, 30.52",
        "They spoke of the fall of Kabul.", "Version 10.2.18 of the 737", "two years in prison",
    ],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    assert _found(text) == []


def test_without_a_date_the_day_of_publication() -> None:
    found = event_date("They met.", 5, (0, 9), SATURDAY, ahead=False)
    assert (found.edtf, found.basis, found.text, found.start, found.end) == ("2018-09-29", "publication", None, -1, -1)


@pytest.mark.parametrize("published", [None, date.min, date.max, date(2000, 2, 29)])
@pytest.mark.parametrize("before", [None, "XXXX-09-28", "../2014", "2014/..", "201X", "2018-24", "2018~", "nonsense"])
def test_every_setting_is_borne(published: date | None, before: str | None) -> None:
    for row in _rows():
        for ahead in (False, True):
            sentence = row["sentence"]
            found = event_date(sentence, 0, (0, len(sentence)), Setting(published, before), ahead=ahead)
            assert found.basis in {"text", "publication", "none"}


@pytest.mark.parametrize(
    ("text", "day"), [("2018-09-28T10:00:00Z", date(2018, 9, 28)), ("soon", None), ("", None), (None, None)]
)
def test_day_of_publication(text: str | None, day: date | None) -> None:
    assert published_day(text) == day
