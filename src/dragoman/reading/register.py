"""How a paragraph speaks: like a reader's comment (above nought) or like a report (below)."""

import re

from dragoman.reading.quotes import quotations

_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Ww]e['’](?:re|ve|ll)|[Oo]ur|us)\b")
_SECOND_PERSON = re.compile(r"\b(?:you|your|you['’](?:re|ve|ll)|yours|u)\b", re.IGNORECASE)
_OPINION = re.compile(
    r"\b(?:think|hope|wish|guess|believe|imo|imho|seems?|should|must|needs? to|has to|have to|ought|cannot"
    r"|can['’]t|won['’]t|don['’]t|doesn['’]t|isn['’]t|aren['’]t|didn['’]t|let['’]?s|agree"
    r"|of course|obviously|indeed|exactly|so called|so-called|wise|stupid|idiots?|idiotic|great|excellent"
    r"|terrible|awful|disgusting|shame|shameful|brilliant|sad|ridiculous|pathetic|evil|liars?|lies|puppets?"
    r"|bravo|good news|bad news|good luck|nonsense|propaganda|hypocrisy|hypocrites?|cowards?|corrupt)\b",
    re.IGNORECASE,
)
_INTERJECTION = re.compile(
    r"\b(?:lol|lmao|wow|yay|yeah|yep|nope|haha+|hey|hi|hello|omg|wtf|btw|gonna|wanna|gotta|dude|folks|guys|thanks"
    r"|thank you|well done|amen|congrat\w*|please|sorry|oh|ok|okay)\b|[:;]-?[)D(]",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"!|\?\?|\.{3,}|…")
_SHOUTED = re.compile(r"\b[A-Z]{5,}\b")
_REPORTING = re.compile(
    r"\b(?:said|stated|told|announced|added|reported|according to|confirmed|noted|explained|warned|called|praised"
    r"|accused|argued|claimed|declared|insisted|stressed|urged|spokes(?:man|woman|person)|statement|reporters|Reuters|AFP|\(AP\))\b"
)
_WEEKDAY_OR_DATE = re.compile(
    r"\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:Jan|Febr)uary \d|\b(?:March|April|May|June|July|August"
    r"|September|October|November|December) \d"
)
_LONGEST = 2000


def informality(paragraph: str) -> float:
    """From about -2, a report, to about 3, a reader's comment; 0 says nothing either way."""
    words = _outside_quotations(paragraph[:_LONGEST])
    score = 0.6 * min(2, len(_FIRST_PERSON.findall(words))) + 0.4 * min(2, len(_SECOND_PERSON.findall(words)))
    score += 0.4 * min(3, len(_OPINION.findall(words))) + 0.7 * min(2, len(_INTERJECTION.findall(words)))
    score += 0.5 * min(2, len(_EMPHASIS.findall(words))) + 0.5 * min(1, len(_SHOUTED.findall(words)))
    score += 0.6 * (words[:1].islower())
    score -= 0.7 * min(2, len(_REPORTING.findall(words))) + 0.3 * min(1, len(_WEEKDAY_OR_DATE.findall(words)))
    return score - 0.4 * (words != paragraph[:_LONGEST])


def _outside_quotations(paragraph: str) -> str:
    kept, position = [], 0
    for start, end in quotations(paragraph):
        kept.append(paragraph[position:start])
        position = end
    return " ".join([*kept, paragraph[position:]]) if kept else paragraph
