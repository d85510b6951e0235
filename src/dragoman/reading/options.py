"""What a caller may say about the input before it is read."""

from dataclasses import dataclass
from typing import Literal

InputKind = Literal["auto", "text", "html"]

DEFAULT_MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Facts known from elsewhere; each one given overrides what the page says.

    `published` is an ISO date or date-time. `kind` settles what `auto` would sniff.
    An input of more than `max_bytes` is refused with an InputError.
    """

    document_id: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    kind: InputKind = "auto"
    max_bytes: int = DEFAULT_MAX_BYTES
