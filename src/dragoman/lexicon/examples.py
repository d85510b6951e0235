"""The example lines of an entry: "A sentence. => RUS AID/072 IRQ; RUS AGREE/030 IRQ" or "A sentence. => none"."""

import re

from dragoman.lexicon.records import Example

_EVENT = re.compile(r"^(\S+) ([A-Z]+)(?:/(\d{2,4}))? (\S+)$")


def read_examples(rule: str, text: str, place: str, problems: list[str]) -> tuple[Example, ...]:
    """All example lines; a line that is none is a problem."""
    found = []
    for line in filter(None, (row.strip() for row in text.splitlines())):
        sentence, arrow, coding = line.partition("=>")
        expected = _expected(coding.strip())
        if not arrow or expected is None:
            problems.append(
                f"{place}: cannot read the example '{line}'; write 'A sentence. => SRC TYPE/CODE TGT' or '=> none'"
            )
            continue
        found.append(Example(rule, sentence.strip(), expected, place))
    return tuple(found)


def _expected(coding: str) -> tuple[tuple[str, str, str, str], ...] | None:
    """(source, type, code, target) of each event; "---" stands for no actor, "*" for any."""
    if coding == "none":
        return ()
    matches = [_EVENT.match(part.strip()) for part in coding.split(";")]
    if not all(matches):
        return None
    return tuple((m[1], m[2], m[3] or "", m[4]) for m in matches if m)
