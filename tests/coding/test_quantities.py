"""Numbers and sums of money in words and digits, exact, vague and malformed."""

import pytest

from dragoman.coding.quantities import numbers, read_number, sums


@pytest.mark.parametrize(
    ("text", "low", "high", "told"),
    [
        ("24", 24, 24, "24"),
        ("1,200", 1200, 1200, "1200"),
        ("1 200", 1200, 1200, "1200"),
        ("1\u202f200", 1200, 1200, "1200"),
        ("1\u00a0200", 1200, 1200, "1200"),
        ("1,20,000", 120000, 120000, "120000"),
        ("1.5 million", 1500000, 1500000, "1500000"),
        ("two dozen", 24, 24, "24"),
        ("a dozen", 12, 12, "12"),
        ("half a dozen", 6, 6, "6"),
        ("dozens", 24, 99, "dozens"),
        ("hundreds", 200, 999, "hundreds"),
        ("thousands", 2000, 9999, "thousands"),
        ("tens of thousands", 20000, 99999, "tens of thousands"),
        ("scores", 40, 99, "scores"),
        ("several", 3, 9, "several"),
        ("a few", 3, 9, "a few"),
        ("some 40", 40, 40, "about 40"),
        ("about 20", 20, 20, "about 20"),
        ("nearly 200", 200, 200, "nearly 200"),
        ("at least 12", 12, None, "at least 12"),
        ("more than 100", 100, None, "more than 100"),
        ("up to 30", None, 30, "up to 30"),
        ("as many as 30", None, 30, "as many as 30"),
        ("between 10 and 15", 10, 15, "10-15"),
        ("10 to 15", 10, 15, "10-15"),
        ("10-15", 10, 15, "10-15"),
        ("two or three", 2, 3, "2-3"),
        ("2 to 3 million", 2000000, 3000000, "2000000-3000000"),
        ("twenty-four", 24, 24, "24"),
        ("one hundred and fifty", 150, 150, "150"),
        ("three hundred thousand", 300000, 300000, "300000"),
        ("a", 1, 1, "1"),
        ("an", 1, 1, "1"),
    ],
)
def test_numbers(text: str, low: int | None, high: int | None, told: str) -> None:
    quantity = read_number(text)
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.text) == (low, high, told)


@pytest.mark.parametrize("text", ["1,20,0 0", "12..5", "1,2", "1.2.3"])
def test_malformed_is_kept_as_written(text: str) -> None:
    quantity = read_number(text)
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.text) == (None, None, text)
    assert quantity.reason


@pytest.mark.parametrize("text", ["", "tanks", "S-400", "12 tanks"])
def test_no_numbers(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a squadron of jets", ["a squadron"]),
        ("four batteries of S-400", ["4 batteries"]),
        ("handed over 18 tanks", ["18"]),
        ("fifty F-16s and a Mi-8", ["50", "1"]),
        ("thousands of rounds", ["thousands"]),
    ],
)
def test_numbers_in_text(text: str, told: list[str]) -> None:
    assert [one.quantity.text for one in numbers(text)] == told


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("$1.2 billion", "USD", 1.2e9),
        ("$1.2bn", "USD", 1.2e9),
        ("US$ 300m", "USD", 3e8),
        ("A$3bn", "AUD", 3e9),
        ("€50 million", "EUR", 5e7),
        ("£20m", "GBP", 2e7),
        ("1.2 billion dollars", "USD", 1.2e9),
        ("300 million Australian dollars", "AUD", 3e8),
        ("two million euros", "EUR", 2e6),
        ("Rs 500 crore", "INR", 5e9),
        ("Rs 500", None, 500),
        ("500 million rupees", None, 5e8),
        ("billions of dollars", "USD", None),
        ("$1,20 million", "USD", None),
        ("$1,200,000", "USD", 1.2e6),
    ],
)
def test_money(text: str, currency: str | None, amount: float | None) -> None:
    (value,) = sums(f"It paid {text} for them.")
    assert (value.text, value.currency) == (text, currency)
    assert value.amount == (None if amount is None else pytest.approx(amount))
    assert (value.reason is None) == (amount is not None)


@pytest.mark.parametrize("text", ["500 pounds of explosives", "12 tanks", "S-400", "Rs"])
def test_no_money(text: str) -> None:
    assert list(sums(text)) == []
