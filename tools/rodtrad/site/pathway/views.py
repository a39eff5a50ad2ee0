"""What a reader chooses to see of a pathway's actions: a care level, a profession, the patient's own part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from rodtrad.chapters import slug
from rodtrad.document import Block, Document, Fact
from rodtrad.face import NODES, Role
from rodtrad.site.pathway import regional
from rodtrad.site.pathway.regional import Local
from rodtrad.site.pathway.versions import is_earlier
from rodtrad.site.words import capital, sorting
from rodtrad.site.writer import Writer

WHO = ("Vårdnivå", "Profession")
"""Facts of a group or a node that say who acts; a node has its group's where it says nothing."""

LEVELS, PROFESSIONS = 8, 20
"""How many of each `styles/6-views.css` can tell apart; what is beyond is shown whatever is chosen."""

PATIENT_PAGE, SUMMARY_PAGE = "patient", "sammanfattning"
"""Last parts of the addresses of the pages that show the same text in another form."""

_APART = re.compile(r"[,;/]|(?<!-)\s+(?:och/eller|och|eller|samt)\s+")
_ASIDE = re.compile(r"\([^()]*\)")


def values(words: str) -> list[str]:
    """Each value of a fact line: "primärvård, specialiserad vård och kommunal vård"."""
    return [value for one in _APART.split(_ASIDE.sub("", words)) if (value := one.strip(" ."))]


@lru_cache(maxsize=1024)
def _known(words: str) -> Mapping[str, str]:
    """Slug → words of each value; the same lines stand in many groups and pathways."""
    found: dict[str, str] = {}
    for value in values(words):
        found.setdefault(slug(value), value)
    return found


def who(node: Block, group: Block | None, name: str) -> Fact | None:
    """Who acts in a node: what it says itself, else what its group says.

    A group's professions do what stands in its actions: who may decide is known only where the decision says so.
    """
    inherits = group and not (name == "Profession" and node.role is Role.DECISION)
    return node.fact(name) or (group.fact(name) if group and inherits else None)


def acting(document: Document) -> Iterator[tuple[Block, Block | None]]:
    """The nodes of the flow in order, each with its group."""
    groups = {block.id: block for block in document.body.of(Role.GROUP)}
    return ((node, groups.get(node.parent)) for node in document.body.of(*NODES))


def speaks_to_patient(document: Document) -> bool:
    """Whether some node says what the patient can do, or why nothing is asked."""
    body = document.body
    return any(True for half in body.of(Role.PATIENT) for _ in body.under(half))


@dataclass(frozen=True, slots=True)
class Views:
    """What can be chosen on one page. A place in the order is what style sheet and script know a value by."""

    levels: Mapping[str, str]
    """Slug → words, in the order they are met."""
    professions: Mapping[str, str]
    """Slug → words, in order of the alphabet."""
    patient: bool
    """Whether some node says what the patient can do."""
    local: Sequence[Local]
    """What regions add or do otherwise."""

    @classmethod
    def of(cls, writer: Writer) -> Views:
        """What the actions of a document say."""
        found: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for node, group in acting(writer.document):
            for table, name in zip(found, WHO, strict=True):
                fact = who(node, group, name)
                for value, words in _known(fact.text).items() if fact else ():
                    table.setdefault(value, words)
        levels, professions = found
        return cls(
            dict(list(levels.items())[:LEVELS]),
            dict(sorted(list(professions.items())[:PROFESSIONS], key=lambda one: sorting(one[1]))),
            speaks_to_patient(writer.document),
            regional.local(writer),
        )

    def marks(self, node: Block, group: Block | None) -> str:
        """Classes of a card: the places of its values; 0 is shown whatever is chosen.

        That are decisions, which everybody meets, and nodes that do not say who acts: unknown is not "not".
        """
        found = []
        for letter, name, table in zip("vp", WHO, (self.levels, self.professions), strict=True):
            fact = who(node, group, name) if node.role is Role.ACTION else None
            order = list(table)
            mine = _known(fact.text) if fact else {}
            places = sorted(order.index(value) + 1 for value in mine if value in table)
            whole = places if len(places) == len(mine) and places else [0, *places]
            found += [f"rt-{letter}{place}" for place in whole]
        return " ".join(found)

    def bar(self, writer: Writer) -> str:
        """The choices, above the actions; "" when there is nothing to choose."""
        views = self._views()
        menu = self._professions()
        regions = regional.menu(self.local, writer)
        if not (views or menu or regions):
            return ""
        count = (
            '<p class="rt-views__count" data-rt-scripted hidden><span role="status"></span> '
            '<button type="button" class="rt-button" hidden>Visa alla</button></p>\n'
        )
        rule = "Åtgärder utanför valet står kvar på en rad. Beslut visas alltid. "
        kept = "Valet sparas bara i den här webbläsaren och gäller alla vårdförlopp, tills du väljer Alla"
        kept += " och Nationell text igen." if regions else " igen."
        return (
            '<div class="rt-views" role="group" aria-label="Anpassa visningen" data-rt-views data-pagefind-ignore>\n'
            f"{views}{menu}{regions}{count if views or menu else ''}"
            f'<p class="rt-views__note">{rule if views or menu else ""}'
            f"<span data-rt-scripted hidden>{kept}</span></p>\n</div>\n{regional.listed(self.local, writer)}"
        )

    def _views(self) -> str:
        levels = list(self.levels.items()) if len(self.levels) > 1 else []
        if not levels and not self.patient:
            return ""
        radios = [_radio("", "Alla", "0", chosen=True)]
        radios += [_radio(value, capital(words), str(n)) for n, (value, words) in enumerate(levels, 1)]
        if self.patient:
            radios.append(_radio("patient", "Patient", "patient"))
        return f'<fieldset class="rt-views__levels"><legend>Visa</legend>{"".join(radios)}</fieldset>\n'

    def _professions(self) -> str:
        if len(self.professions) < 2:
            return ""
        options = "".join(
            f'<option value="{value}" class="rt-as-p{n}">{escape(capital(words))}</option>'
            for n, (value, words) in enumerate(self.professions.items(), 1)
        )
        return (
            '<div class="rt-views__menu"><label for="rt-profession">Profession</label>'
            f'<select id="rt-profession" name="profession"><option value="">Alla</option>{options}</select></div>\n'
        )


def _radio(value: str, words: str, place: str, *, chosen: bool = False) -> str:
    return (
        f'<label><input type="radio" name="vy" value="{value}" class="rt-as-v{place}"{" checked" if chosen else ""}>'
        f"<span>{escape(words)}</span></label>"
    )


def forms(writer: Writer) -> str:
    """Links to the pages that show the same text in another form; of earlier releases there are none."""
    if is_earlier(writer) or not any(True for _ in writer.document.body.of(*NODES)):
        return ""
    found = [("För patienter", PATIENT_PAGE)] if speaks_to_patient(writer.document) else []
    found.append(("Sammanfattning på en sida", SUMMARY_PAGE))
    key = writer.face.key
    items = "".join(f'<li><a href="{writer.links.page(f"{key}/{last}/")}">{words}</a></li>' for words, last in found)
    return f'<nav class="rt-forms" aria-label="Samma text i annan form"><ul>{items}</ul></nav>\n'
