"""From a lemma of the lexicon to its forms: so that no text needs a lemmatizer, only a look-up.

A form is asked for with its kind ("verb", "noun", "adjective"). Irregular verbs are rows of `rules/en/irregular.tsv`:
lemma, third person, gerund, past, participle.
"""

import re
from collections.abc import Mapping

_VOWELS = "aeiou"
# stressed on the last syllable, so the last consonant doubles; regular short verbs are found by their shape
_DOUBLING = frozenset(
    "abet admit commit compel confer control deter disbar equip expel incur occur omit patrol permit"
    " propel rebel rebut refer regret remit repel submit transfer transmit befit entrap kidnap outfit"
    " wiretap airdrop eavesdrop sidestep acquit refuel annul extol enrol fulfil instil distil rappel"
    " outgun handicap zigzag program unplug".split()
)
# English (GB) doubles these too; both spellings occur in news
_DOUBLING_GB = frozenset(
    "cancel channel counsel fuel label level marshal model quarrel shell signal travel tunnel worship".split()
)
# prefixes whose hyphen does not make two words
HYPHENATED = frozenset({"de", "re", "co"})
_IRREGULAR_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "tooth": "teeth",
    "crisis": "crises", "thesis": "theses", "life": "lives", "wife": "wives", "knife": "knives", "thief": "thieves",
    "half": "halves", "leaf": "leaves", "loaf": "loaves", "basis": "bases", "criterion": "criteria",
    "memorandum": "memoranda", "referendum": "referendums", "datum": "data", "ultimatum": "ultimatums",
}  # fmt: skip
_SAME_PLURAL = frozenset("aircraft police spacecraft hovercraft series personnel troops talks sheep fish".split())


def _short_closed(word: str) -> bool:
    return bool(re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", word)) or bool(
        re.fullmatch(r"[^aeiou]*qu[aeiou][^aeiouwxy]", word)
    )


def _stems(verb: str) -> list[str]:
    """What "-ed" and "-ing" are put on: one stem, or two where spellings differ."""
    if verb in _DOUBLING or _short_closed(verb):
        return [verb + verb[-1]]
    if verb in _DOUBLING_GB:
        return [verb, verb + verb[-1]]
    return [verb]


def _s_form(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")) or (word.endswith("o") and word[-2:-1] not in _VOWELS):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    if stem.endswith("y") and stem[-2:-1] not in _VOWELS:
        return stem[:-1] + "ied"
    if stem.endswith("c"):
        return stem + "ked"
    return stem + "ed"


def _gerund(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")):
        return stem[:-1] + "ing"
    if stem.endswith("c"):
        return stem + "king"
    return stem + "ing"


# soft hyphens, blanks without width, marks of direction: no part of any word
UNSEEN = dict.fromkeys((0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))

# the one verb with several forms of the present
_COPULA = {
    "am": "base", "are": "base", "be": "base", "is": "third", "being": "gerund", "was": "past", "were": "past",
    "been": "participle",
}  # fmt: skip


def verb_forms(verb: str, irregular: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Every form of `verb` with its class: base, third, gerund, past, participle (of two classes it keeps "past")."""
    if verb == "be":
        return dict(_COPULA)
    if verb in irregular:
        third, gerund, past, participle = irregular[verb]
        forms = {verb: "base", third: "third", gerund: "gerund"}
        forms |= dict.fromkeys(participle.split("|"), "participle") | dict.fromkeys(past.split("|"), "past")
        return forms | {verb: "base"}
    for prefix in ("re", "over", "out", "un", "mis"):
        if verb.startswith(prefix) and verb[len(prefix) :] in irregular and len(verb) > len(prefix) + 2:
            return {prefix + form: tag for form, tag in verb_forms(verb[len(prefix) :], irregular).items()}
    if verb[:2] == "re" and verb[2:] in _DOUBLING:
        return {"re" + form: tag for form, tag in verb_forms(verb[2:], irregular).items()}
    forms = {verb: "base", _s_form(verb): "third"}
    for stem in _stems(verb):
        forms |= {_gerund(stem): "gerund", _past(stem): "past"}
    return forms


def noun_forms(noun: str) -> set[str]:
    """Singular and plural of `noun`."""
    if noun in _SAME_PLURAL:
        return {noun}
    if noun in _IRREGULAR_PLURALS:
        return {noun, _IRREGULAR_PLURALS[noun]}
    if noun.endswith("man") and noun not in {"human", "german", "roman", "ottoman", "shaman"}:
        return {noun, noun[:-3] + "men"}
    return {noun, _s_form(noun)}


def spaced(words: str) -> str:
    """Words of the lexicon as they are compared: a hyphen is a blank, but for those of prefixes ("de-escalate")."""
    return " ".join(part if part.split("-")[0] in HYPHENATED else part.replace("-", " ") for part in words.split())
