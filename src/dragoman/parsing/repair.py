"""What is put right before the parse: capitals, brackets, datelines, misspelt verbs. Offsets are kept."""

import re
import string
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from dragoman.types import Token

_AGENCIES = frozenset("AP AFP Reuters REUTERS DPA UPI Xinhua TASS ANI PTI IANS BBC CNN".split())
_DATELINE = re.compile(
    r"^[A-Z][A-Za-z .'/-]{2,40}(?:,[A-Za-z0-9 .'-]{2,30})*(?:\s*\([A-Za-z /-]{2,20}\))?\s*(?:--?|–|—)\s+(?=[\"“A-Z])"
)
_SMALL = frozenset(
    "a an the of to in on at by for with from and or but as is are was were be its his her their into over up".split()
)
_MIN_TYPO = 7


@dataclass(frozen=True, slots=True)
class Spelling:
    """What the repairs know of words.

    `lowercase` are words that running text writes small, `known` all words that are no misspelling,
    `verbs` the forms that a misspelt verb may be mended to, `names` capitals that are kept ("NATO").
    """

    lowercase: Collection[str]
    known: Collection[str]
    verbs: Mapping[tuple[str, str], str]
    names: Collection[str]


def repair(tokens: list[Token], spelling: Spelling) -> list[Token]:
    """The tokens that the parser is given."""
    tokens = _without_brackets(_without_dateline(tokens))
    if _is_title_case(tokens, spelling) or _is_capitals(tokens):
        tokens = _headline_grammar(_truecase(tokens, spelling), spelling)
    return [_mend(token, spelling) for token in tokens]


def _without_dateline(tokens: list[Token]) -> list[Token]:
    """ "BAGHDAD, March 3 (AP) -- Officials ..." without what stands before the dash."""
    for i, token in enumerate(tokens[:14]):
        if token.text in ("--", "—", "–", "-") and i and tokens[0].text[:1].isupper():
            head = tokens[:i]
            upper = all(
                t.text.isupper() for t in head if t.text.isalpha() and len(t.text) > 2 and t.text not in _AGENCIES
            )
            agency = any(t.text in _AGENCIES or t.text == ")" for t in head)
            spaced = tokens[i].start > tokens[i - 1].end and i + 1 < len(tokens) and tokens[i + 1].start > tokens[i].end
            if spaced and (upper or agency) and len(tokens) - i > 4:
                return tokens[i + 1 :]
    return tokens


def _without_brackets(tokens: list[Token]) -> list[Token]:
    """Brackets move the root of a fifth of sentences: they are left out, unless most of the sentence is in them."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if token.text in ("(", "["):
            depth += 1
        elif token.text in (")", "]") and depth:
            depth -= 1
        elif not depth:
            kept.append(token)
    return kept if depth == 0 and len(kept) * 2 >= len(tokens) else tokens


def _is_title_case(tokens: list[Token], spelling: Spelling) -> bool:
    words = [t.text for t in tokens if t.text.isalpha() and t.text.lower() not in _SMALL]
    if len(words) < 4:
        return False
    capital = sum(word[0].isupper() for word in words)
    ordinary = sum(word[0].isupper() and word.lower() in spelling.lowercase for word in words[1:])
    return capital >= 0.85 * len(words) and ordinary >= 2


def _is_capitals(tokens: list[Token]) -> bool:
    letters = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 1]
    return len(letters) >= 3 and all(text.isupper() for text in letters)


def _truecase(tokens: list[Token], spelling: Spelling) -> list[Token]:
    shout = _is_capitals(tokens)
    return [
        replace(token, word=_case(token.text, spelling, first=i == 0, shout=shout)) for i, token in enumerate(tokens)
    ]


def _case(text: str, spelling: Spelling, *, first: bool, shout: bool) -> str:
    if not text[:1].isupper() or text in spelling.names:
        return text
    low = text.lower()
    if low in _SMALL or low in spelling.lowercase or (low, "") in spelling.verbs:
        return low.capitalize() if first else low
    return string.capwords(text, "-") if shout and text.isalpha() else text


def _headline_grammar(tokens: list[Token], spelling: Spelling) -> list[Token]:
    """ "Iran, Turkey to sign": a comma between two names is "and", a bare infinitive after a name is "will"."""
    finite = next((i for i, t in enumerate(tokens) if _is_finite(t.word, spelling)), len(tokens))
    found = list(tokens)
    for i in range(1, min(finite, len(tokens) - 1)):
        before, after = tokens[i - 1].word, tokens[i + 1].word
        if tokens[i].text == "," and before[:1].isupper() and after[:1].isupper() and i + 2 < len(tokens):
            if tokens[i + 2].word == "to" or _is_finite(tokens[i + 2].word, spelling):
                found[i] = replace(tokens[i], word="and")
        elif tokens[i].word == "to" and (after, "base") in spelling.verbs and finite > i:
            found[i] = replace(tokens[i], word="will")
            break
    return found


def _is_finite(word: str, spelling: Spelling) -> bool:
    return any((word, form) in spelling.verbs for form in ("third", "past")) or word in (
        "will",
        "is",
        "are",
        "ready",
        "set",
    )


def _mend(token: Token, spelling: Spelling) -> Token:
    """A misspelt verb, where one edit leads to one verb form with the same ending."""
    word = token.word
    if len(word) < _MIN_TYPO or not word.islower() or not word.isascii() or not word.isalpha():
        return token
    if word in spelling.known or word in spelling.lowercase or (word, "") in spelling.verbs:
        return token
    near = {form for form in _edits(word) if (form, "") in spelling.verbs and form[-3:] == word[-3:]}
    lemmas = {spelling.verbs[form, ""] for form in near}
    return replace(token, word=near.pop()) if len(lemmas) == 1 else token


def _edits(word: str) -> set[str]:
    letters = string.ascii_lowercase
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {a + b[1:] for a, b in splits if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    found |= {a + c + b[1:] for a, b in splits if b for c in letters}
    return found | {a + c + b for a, b in splits for c in letters}
