"""Short lines with a task on a page that was flattened to text: names, times, headings, buttons."""

import re
from datetime import date

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = r"(?:,?\s*(?:at|@|-|–|\||·)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4}\b)?)?"
_ABSOLUTE = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}})"
)
_RELATIVE = (
    r"(?:(?:about\s+)?(?:\d+|an?|one)\s*(?:s|m|h|d|w|y|mo|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?|weeks?|months?"
    r"|years?)(?:\s+ago)?|yesterday|just now|last (?:week|month|year))"
)
_TIME = rf"(?:(?:posted|updated|edited)?\s*(?:on\s+)?(?:{_ABSOLUTE}{_CLOCK}|{_RELATIVE}))"
_NAME = r"(?P<name>[^\W\d_][\w.’'\-@ ]{0,38}[\w.)])"

TIME_LINE = re.compile(rf"^\W*{_TIME}\W*(?:\(edited\))?\W*(?:reply|permalink|#)?$", re.IGNORECASE)
_SIGNED = re.compile(
    rf"^(?:posted by\b|comment by\b)?:?\s*(?!by\b){_NAME}\s*(?:"
    rf"(?:says|said|wrote|writes|commented|responds|replied|comments)\b\s*(?:(?:on\s+)?{_TIME})?\s*:?"
    rf"|[\s·•|,\-–—(>]+(?:on\s+)?{_TIME}\)?)\W*(?:reply|permalink)?$",
    re.IGNORECASE,
)
_POSTED_BY = re.compile(rf"^(?:posted|comment(?:ed)?) by:?\s*{_NAME}$", re.IGNORECASE)
_HEADING = re.compile(
    r"^(?:(?:reader|user|recent|all|view|show|hide|latest|top|your)\s+)?(?:\(?\d[\d,.]*\)?\s+)?"
    r"(?:comments?|responses?|replies|thoughts|discussions?|reader comments|readers['’] comments)"
    r"(?:\s*[(:]?\s*\d[\d,.]*\s*\)?)?(?:\s+(?:to|on|so far)\b.{0,160})?\s*:?$"
    r"|^(?:comments? section|what readers (?:say|think)|have your say|join the (?:conversation|discussion))[.:!]?$",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"^(?:leave a (?:reply|comment|response)|(?:post|add|write|submit) (?:a |your )?(?:comment|reply)|cancel reply"
    r"|your email address will not be published.*|log ?in to (?:reply|comment).*|sign in to comment.*"
    r"|you must be logged in.*|(?:there are )?(?:no|0|zero) comments?(?: yet)?[.!]?|be the first to comment.*"
    r"|comments (?:are|have been) (?:closed|disabled).*)$",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"^(?:reply|like|dislike|share|report|report abuse|flag|permalink|link|upvote|downvote|recommend(?:ed)?|quote|edit"
    r"|delete|show more|read more|see more|load more.*|view \d+ repl.*|show \d+ repl.*|hide repl.*|sort by.*|newest"
    r"|oldest|best|avatar|continue reading.*|most (?:liked|popular|recent)|follow|subscribe|tweet|print"
    r"|email|facebook|twitter|whatsapp|advertisements?"
    r"|[\W\d]{1,12}|\d+ (?:likes?|votes?|points?|replies|reply|upvotes?))[\W\d]*$",
    re.IGNORECASE,
)
_LONGEST_CONTROL = 120
_NOT_A_NAME = frozenset(
    "advertisement related background analysis opinion editorial conclusion introduction summary update "
    "updates correction editor editors note read more share print email photo photos video videos image "
    "gallery source sources credit reuters exactly agreed agree thanks thank well done good great nice bravo "
    "yes no true right wrong indeed amen lol wow hello hi what why how when who where the a an this that these "
    "those here there next previous home news world politics business sports tags topics archive about contact "
    "key points timeline context reaction reactions response aftermath history january february march april "
    "may june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday comments comment reply replies".split()
)
_NAME_TOKEN = re.compile(r"^(?:[^\W\d_][\w’'\-]*|[A-Z]\.|[A-Z][a-z]?)\.?$")
_PARTICLES = frozenset("de da di la le van von der den al el bin ibn del dos du".split())
_HANDLE = re.compile(r"^@?(?=[\w\-]{3,25}$)(?:[^\W\d_]+[\d_\-]+\w*|[a-z]{4,}|[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*|@\w+)$")
_DATE = re.compile(_ABSOLUTE, re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s?day|nesday|rsday|urday)?\.?,?\s*$", re.IGNORECASE)
_DATE_PARTS = re.compile(r"\d+|[A-Za-z]+")


def is_comments_heading(line: str) -> bool:
    """Such as `12 comments` or `Leave a reply`: what follows, if anything, are comments."""
    return bool(_HEADING.match(line))


def is_control(line: str) -> bool:
    """A button, a counter or a form's line of a comment system: no one's words."""
    return len(line) <= _LONGEST_CONTROL and bool(_BUTTON.match(line) or _FORM.match(line))


def is_time(line: str) -> bool:
    """A line that only tells a time."""
    return bool(TIME_LINE.match(line))


def signed_name(line: str) -> str | None:
    """The name in a line that says outright who wrote what follows: `Ann Lee says:`, `Ann Lee, 2 days ago`."""
    match = _SIGNED.match(line) or _POSTED_BY.match(line)
    return match["name"].strip(" .,-") if match and len(match["name"].split()) <= 5 else None


def bare_name(line: str) -> str | None:
    """The line itself where it looks like a person's name or a user's handle and nothing else."""
    tokens = line.split()
    if not 1 <= len(tokens) <= 4 or len(line) > 40 or any(t.strip(".,").lower() in _NOT_A_NAME for t in tokens):
        return None
    if len(tokens) == 1:
        return (
            line if _HANDLE.match(line) or (_NAME_TOKEN.match(line) and line[0].isupper() and len(line) > 2) else None
        )
    if not all(_NAME_TOKEN.match(token) for token in tokens):
        return None
    return line if all(token[0].isupper() or token in _PARTICLES for token in tokens) else None


def date_in(line: str) -> str | None:
    """The first full date of a line, as an ISO date; None where day and month could be either."""
    match = _DATE.search(line)
    if match is None:
        return None
    weekday = _WEEKDAY.search(line[: match.start()])
    return _iso(match[0], _WEEKDAYS.index(weekday[1].lower()) if weekday else None)


def _iso(words: str, weekday: int | None) -> str | None:
    parts = [part for part in _DATE_PARTS.findall(words) if part not in ("st", "nd", "rd", "th")]
    months = [_MONTHS.index(p[:3].lower()) + 1 for p in parts if p[:3].lower() in _MONTHS]
    numbers = [int(p) for p in parts if p.isdigit()]
    if months and len(numbers) == 2:
        return _checked(max(numbers), months[0], min(numbers))
    if len(numbers) == 3 and numbers[0] > 31:
        return _checked(*numbers)
    if len(numbers) == 3 and numbers[2] > 31:
        return _either_order(numbers, weekday)
    return None


def _either_order(numbers: list[int], weekday: int | None) -> str | None:
    one, other = _checked(numbers[2], numbers[0], numbers[1]), _checked(numbers[2], numbers[1], numbers[0])
    days = [day for day in dict.fromkeys((one, other)) if day is not None]
    if weekday is not None:
        days = [day for day in days if date.fromisoformat(day).weekday() == weekday]
    return days[0] if len(days) == 1 else None


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
