"""Det framgår inte på vilken vårdnivå en åtgärd görs.

Varför: när andra åtgärder anger vårdnivå ser det ut som om den här kan göras var som helst, och ingen tar ansvaret.

Fel: gruppen `### Utredning` saknar raden om vårdnivå, men `### Behandling` har den.

Rätt: `- **Vårdnivå:** primärvård` direkt under gruppens eller åtgärdens rubrik.
"""

from collections.abc import Iterator

from rodtrad.chapters import slug
from rodtrad.chapters.actions import FACTS
from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.matter import nearest
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._flow import called
from rodtrad.rules._plain_facts import plain_facts

FAMILY = Family.FLOW
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)

_LEVEL = "Vårdnivå"
_CHAPTER = slug("Vårdförloppets åtgärder")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report actions without a level of their own or their group's; a whole group, or a whole chapter, once."""
    matter = document.face.matter
    if not is_full_text(document.face) or not isinstance(matter, PathwayMatter):
        return
    groups = {block.id: block for block in document.body.of(Role.GROUP, Role.CHAPTER)}
    chapter = groups.get(_CHAPTER)
    actions = list(document.body.of(Role.ACTION))
    if chapter is None or chapter.fact(_LEVEL):
        return
    plainly = {said.block.parent for said in plain_facts(document) if said.name == _LEVEL}  # fact-without-bold
    # A node on another level than its own is outside its group, as wrong-heading-level says.
    without = [
        node
        for node in actions
        if node.level == 4
        and not _says(node)
        and not _says(groups.get(node.parent))
        and not {node.id, node.parent} & plainly
    ]
    if without and len(without) == len(actions) and not any(map(_says, groups.values())):
        if len(matter.audiences or ()) > 1:
            message = "Vårdförloppet gäller flera vårdnivåer, men ingen åtgärd säger var den görs."
            yield found(
                document, document.place(chapter), message, "Skriv `- **Vårdnivå:** …` under varje grupps rubrik."
            )
        return
    hint = "Skriv `- **Vårdnivå:** …` direkt under rubriken."
    partly = {node.parent for node in actions if node.fact(_LEVEL)}
    told: set[str] = set()
    for node in without:
        group = groups.get(node.parent)
        if group is None or group is chapter or group.id in partly:
            yield found(document, document.place(node), f"Åtgärden {called(node)} saknar vårdnivå.", hint)
        elif group.id not in told:
            told.add(group.id)
            yield found(document, document.place(group), f"Åtgärderna under {group.title} saknar vårdnivå.", hint)


def _says(block: Block | None) -> bool:
    """Whether the level is given, or almost: that the key is misspelt is another rule's."""
    if block is None or not block.facts:
        return False
    names = {fact.name for fact in block.facts}
    return _LEVEL in names or any(nearest(name, FACTS) == _LEVEL for name in names.difference(FACTS))
