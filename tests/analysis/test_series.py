from datetime import date

import pytest

from dragoman.analysis.series import Plan, Unit, floor, following, series
from dragoman.errors import UsageError


def test_gaps_are_zeros() -> None:
    found = series([(date(2018, 1, 1), "", 2, 4.0), (date(2018, 4, 1), "", 1, -1.5)], Plan("month"))
    assert [point.count for point in found.points] == [2, 0, 0, 1]
    assert found.points[3].goldstein_sum == -1.5


def test_every_value_has_every_step() -> None:
    rows = [(date(2018, 1, 1), "AID", 2, 4.0), (date(2018, 1, 3), "ASSAULT", 5, -50.0)]
    found = series(rows, Plan("day", "event_type"), left_out=7)
    assert found.keys == ("AID", "ASSAULT")
    assert [(point.start.day, point.key, point.count) for point in found.points] == [
        (1, "AID", 2), (1, "ASSAULT", 0), (2, "AID", 0), (2, "ASSAULT", 0), (3, "AID", 0), (3, "ASSAULT", 5),
    ]  # fmt: skip
    assert found.left_out == 7


def test_the_most_frequent_values_come_first_where_they_are_limited() -> None:
    rows = [(date(2018, 1, 1), key, count, 0.0) for key, count in (("a", 1), ("b", 3), ("c", 2))]
    assert series(rows, Plan("year", "source", keys=2)).keys == ("b", "c")


def test_a_series_reaches_as_far_as_it_was_asked_for() -> None:
    plan = Plan("month", since=date(2017, 11, 15), until=date(2018, 2, 3))
    found = series([(date(2018, 1, 1), "", 1, 0.0)], plan)
    assert [f"{start:%Y-%m}" for start in found.starts] == ["2017-11", "2017-12", "2018-01", "2018-02"]
    assert [point.count for point in series([], plan).points] == [0, 0, 0, 0]
    assert series([], Plan("month")).points == ()


@pytest.mark.parametrize(
    ("unit", "first", "then"),
    [
        ("day", date(2018, 12, 31), date(2019, 1, 1)),
        ("week", date(2018, 12, 31), date(2019, 1, 7)),
        ("month", date(2018, 12, 1), date(2019, 1, 1)),
        ("year", date(2018, 1, 1), date(2019, 1, 1)),
    ],
)
def test_steps(unit: Unit, first: date, then: date) -> None:
    assert floor(date(2018, 12, 31), unit) == first
    assert following(first, unit) == then


def test_a_series_of_a_wrong_date_is_refused() -> None:
    with pytest.raises(UsageError, match="longer unit"):
        series([(date(1, 1, 2), "", 1, 0.0), (date(2018, 1, 1), "", 1, 0.0)], Plan("day"))


def test_the_end_of_the_calendar_is_no_fault() -> None:
    assert len(series([(date(9999, 12, 1), "", 1, 0.0)], Plan("month")).points) == 1
    assert floor(date(1, 1, 3), "week") == date(1, 1, 1)
