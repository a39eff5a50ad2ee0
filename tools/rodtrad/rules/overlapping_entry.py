"""Två vårdförlopp har samma ingång, men inget säger hur de hör ihop.

Varför: den som möter patienten vet inte vilken text som gäller, och patienten kan hamna i två flöden samtidigt.

Fel: `- Misstanke om depression. {#in-misstanke}` i två vårdförlopp utan `par med`.

Rätt: `- Misstanke om depression hos barn. {#in-misstanke}` i det ena, eller `par med: depression-vuxna`.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice

from rodtrad.face import BlockFace, Face, Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.rules import Family, found_in
from rodtrad.rules._conditions import are_related, with_one_code, with_one_name

FAMILY = Family.FLOW
SEVERITY = Severity.WARNING

MOST_BY_CODE = 20
"""Pairs that have only a code in common are opened as long as they are few: a code may stand for many conditions."""

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_SAYS_NOTHING = re.compile(
    "andra|anna[nt]|beslu|bedöm|besök|de[nt]|efter|eller|ett|får|från|för(?:lo)?|gång|har|hos|hälso|ingån|komme|kommu"
    "|konta|med(?:de)?|misst|ny|nya|och|någon|patie|perso|primä|remis|sjuk[hv]|som|speci|sök(?:an|er)|till|vid"
    "|vård[adefkn]?|åter[bfgk]?"
)
"""Beginnings of words that any entry may have."""


def check(library: Library) -> Iterator[Finding]:
    """Compare the entries of current pathways with a name or a code in common; both authors are told."""
    by_name = (pair for pair in with_one_name(library) if not are_related(*pair))
    by_code = (pair for pair in with_one_code(library) if not are_related(*pair))
    told: set[tuple[str, str]] = set()
    for one, other in chain(by_name, islice(by_code, MOST_BY_CODE)):
        if (one.key, other.key) in told:
            continue
        told.add((one.key, other.key))
        there = {_criterion(entry): entry for entry in other.of(Role.ENTRY)}
        for entry in one.of(Role.ENTRY):
            said = _criterion(entry)
            same = there.get(said) if said else None
            if same:
                yield _finding(one, entry, other, same)
                yield _finding(other, same, one, entry)


def _criterion(entry: BlockFace) -> frozenset[str]:
    """The beginnings of the words that say whom an entry is for."""
    words = (word[:5] for word in _WORD.findall(entry.title.partition("→")[0].casefold()))
    return frozenset(word for word in words if not _SAYS_NOTHING.fullmatch(word))


def _finding(face: Face, entry: BlockFace, other: Face, same: BlockFace) -> Finding:
    message = f"Ingången gäller samma patienter som en i ”{other.title}” ({other.path}, rad {same.place.line})."
    hint = (
        "Skriv i ingången vad som skiljer, till exempel ålder eller svårighetsgrad. "
        f"Hör texterna ihop: skriv `par med: {other.id}` här och `par med: {face.id}` där."
    )
    return found_in(face, entry.place, message, hint)
