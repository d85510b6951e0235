"""Whether a page is about a game or a show, by its words: there a country's name is its team or its audience."""

import re
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# how many different words of the topic a page must hold, how large a share of all its words they must be, and how many
# times as many as those of public affairs
_DIFFERENT = 6
_SHARE = 0.03
_TIMES = 2


def is_pastime(text: str, grammar: Mapping[str, frozenset[str]]) -> bool:
    """Whether `text` is about sport or show business and not about public affairs; short texts never are."""
    words = [word.lower() for word in _WORD.findall(text)]
    public = sum(word in grammar["topic_public"] for word in words)
    return any(_about(words, grammar[topic], public) for topic in ("topic_sport", "topic_show"))


def _about(words: list[str], topic: frozenset[str], public: int) -> bool:
    of_topic = [word for word in words if word in topic]
    enough = len(of_topic) >= max(_TIMES * public, _SHARE * len(words))
    return enough and len(set(of_topic)) >= _DIFFERENT
