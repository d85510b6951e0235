from datetime import date

import pytest

from dragoman.analysis.compare import Side, agreement, compare, ranks

KEY = ("RUS", "UKR", "19", "2018-01-02")


def side(name: str, **changes: object) -> Side:
    values: dict[str, object] = {
        "total": 3, "types": {"AID": 2, "ASSAULT": 1}, "dyads": {"RUS-UKR": 3},
        "months": {date(2018, 1, 1): 2, date(2018, 3, 1): 1}, "keys": frozenset({KEY}),
    }  # fmt: skip
    return Side(name, **(values | changes))  # type: ignore[arg-type]


def test_a_side_agrees_with_itself() -> None:
    found = compare(side("a"), side("b"))
    assert (found.by_type.pearson, found.by_type.spearman) == (1.0, 1.0)
    assert [(row.value, row.a) for row in found.months] == [("2018-01", 2), ("2018-02", 0), ("2018-03", 1)]
    assert (found.events.both, found.events.only_a, found.events.only_b) == (1, 0, 0)


def test_what_only_one_has() -> None:
    others = frozenset({KEY, ("USA", "IRQ", "04", "2018-01-05"), ("USA", "IRQ", "04", "2017-01-05")})
    found = compare(side("a"), side("b", keys=others, types={"PROTEST": 4}), examples=1)
    assert (found.events.both, found.events.only_a, found.events.only_b) == (1, 0, 2)
    assert [one.day for one in found.events.examples_b] == ["2017-01-05"]
    assert [(row.value, row.a, row.b) for row in found.types] == [("PROTEST", 0, 4), ("AID", 2, 0), ("ASSAULT", 1, 0)]


def test_months_that_one_does_not_cover_are_shown_but_not_correlated() -> None:
    found = compare(side("a"), side("b", months={date(2018, 3, 1): 1, date(2018, 4, 1): 1}))
    assert [row.value for row in found.months] == ["2018-01", "2018-02", "2018-03", "2018-04"]
    assert found.by_month.values == 1
    assert found.by_month.pearson is None


def test_centuries_of_nothing_are_passed_over() -> None:
    found = compare(side("a", months={date(1500, 1, 1): 1, date(2018, 1, 1): 1}), side("b"))
    assert len(found.months) < 10


def test_correlations() -> None:
    assert ranks([10, 30, 20, 30]) == [1, 3.5, 2, 3.5]
    found = agreement([(1, 1), (2, 8), (3, 27), (4, 64)])
    assert found.spearman == 1.0
    assert found.pearson == pytest.approx(0.951, abs=0.001)
    assert agreement([]).pearson is None
    assert agreement([(1, 5), (1, 6)]).spearman is None
