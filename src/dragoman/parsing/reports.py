"""A report that trails its sentence ("..., Deputy Foreign Minister X of Y stated on Monday") is parsed by itself.

The parser often takes such a tail for one more conjunct of whatever stands before the comma.
"""

from dragoman.lexicon import Lexicon
from dragoman.types import Token

_AFTER = 9  # words that may follow the reporting verb: when, where, to whom
_SHORTEST_MAIN = 4
_OPENERS = frozenset(
    {"the", "a", "an", "he", "she", "they", "officials", "police", "witnesses", "sources", "state", "local"}
)
_STOPS = frozenset({"that", "which", "who", ":", ";"})


def trailing_report(tokens: list[Token], lexicon: Lexicon) -> int | None:
    """Where the tail begins, or None when the sentence has none."""
    count = len(tokens)
    for verb in range(count - 1, max(_SHORTEST_MAIN, count - _AFTER - 2), -1):
        if _reports(tokens[verb].word, lexicon):
            start = _after_comma(tokens, verb)
            if start is not None and start > _SHORTEST_MAIN and _is_subject(tokens, start, verb, lexicon):
                return start if _has_verb(tokens[:start], lexicon) else None
            return None
        if tokens[verb].word in _STOPS or tokens[verb].word in (",", '"'):
            return None
    return None


def _reports(word: str, lexicon: Lexicon) -> bool:
    lemma = lexicon.verbs.get((word, "past")) or lexicon.verbs.get((word, "third"))
    return lemma in lexicon.reporting


def _after_comma(tokens: list[Token], verb: int) -> int | None:
    for i in range(verb - 1, 0, -1):
        if tokens[i].word in (",", '"', "''"):
            return i + 1
        if tokens[i].word in _STOPS:
            return None
    return None


def _is_subject(tokens: list[Token], start: int, verb: int, lexicon: Lexicon) -> bool:
    """Whether the words between comma and verb can be one noun phrase: a capital or a small opener, and no verb."""
    words = [token.word for token in tokens[start:verb]]
    if not words or not (words[0][:1].isupper() or words[0].lower() in _OPENERS):
        return False
    return not any(_finite(word, lexicon) for word in words)


def _finite(word: str, lexicon: Lexicon) -> bool:
    return (
        word.islower()
        and ((word, "past") in lexicon.verbs or word in ("is", "are", "has", "have", "will", "to", "and", "but"))
        and word != "and"
    )


def _has_verb(tokens: list[Token], lexicon: Lexicon) -> bool:
    return any(_finite(token.word, lexicon) or (token.word, "third") in lexicon.verbs for token in tokens)
