"""Where a page plays: the one country that its title and opening speak of, if there is one."""

import re

from dragoman.coding.datelines import countries_of
from dragoman.coding.mentions import COUNTRY_KINDS, choose
from dragoman.coding.resources import Resources

_WORDS = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*\.?|-")
# characters that are looked at: what comes later is seldom the scene
_OPENING = 1500
# names of one country and its towns there must be, and their share of all such names
_LEAST = 2
_SHARE = 0.75


def scene(text: str, resources: Resources, date: str | None) -> str | None:
    """ISO-3 of the country that the opening of `text` is about, or None where it speaks of several or of none.

    "Police", "a court", "students" without a word of whose are the scene's: news from Gujarat need not say India.
    """
    base = resources.actors
    words = _WORDS.findall(text[:_OPENING])
    lower = not any(word[:1].isupper() for word in words)
    named = countries_of(words, resources.gazetteer)
    for mention in base.names.find(words, lower=lower):
        entry = choose(mention.entries, date)
        if entry.kind in COUNTRY_KINDS and entry.country in base.countries:
            named[entry.country] += 1
    (country, count), *_ = named.most_common(1) or [("", 0)]
    return country if count >= _LEAST and count >= _SHARE * named.total() else None
