"""The patterns that stand before and after a time unit in Swedish prose, all with bounded repeats.

They are for text in lower case, which takes half the time of ignoring case; all but `AFTER_UNIT`, where a capital means
something.
"""

from __future__ import annotations

import re

from rodtrad.quantities.expression import Comparator, Relation
from rodtrad.quantities.numerals import NUMBER, QUANTITY, RANGE, SMALL
from rodtrad.quantities.patterns import later
from rodtrad.quantities.units import STEMS

# What may not stand right before the first word of a time: then that word is part of something else.
_EDGE = r"(?<![\w.,:/½±–—-])"

COMPARED: dict[str, Comparator] = {
    **dict.fromkeys(("minst", "åtminstone", "≥"), "≥"),
    **dict.fromkeys(("högst", "max", "maximalt", "upp till", "längst", "som längst", "≤"), "≤"),
    **dict.fromkeys(("mer än", "mera än", "längre än", "längre tid än", "över", "oftare än", ">"), ">"),
    **dict.fromkeys(("mindre än", "kortare än", "kortare tid än", "färre än", "<"), "<"),
}
"""What limits a value, in lower case with single spaces."""

_COMPARE = (
    r"(?:minst|åtminstone|högst|max(?:imalt)?|upp\s+till|(?:som\s+)?längst"
    r"|(?:mera?|mindre|färre|oftare|(?:längre|kortare)(?:\s+tid)?)\s+än|över)\s+|[≥≤<>]\s*"
)
_FILL = r"(?:(?P<about>cirka|ca\.?|ungefär|omkring|runt)|ytterligare|förslagsvis|helst|totalt|sammanlagt)\s+"

BEFORE_NUMBER = later(
    rf"""{_EDGE}
    (?:(?P<prep>inom(?:\s+loppet\s+av)?|senast(?:\s+(?:inom|efter|vid))?|tidigast(?:\s+(?:efter|vid))?|först\s+efter
        |under(?:\s+loppet\s+av|\s+en\s+period\s+(?:av|på))?|i|efter|om|vid|sedan|mellan|med|för
        |från(?:\s+och\s+med)?)\s+)?
    (?:(?P<back>(?:(?:de|den|det)\s+)?(?:senaste|sista|gångna|föregående))\s+
      |(?:de|den|det)\s+(?P<first>första|närmaste|närmsta|kommande)\s+)?
    (?:(?P<compare>{_COMPARE}))?
    (?:{_FILL})?
    (?P<sign>±|\+/-)?\s?
    (?P<quantity>{QUANTITY})\s{{0,3}}\Z""",
    re.VERBOSE,
)
"""Ends at a unit that has a number: "inom högst cirka 30 " before "minuter"."""

BEFORE_LAST = later(rf"{_EDGE}(?:(?:under|inom|i)\s+)?(?:(?:de|den|det)\s+)?(?:senaste|sista|gångna)\s+\Z")
"""Ends at a definite unit without a number: "senaste " before "året"."""

BEFORE_PERIOD = later(
    rf"""{_EDGE}
    (?P<compare>{_COMPARE})?
    (?:{_FILL})?
    (?:(?P<count>{SMALL}(?:{RANGE}{SMALL})?)\s{{0,3}}(?:gång(?:er)?|ggr\.?)
        (?:\s{{0,2}}(?P<slash>/)\s{{0,2}}|\s+(?:(?P<per>per|under|på)|(?P<within>i|om))\s+|\s+))?
    (?:(?P<every>varje|varannan|vartannat|varannat|vart|var)\s+)?
    (?:(?P<nth>{SMALL}(?:{RANGE}(?:var\s+)?{SMALL})?)\s{{0,3}})?\Z""",
    re.VERBOSE,
)
"""Ends at the period of a frequency: "minst 2 gånger per ", "var tredje ", "3 gånger " before "dagligen"."""

SPACING = later(r"s?\s+(?:mellanrum|intervaller|intervall)\b")
"""After "med 3 månaders": a frequency."""

AGED_LEFT = later(r"(?:(?:äldre|yngre)\s+än|(?:barn|spädbarn|nyfödda|ålder\w{0,3})(?:\s+(?:på|från|i))?)\s+\Z")
AGED_RIGHT = later(
    r"\s+(?:(?:eller|och)\s+(?:äldre|yngre|uppåt|över|under)\b|gam(?:mal|la|malt)\b|(?:i\s+)?ålder|(?P<ago>sedan\b))|\s?\+",
)
"""Around a number of years or months that is an age (or, "för 3 månader sedan", a date in the past)."""

PLACED = later(r"(?:dag|fas|steg|dos|grupp|nivå|typ|grad|vecka|besök|nr|nummer|åtgärd|kapitel|kl\.?)\s+\Z")
"""Before a list whose first number belongs to the word before it: "dag 1 och 2 veckor efter"."""

SPLIT_LEFT = later(rf"(?:(?<!\w){STEMS}\s{{0,3}}(?:till|[–—])|mellan\s+\S{{1,12}}\s+{STEMS}\s+och)\s{{0,3}}\Z")
SPLIT_RIGHT = later(rf"\s{{0,3}}(?:till|[–—])\s{{0,3}}{NUMBER}\s{{0,3}}{STEMS}")
"""A range over two units, of which neither end may be read alone: "24 timmar till 3 dygn"."""

RELATIONS: dict[str, Relation] = {
    "från": Relation.FROM,
    "från och med": Relation.FROM,
    "efter": Relation.AFTER,
    "har gått sedan": Relation.AFTER,
    "har gått från": Relation.AFTER,
    "före": Relation.BEFORE,
    "innan": Relation.BEFORE,
    "inför": Relation.BEFORE,
}
"""Any other match of `relation` lies on both sides."""

# Words that end the name of an event. In a clause ("efter att patienten är återställd") verbs belong to it.
_STOP = (
    "och|eller|samt|men|om|så|för|då|där|därefter|sedan|som|vid|i|hos|inom|senast|tidigast|minst|högst|enligt|genom|utan"
    "|innan|före|efter|under|tills|när|medan|oavsett|än"
)
_VERBS = "bör|ska|skall|kan|måste|får|görs|ges|sker|erbjuds|är|har|var|blir"
_WORD = r"[^\W\d_][\w/-]{0,40}"
_EVENT = (
    rf"(?:det\s+att|att|det)\s+(?!(?:{_STOP})\b){_WORD}(?:\s{{1,4}}(?!(?:{_STOP})\b){_WORD}){{0,7}}"
    rf"|(?!(?:{_STOP}|{_VERBS})\b){_WORD}(?:\s{{1,4}}(?!(?:{_STOP}|{_VERBS})\b){_WORD}){{0,6}}"
    r"(?:\s\d{1,2}(?=\s*(?:[.,;:)!?]|\Z)))?"
)
# A word between a duration and "per": "150 minuter fysisk aktivitet per vecka".
_BETWEEN = rf"(?:\s{{1,4}}(?!(?:gång|gånger|ggr|{_STOP}|{_VERBS})\b){_WORD})"

AFTER_UNIT = later(
    rf"""(?:\s+eller\s+(?P<beyond>mera?|längre|mindre|kortare)\b)?
    (?:(?:{_BETWEEN}{{0,3}}?\s+per\s+|\s{{0,2}}/\s{{0,2}}|\s+(?:om|i)\s+(?=\w{{1,9}}(?:en|et|an)\b)|\s+varje\s+)(?P<per>[^\W\d_]{{1,9}})\b
      |\s+(?P<adverb>dagligen|årligen)\b)?
    (?:\.?(?:\s+räkna[dts]\w{{0,2}})?\s+(?P<relation>(?:före|innan)\s*(?:eller|och|/)\s*efter|efter\s+(?:eller|och)\s+(?:före|innan)
        |från(?:\s+och\s+med)?|efter|före|innan|inför|har\s+gått\s+(?:sedan|från))\b(?:\s{{1,4}}(?P<event>{_EVENT}))?)?""",
    re.VERBOSE,
)
"""What may follow a unit, in lower case (a capital begins a new sentence); matches the empty text too."""
