"""Columns of a query as plain values."""

from datetime import date

Slice = tuple[int, int]  # offset, limit


def as_text(value: object) -> str | None:
    """A column of text."""
    return None if value is None else str(value)


def as_texts(value: object) -> tuple[str, ...]:
    """A column of lists of text."""
    return tuple(map(str, value)) if isinstance(value, list) else ()


def as_int(value: object) -> int:
    """A column of counts."""
    """Sums come back as wider numbers than counts."""
    return int(str(value)) if value is not None else 0


def as_date(value: object) -> date | None:
    """A column of days."""
    return date.fromisoformat(str(value)[:10]) if value is not None else None
