from datetime import date

from dragoman.analysis.dyads import dyads

ROWS = [
    ("RUS", "UKR", 3, 1, 0, 1, 1, -9.0, -6.0, date(2018, 1, 2), date(2018, 3, 4)),
    ("IND", "IND", 9, 0, 0, 0, 9, -90.0, -90.0, None, None),
    ("UKR", "RUS", 3, 0, 3, 0, 0, 20.999999904, 21.0, "2018-01-01", "2018-01-01 00:00:00"),
]


def test_counts_means_and_days() -> None:
    found = dyads(ROWS)
    assert [(pair.source, pair.target) for pair in found] == [("IND", "IND"), ("RUS", "UKR"), ("UKR", "RUS")]
    pair = found[1]
    assert (pair.cooperation, pair.conflict) == (1, 2)
    assert (pair.goldstein_mean, pair.icews_mean) == (-3.0, -2.0)
    assert (pair.first, pair.last) == (date(2018, 1, 2), date(2018, 3, 4))
    assert found[2].goldstein_sum == 21.0
    assert found[2].last == date(2018, 1, 1)
    assert found[0].first is None


def test_between_two_leaves_out_what_one_does_to_itself() -> None:
    assert [pair.source for pair in dyads(ROWS, between_two=True)] == ["RUS", "UKR"]


def test_nothing_is_nothing() -> None:
    assert dyads([]) == ()
