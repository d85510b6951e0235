"""The lines of other people's dictionaries, of actors and of verbs alike: their encodings and their comments."""

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"(\[[^\]]*\])|[#;].*")  # a code in brackets may be [###]


def decoded(data: bytes) -> str:
    """The text of a dictionary: UTF-8, or else the Windows encoding in which many are kept; never fails."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def rows(data: bytes) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, without comments (`#`, `;`, `<!-- -->`), blanks at their end and empty ones."""
    inside = False
    # not splitlines: names may hold characters that it takes for ends of lines
    for number, line in enumerate(decoded(data).replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if inside or line.lstrip().startswith(("<!", "< !")):
            inside = "-->" not in line and (inside or line.lstrip().startswith("<!--"))
            continue
        bare = (_COMMENT.sub(r"\1", line) if "#" in line or ";" in line else line).rstrip()
        if bare:
            yield number, bare
