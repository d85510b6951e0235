"""The language of a text, told by its script and its commonest words."""

import re
from collections import Counter

_SAMPLE = 6000
_WORD = re.compile(r"[^\W\d_]+")
_AT_LEAST = 0.12

_COMMON_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        "the of and to in a is that for it was on with as by at from has have he his not are be said".split()
    ),
    "de": frozenset("der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es".split()),
    "fr": frozenset("le la les de des et du un une en que qui dans pour est sur au par pas plus avec ce".split()),
    "es": frozenset("el la los las de y que en un una por con para del se su al es como más no".split()),
    "it": frozenset("il la di che e un una per del della in con non sono è al da si nel le gli".split()),
    "pt": frozenset("o a os as de e que do da em um uma para com não por no na se dos mais".split()),
    "nl": frozenset("de het een van en in is dat op te voor met zijn niet aan er om ook door".split()),
    "sv": frozenset("och i att det som en på är av för med den till inte om ett har de".split()),
    "pl": frozenset("i w na z do się nie że jest to o jak po od za przez oraz".split()),
    "tr": frozenset("ve bir bu da de için ile olarak olan daha çok ne gibi kadar".split()),
    "id": frozenset("yang dan di dari ini untuk dengan tidak pada itu dalam akan juga ke".split()),
}
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_LETTERS_OF = {"fa": re.compile("[پچژگ]"), "uk": re.compile("[іїєґ]")}


def language_of(text: str) -> str | None:
    """A two-letter code, or None where the text is too short or of no language known here."""
    sample = text[:_SAMPLE]
    return _by_script(sample) or _by_words(sample)


def _by_script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    for code, pattern in _SCRIPTS:
        # kana is a small part of Japanese, the other scripts stand nearly alone
        if letters and len(pattern.findall(sample)) > letters * (0.1 if code == "ja" else 0.4):
            return _refined(code, sample)
    return None


def _refined(code: str, sample: str) -> str:
    nearby = {"ar": "fa", "ru": "uk"}.get(code)
    return nearby if nearby and len(_LETTERS_OF[nearby].findall(sample)) > len(sample) / 100 else code


def _by_words(sample: str) -> str | None:
    words = Counter(_WORD.findall(sample.lower()))
    total = words.total()
    if not total:
        return None
    shares = {code: sum(words[word] for word in common) / total for code, common in _COMMON_WORDS.items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _AT_LEAST else None
