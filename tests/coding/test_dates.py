"""When: expressions, the day of publication, and the date in EDTF."""

from datetime import date

import pytest

from dragoman.coding.dates import event_date

SATURDAY = date(2018, 9, 29)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("He stated on September 28.", None, ("XXXX-09-28", "text")),
        ("He stated on September 28.", SATURDAY, ("2018-09-28", "text")),
        ("He stated on 28 September 2017.", SATURDAY, ("2017-09-28", "text")),
        ("He stated it on Dec. 30.", SATURDAY, ("2017-12-30", "text")),
        ("They met on Thursday.", SATURDAY, ("2018-09-27", "text")),
        ("They will meet next Monday.", SATURDAY, ("2018-10-01", "text")),
        ("They met yesterday.", SATURDAY, ("2018-09-28", "text")),
        ("They met yesterday.", None, (None, "none")),
        ("They met in March 2016.", SATURDAY, ("2016-03", "text")),
        ("The war began in 2003.", SATURDAY, ("2003", "text")),
        ("They may march on the capital.", SATURDAY, ("2018-09-29", "publication")),
        ("They met on February 31, 2018.", SATURDAY, ("2018-09-29", "publication")),
    ],
)
def test_dates(text: str, published: date | None, expected: tuple[str | None, str]) -> None:
    assert event_date(text, published) == expected
