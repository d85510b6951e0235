"""How numbers of people struck or drawn are said: the words around an act and around its number."""

import re

from dragoman.types import HarmKind

LETTERS = re.compile(r"[a-z]+")
WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
# how far from its act a number is looked for
REACH = 110
# no sentence is longer: what is, is a list or rubbish, and reading it all takes time out of all proportion
LONGEST = 1500
# what follows a number that counts no people
NO_COUNT = re.compile(
    r"\s*(?:of\s+)?(?:%|(?:-|\s)?(?:per\s?cent|percent|percentage|years?|months?|weeks?|days?|hours?|minutes?|seconds?|am|pm"
    r"|kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?|times|january|february|march|april|june|july|august|september"
    r"|october|november|december|o'clock|countries|cities|towns|villages|attacks|bombings|shootings|incidents|houses"
    r"|homes|buildings|vehicles|cars|places|provinces|sites|groups|tanks|protests|rallies|dollars|st|nd|rd|th)\b)",
    re.I,
)
AGE_AFTER = re.compile(r"\s*(?:-year|,|\))", re.I)
AGE_BEFORE = re.compile(r"(?:\baged?\s|[^\W\d_],\s|\()\Z", re.I)
YEAR_BEFORE = re.compile(r"\b(?:in|since|by|of|until|during|from|january|may|june|july|march|april)\s\Z", re.I)
DAY_BEFORE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|sept?\.?|oct\.?"
    r"|nov\.?|dec\.?|jan\.?|feb\.?)\s\Z",
    re.I,
)
# the month, not the crowd
DATED = re.compile(r"March(?: \d|\Z)")
YEAR = re.compile(r"(?:19|20)\d\d\Z")
# right of an act: "killed [as many as] 12", "killing another 12"
TO_NUMBER = re.compile(
    r"\s+(?:(?:and|or)\s+(?:\w*ly\s+)?(?:wound|injur|hurt|kill|maim|arrest|detain)\w*\s+)?(?:another\s+|a total of\s+"
    r"|(?:a|the) further\s+|all\s+|the lives of\s+|the\s+)?(?:an additional\s+)?\Z",
    re.I,
)
OBJECT = re.compile(r"\s+(?:his|her|their|its|the)\s+(?:\w+\s+){0,2}?(\w+)", re.I)
# a passive act takes its number from the left
PASSIVE = re.compile(r"\b(?:was|were|been|be|being|is|are|got|get|gets)\s+(?:\w+ly\s+|also\s+|all\s+)*\Z", re.I)
AUXILIARY = (
    "was were been be being is are has had have reportedly also feared confirmed believed thought presumed found shot"
    " left allegedly either got reported least said to still many all both severely seriously critically slightly badly"
    " lightly fatally now already later then would could will may might"
)
PASSABLE = frozenset(AUXILIARY.split())
# words across which no number is fetched from the left
BARRIERS = frozenset(
    "when after before while but as since who whose that which because where if than until although though against"
    " into during amid says said".split()
)
NEXT = re.compile(r"\s*,?\s*(?:and|,)\s+(?:also\s+)?(?:(?:his|her|their|its)\s+)?\Z|\s*,\s+\Z", re.I)
# a number that is part of the one before it
PART = re.compile(r",\s+(?:including|among them|among whom|amongst them|of them|most of them)\s+\Z", re.I)
TOLL = re.compile(
    r"\b(?:death toll|toll|number of (?:the )?(?:dead|deaths|fatalities)|body count)\b(?:\s+[\w'\u2019-]+){0,7}?\s+"
    r"(?:to|at|of|was|is|reached|reaches|hit|passed|exceeded|topped|stood at)\s+\Z",
    re.I,
)
LIVES = re.compile(r"\s+(?:\w+\s+){0,1}lives\b", re.I)
CLAIMED = re.compile(r"\b(?:claimed|claiming|claims|cost|costing|taken|took|taking)\s+(?:the lives of\s+)?\Z", re.I)
HOMES = re.compile(r"^(?:\s+[\w'\u2019-]+){0,3}\s+(?:(?:from|out of|to leave|to flee|to abandon)\b)", re.I)
NONE = re.compile(
    r"\b(?:no[ -]?one|nobody|no (?:people|civilians|soldiers|police|officers|passengers|protesters|residents)|none)\s+"
    r"(?:else\s+)?(?:was|were|is|has been|have been|had been|been|got)\s+(?:reported\s+|believed\s+|\w+ly\s+)?"
    r"(?P<act>killed|hurt|injured|wounded|arrested|detained|harmed)(?:\s+(?:or|and)\s+(?P<act2>killed|hurt|injured"
    r"|wounded|arrested|detained))?"
    r"|\b(?:no|without|without any|no reported|no reports of(?: any)?|no immediate reports of(?: any)?|caused no)\s+"
    r"(?P<noun>casualties|injuries|deaths|fatalities|arrests|victims)(?:\s+(?:or|and)\s+(?P<noun2>casualties|injuries"
    r"|deaths|fatalities|arrests|damage))?",
    re.I,
)
NONE_KINDS: dict[str, tuple[HarmKind, ...]] = {
    "killed": ("killed",),
    "deaths": ("killed",),
    "fatalities": ("killed",),
    "victims": ("killed",),
    "casualties": ("killed", "injured"),
    "harmed": ("killed", "injured"),
    "hurt": ("injured",),
    "injured": ("injured",),
    "wounded": ("injured",),
    "injuries": ("injured",),
    "arrested": ("arrested",),
    "detained": ("arrested",),
    "arrests": ("arrested",),
}
STRONG = re.compile(r"-strong\b", re.I)
ROOTS: dict[HarmKind, frozenset[str]] = {
    "killed": frozenset({"15", "17", "18", "19", "20"}),
    "injured": frozenset({"15", "17", "18", "19", "20"}),
    "displaced": frozenset({"15", "17", "18", "19", "20"}),
    "missing": frozenset({"15", "17", "18", "19", "20"}),
    "arrested": frozenset({"17"}),
    "crowd": frozenset({"14"}),
}
