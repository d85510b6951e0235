"""Text to sentences, before any parsing: a full stop that ends a sentence, told from one that does not."""

import re

_END = re.compile(
    r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[«]*(?P<next>\w))|\n\s*\n|\n(?=[\"“A-Z•*-])|[.!?…]+[\"”’')\]]*\s*\n"
)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt cmdr adm rev hon sen rep gov pres st jr sr vs no nos inc"
    " ltd co corp dept"
    " jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun approx"
    " est fig al etc"
    " eg ie cf ft mt brig supt insp det min sec amb atty supt messrs mme mlle ayat u.s u.k u.n e.u u.a.e"
    " d.c a.m p.m i.e e.g".split()
)
# after these a capital may well begin a new sentence: then the next word decides
_MAY_END = frozenset("u.s u.k u.n e.u u.a.e d.c a.m p.m inc ltd co corp etc jr sr".split())
_STARTERS = frozenset(
    "the a an in on at it he she they we i this that these those but and as after before when while if"
    " for from with since"
    " his her their our its there some many most one two three no not however meanwhile according also"
    " last earlier later".split()
)
_WORD_BEFORE = re.compile(r"[\w.&-]+$")
_LIMIT = 1200  # characters; longer "sentences" are cut at a comma or semicolon, or the parser's time grows


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of `text[start:end]`, without surrounding white space."""
    spans = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match.start() < begin or not _ends(text, begin, match):
            continue
        spans.append((begin, match.end()))
        begin = match.end()
    spans.append((begin, end))
    return [piece for span in spans for piece in _pieces(text, *span)]


def _ends(text: str, begin: int, match: re.Match[str]) -> bool:
    following = match.group("next")
    if following is None or match.group()[0] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 24), match.start())
    word = before.group().lower() if before else ""
    if word in _MAY_END or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return _next_word(text, match.end()) in _STARTERS and following.isupper()
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i"):
        return False
    return not (following.islower() and "." in word)


def _next_word(text: str, position: int) -> str:
    found = re.compile(r"\w+").search(text, position)
    return found.group().lower() if found else ""


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span trimmed, and cut where it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return []
    pieces = []
    while end - start > _LIMIT:
        cut = max(text.rfind(mark, start, start + _LIMIT) for mark in (";", ",", " "))
        cut = cut + 1 if cut > start else start + _LIMIT
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]
