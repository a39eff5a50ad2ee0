"""En ingång, åtgärd, utmaning, ett mål eller ett mått saknar id.

Varför: id är det som länkar, flödesschema, regionala tillägg och remissvar pekar på. Utan id kan ingen peka.

Fel: `- Sepsis är utesluten.` i listan över utgångar.

Rätt: `- Sepsis är utesluten. {#ut-utesluten}`
"""

import re
from collections.abc import Iterator

from rodtrad.chapters import slug
from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._thread import is_loose_fact

FAMILY = Family.LINKS

_WHAT = {
    Role.ENTRY: ("Ingången", "in-"),
    Role.EXIT: ("Utgången", "ut-"),
    Role.ACTION: ("Åtgärden", ""),
    Role.DECISION: ("Beslutet", ""),
    Role.CHALLENGE: ("Utmaningen", "u-"),
    Role.GOAL: ("Målet", "m-"),
    Role.INDICATOR: ("Måttet", "i-"),
    Role.RECOMMENDATION: ("Rekommendationen", ""),
}
_SMALL = later(
    r"(?:alla|att|av|blir|de|dem|den|det|du|eller|en|ett|fler|far|for|fran|har|hos|i|inom|inte|mer|men|med|och|om|pa"
    r"|per|sin|sitt|som|till|under|ur|vid|ar)"
)
"""Words that say little in an id."""

_MEANT = later(r"(?<!\])[({\[]\s*(?:id\s*=\s*|#)?\s*\"?([^\s(){}\[\]\"]+)\"?\s*[)}\]]$")
"""What was meant as an id: `{bedomning}`, `(#bedomning)`, `[#bedomning]`, `{id=bedomning}`."""

_TAIL = later(r"\s*(?:<!--.*?-->\s*)*$")
_WORDS = 3


def check(document: Document, library: Library) -> Iterator[Finding]:
    """The fix proposes an id from the words; malformed ids are another rule's business."""
    taken = {block.id for block in document.face.blocks if block.stable}
    numbers: dict[str, int] = {}
    bare = document.body.bare_headings()
    for block in document.body.of(*_WHAT):
        node = block.nodes[0]
        if node.id is not None or id(block) in bare:
            continue
        what, prefix = _WHAT[block.role]
        name = _proposal(block, prefix, taken, numbers)
        taken.add(name)
        start, end = node.start, document.source.text.find("\n", node.start)
        line = document.source.text[start : end if end >= 0 else len(document.source.text)]
        tail = _TAIL().search(line)
        at = start + (tail.start() if tail else len(line))
        if "{#" in line[: at - start] or is_loose_fact(block):
            continue  # misplaced-id and unindented-fact say what to do
        if (meant := _MEANT().search(line[: at - start])) and (meant[0][0] == "{" or "#" in meant[0]):
            name = slug(meant[1])
            place = document.source.place(start + meant.start(), start + meant.end())
            fix = Fix(f"Skriv `{{#{name}}}`", (Edit(start + meant.start(), at, f"{{#{name}}}"),), safe=False)
            yield found(document, place, f"`{meant[0]}` läses inte som ett id.", f"Skriv `{{#{name}}}`.", fix)
            continue
        fix = Fix(f"Skriv `{{#{name}}}`", (Edit(at, at, f" {{#{name}}}"),))
        message = f"{what} ”{_short(block.title)}” saknar id."
        yield found(document, document.place(block), message, f"Skriv till exempel `{{#{name}}}` sist på raden.", fix)


def _proposal(block: Block, prefix: str, taken: set[str], numbers: dict[str, int]) -> str:
    """The first words that say something, with the prefix of the role; numbered when taken."""
    words = slug(re.split("→|->", block.title)[0]).split("-")
    telling = [word for word in words if not _SMALL().fullmatch(word)] or words
    name = prefix + "-".join(telling[:_WORDS])
    if name not in taken:
        return name
    numbers[name] = next(n for n in range(numbers.get(name, 2), len(taken) + 3) if f"{name}-{n}" not in taken)
    return f"{name}-{numbers[name]}"


def _short(title: str) -> str:
    return title if len(title) <= 40 else title[:39].rstrip() + "…"
