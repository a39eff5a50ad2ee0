"""Ett regionalt tillägg hör till en del som inte finns i vårdförloppet.

Varför: den nationella texten kan ha fått andra åtgärder sedan tillägget skrevs. Tillägget kan då inte visas, och ingen
läsare i regionen ser det.

Fel: `## Tillägg vid [C](#trombolys)` när åtgärden heter `{#reperfusion}`.

Rätt: `## Tillägg vid [C](#reperfusion)`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Face, Link
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import nearest
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._letters import nodes_by_letter
from rodtrad.rules._links import links

FAMILY = Family.ADDITIONS
KINDS = (Kind.ADDITION,)
BREAKS_MACHINES = True


def check(document: Document, library: Library) -> Iterator[Finding]:
    """The links in headings of additions and deviations; that the pathway is there, and holds, others tell."""
    for link in links(document.face, "at"):
        key, _, anchor = link.target.partition("#")
        national = library.faces.get(key) if anchor and link.href.startswith("#") else None
        if national is None or national.matter.withdrawn or anchor in national.by_id:
            continue
        near = nearest(anchor, [block.id for block in national.blocks if block.stable])
        message = f"Det finns ingen del med id `{anchor}` i {national.title}, så tillägget kan inte visas."
        yield found(document, link.place, message, _hint(link, national, near), _fix(document, link, anchor, near))


def _hint(link: Link, national: Face, near: str) -> str:
    if not is_full_text(national):
        return "Den nationella texten finns inte här. Vänta med tillägget tills den gör det."
    if near:
        return f"Menade du `{near}`? Skriv `[{link.text}](#{near})`."
    node = nodes_by_letter(national).get(link.text)
    also = (
        f" Åtgärd {link.text} är nu ”{node.title}”: hör tillägget dit, skriv `[{link.text}](#{node.id})`."
        if node
        else ""
    )
    return f"Läs den nationella texten och länka till den del som det nu gäller, eller ta bort tillägget.{also}"


def _fix(document: Document, link: Link, wrong: str, near: str) -> Fix | None:
    begin = document.source.offset(link.place.line, link.place.column)
    at = document.source.text.find(f"(#{wrong}", begin) if near else -1
    if at < 0:
        return None
    return Fix(f"Skriv `{near}`", (Edit(at + 2, at + 2 + len(wrong), near),), safe=False)
