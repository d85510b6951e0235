"""Numbers and sums of money as news writes them, with their vagueness; what is malformed is kept as written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MALFORMED = "malformed number"
_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1000,
    "lakh": 100_000,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 1000,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
}
_VAGUE: dict[str, tuple[int, int]] = {
    "hundreds of thousands": (200_000, 999_999),
    "tens of thousands": (20_000, 99_999),
    "tens of millions": (20 * 10**6, 99 * 10**6),
    "hundreds of millions": (200 * 10**6, 999 * 10**6),
    "millions": (2 * 10**6, 9 * 10**6),
    "thousands": (2000, 9999),
    "hundreds": (200, 999),
    "dozens": (24, 99),
    "scores": (40, 99),
    "several hundred": (300, 900),
    "several thousand": (3000, 9000),
    "several dozen": (36, 99),
    "a few hundred": (300, 900),
    "a few thousand": (3000, 9000),
    "a few dozen": (36, 99),
    "several": (3, 9),
    "a few": (3, 9),
    "a handful": (3, 9),
    "a couple": (2, 2),
    "half a dozen": (6, 6),
    "half a million": (500_000, 500_000),
    "a dozen": (12, 12),
    "a score": (20, 20),
}
_FORMATIONS = (
    r"(?:squadron|battalion|batter(?:y|ies)|brigade|regiment|division|fleet|shipload|planeload|truckload|consignment"
    r"|shipment|batch|tonne|ton|crate|box(?:es)?|kilogram|kg|set|pair|unit|regimental set)s?"
)
_FLOOR = r"at least|no fewer than|no less than|not less than|a minimum of|as few as"
_OVER = r"more than|over|upwards of|in excess of|above"
_CEILING = r"up to|as many as|a maximum of|at most|no more than|fewer than|less than|under"
_ABOUT = r"about|around|some|roughly|approximately|an estimated|nearly|almost|close to|approx\.?|circa|another"

_SPACE = "[ \u00a0\u2009\u202f]"
_DIGITS = rf"\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,6}}(?![\d.,]*\d)|\d[\d,.]*\d|\d"
_WORD = rf"(?:{'|'.join([*_TENS, *sorted(_UNITS, key=len, reverse=True)])})"
_PLAIN_SCALE = r"(?:hundred|thousand|million|billion|trillion|lakh|crore|dozen|score)"
_SCALE = rf"(?:{_PLAIN_SCALE}s?|bn|bln|mln|mn|tn|[mk])"
# a dozen, two hundred, one hundred and fifty, twenty-four thousand
_WORDS = rf"(?:(?:{_WORD}|an?)(?:[ -](?:and )?(?:{_WORD}|{_PLAIN_SCALE})){{1,9}}|{_WORD})"
_ONE = rf"(?:(?:{_DIGITS})(?:[ -]?{_SCALE})?|{_WORDS})"
_VAGUES = "|".join(sorted((re.escape(word) for word in _VAGUE), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w$€£¥₹])(?<![^\W_][-.,])"
    # "handed over 18" is 18
    r"(?<!\bhanded )(?<!\bhand )(?<!\bturned )(?<!\bturn )(?<!\bhanding )(?<!\btaken )"
    rf"(?:(?P<hedge>{_FLOOR}|{_OVER}|{_CEILING}|{_ABOUT})\s+(?:(?:about|around|some|another)\s+)?)?"
    rf"(?:(?P<vague>{_VAGUES})|(?P<between>between\s+)?(?P<low>{_ONE})"
    rf"(?:(?:\s?[-\u2013]\s?|\s(?:to|or)\s|(?(between)\sand\s|(?!)))(?P<high>{_ONE}))?"
    rf"|(?P<one>an?))(?![\w])"
    rf"(?:\s+(?P<unit>{_FORMATIONS})(?=\s+of\b))?",
    re.I,
)
_GROUPED = re.compile(
    rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?\Z|\d{{1,2}}(?:,\d\d)+,\d{{3}}\Z|\d{{1,3}}(?:{_SPACE}\d{{3}})+\Z"
)
_SIMPLE = re.compile(r"\d+(?:\.\d+)?\Z")
_SCALED = re.compile(rf"(?P<number>{_DIGITS})(?:[ -]?(?P<scale>{_SCALE}))?\Z", re.I)

_SIGNS = {
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "aud": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "cad": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "nt$": "TWD",
    "r$": "BRL",
    "€": "EUR",
    "eur": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "¥": "JPY",
    "jpy": "JPY",
    "cny": "CNY",
    "rmb": "CNY",
    "₹": "INR",
    "inr": "INR",
    "₽": "RUB",
    "₺": "TRY",
    "₩": "KRW",
    "₪": "ILS",
    "₴": "UAH",
    "chf": "CHF",
    "sek": "SEK",
    "nok": "NOK",
    "dkk": "DKK",
    "pln": "PLN",
    "aed": "AED",
}
_NAMES = {
    "dollar": "USD",
    "euro": "EUR",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rouble": "RUB",
    "ruble": "RUB",
    "shekel": "ILS",
    "zloty": "PLN",
    "zlotys": "PLN",
    "hryvnia": "UAH",
    "sterling": "GBP",
    "pound": "GBP",
    "baht": "THB",
    "ringgit": "MYR",
    "dirham": "AED",
    # several countries have these
    "rupee": None,
    "won": "KRW",
    "lira": "TRY",
    "peso": None,
    "franc": None,
    "riyal": None,
    "rial": None,
    "dinar": None,
    "crown": None,
    "krona": "SEK",
    "kronor": "SEK",
    "kroner": None,
}
_FOREIGN = {"australian": "AUD", "canadian": "CAD", "singapore": "SGD", "taiwan": "TWD", "hong kong": "HKD"}
_SIGN = "|".join(sorted((re.escape(sign) for sign in _SIGNS), key=len, reverse=True))
_AMOUNT = rf"(?:{_DIGITS})(?:[ -]?{_SCALE}\b)?"
_MONEY = re.compile(
    rf"(?<!\w)(?:(?P<sign>{_SIGN}|Rs\.?)\s?(?P<amount>{_AMOUNT})(?!\w)"
    rf"|(?P<said>{_AMOUNT}|{_WORDS}|(?:tens|hundreds) of (?:millions|billions) of|(?:millions|billions) of|several"
    rf" (?:million|billion))[ -](?:(?P<whose>US|U\.S\.|australian|canadian|singapore|taiwan|hong kong|indian|pakistani"
    rf"|swiss|swedish|norwegian)[ -])?(?P<name>{'|'.join(sorted(_NAMES, key=len, reverse=True))})s?\b)",
    re.I,
)
_WHOSE_RUPEE = {"indian": "INR", "pakistani": "PKR", "swiss": "CHF", "swedish": "SEK", "norwegian": "NOK"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many. `low` and `high` bound it (None: no bound); `text` is the number in digits, or a vague one in words.

    `reason` tells why a number is only kept as written.
    """

    low: int | None
    high: int | None
    text: str
    exact: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity and where it stands."""

    start: int
    end: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Value:
    """A sum of money: as written, ISO 4217 where it is plain, and the amount where it can be read."""

    text: str
    currency: str | None
    amount: float | None
    start: int
    end: int
    reason: str | None = None


def read_number(text: str) -> Quantity | None:
    """The quantity that `text` is, or None where it is none."""
    match = _NUMBER.fullmatch(text.strip())
    if match is not None:
        return _quantity(match)
    if re.match(r"\d[\d,. ]*\Z", text.strip()):
        return Quantity(None, None, text.strip(), exact=False, reason=MALFORMED)
    return None


def numbers(text: str) -> Iterator[Counted]:
    """The numbers of a text in order, "a" and "an" among them."""
    for match in _NUMBER.finditer(text):
        yield Counted(match.start(), match.end(), _quantity(match))


def sums(text: str) -> Iterator[Value]:
    """The sums of money of a text in order."""
    for match in _MONEY.finditer(text):
        # without millions, pounds are mostly weight, crowns and francs mostly something else
        scaled = match["said"] is not None and _SCALED.match(match["said"])
        if match["name"] and match["name"].lower() in ("pound", "won", "crown") and not (scaled and scaled["scale"]):
            continue
        yield _value(match)


def _quantity(match: re.Match[str]) -> Quantity:
    whole, hedge = match[0], " ".join((match["hedge"] or "").lower().split())
    if match["one"]:
        low: int | None = 1
        high: int | None = 1
        text, exact = "1", True
    elif match["vague"]:
        low, high = _VAGUE[" ".join(match["vague"].lower().split())]
        text, exact = (str(low), True) if low == high else (" ".join(match["vague"].lower().split()), False)
    else:
        low = _read(match["low"])
        high = _read(match["high"]) if match["high"] else low
        if low is None or high is None:
            return Quantity(None, None, whole, exact=False, reason=MALFORMED)
        # "2 to 3 million"
        if match["high"] and low < high and (scale := _scale_of(match["high"])) and not _scale_of(match["low"]):
            low = low * scale if low * scale <= high else low
        low, high = min(low, high), max(low, high)
        text, exact = (str(low), True) if low == high else (f"{low}-{high}", False)
    if match["unit"] and match["unit"].lower().rstrip("s") not in ("unit", "set"):
        lead = "a" if match["one"] else text
        return Quantity(None, None, " ".join(filter(None, (hedge, lead, match["unit"]))), exact=False)
    return _hedged(hedge, low, high, text, exact=exact)


def _hedged(hedge: str, low: int | None, high: int | None, text: str, *, exact: bool) -> Quantity:
    if not hedge or hedge == "another":
        return Quantity(low, high, text, exact=exact)
    if re.fullmatch(_FLOOR, hedge):
        return Quantity(low, None, f"{hedge} {text}", exact=False)
    if re.fullmatch(_OVER, hedge):
        return Quantity(low, None, f"more than {text}", exact=False)
    if re.fullmatch(_CEILING, hedge):
        return Quantity(None, high, f"{hedge} {text}", exact=False)
    if exact:
        text = f"{hedge if hedge in ('nearly', 'almost') else 'about'} {text}"
    return Quantity(low, high, text, exact=False)


def _scale_of(text: str) -> int | None:
    match = _SCALED.match(text)
    return _SCALES[_single(match["scale"])] if match and match["scale"] else None


def _single(scale: str) -> str:
    scale = scale.lower()
    return scale if scale in _SCALES else scale.rstrip("s")


def _read(text: str) -> int | None:
    number = _amount(text)
    return None if number is None else round(number)


def _amount(text: str) -> float | None:
    """The number in digits or words; None where it is malformed."""
    match = _SCALED.match(text)
    if match is None:
        return _in_words(text)
    digits = match["number"]
    if _SIMPLE.match(digits):
        number = float(digits)
    elif _GROUPED.match(digits):
        number = float(re.sub(rf",|{_SPACE}", "", digits))
    else:
        return None
    return number * _SCALES[_single(match["scale"])] if match["scale"] else number


def _in_words(text: str) -> float | None:
    total = current = 0
    for word in re.split(r"[\s-]+", text.lower()):
        if word in ("a", "an"):
            current = 1
        elif word in _UNITS or word in _TENS:
            current += _UNITS.get(word, 0) or _TENS.get(word, 0)
        elif word in _SCALES:
            factor = _SCALES[word]
            current = max(current, 1) * factor
            if factor >= 1000:
                total, current = total + current, 0
        elif word != "and":
            return None
    return float(total + current)


def _value(match: re.Match[str]) -> Value:
    written = match["amount"] or match["said"]
    amount = _amount(written)
    vague = amount is None and not written[0].isdigit()
    reason = None if amount is not None else "vague sum" if vague else MALFORMED
    return Value(match[0], _currency(match), amount, match.start(), match.end(), reason)


def _currency(match: re.Match[str]) -> str | None:
    if match["sign"]:
        sign = match["sign"].lower()
        if sign.startswith("rs"):
            # lakh and crore are India's more than its neighbours'
            scale = _SCALED.match(match["amount"])
            indian = scale is not None and (scale["scale"] or "").lower() in ("crore", "lakh", "crores", "lakhs")
            return "INR" if indian else None
        return _SIGNS[sign]
    whose, name = (match["whose"] or "").lower(), match["name"].lower()
    if name == "dollar" and whose in _FOREIGN:
        return _FOREIGN[whose]
    return _NAMES[name] or _WHOSE_RUPEE.get(whose)
