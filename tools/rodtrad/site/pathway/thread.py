"""The red thread: from the challenges patients meet, through the pathway's goals, to its indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rodtrad.document import Block, Document, Fact
from rodtrad.face import NODES, Face, Role
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.site.parts import attribute, badge, listing, scroll, table, text
from rodtrad.site.pathway.actions import named
from rodtrad.site.pathway.levels import bar
from rodtrad.site.words import availability, capital, levels
from rodtrad.site.writer import Writer
from rodtrad.tree import plain


@dataclass(frozen=True, slots=True)
class Use:
    """One use of an indicator by the pathway."""

    block: Block
    target: str
    title: str
    follows: Sequence[str]
    """Ids of goals and nodes."""
    prioritised: bool


def anchors(block: Block, name: str) -> list[str]:
    """Ids in this document that a fact line links to."""
    links = (ln for fact in block.facts if fact.name == name for node in fact.nodes for ln in node.find("link"))
    return [link.href[1:] for link in links if link.href.startswith("#")]


def first_words(block: Block) -> str:
    """The words of a list item's own line."""
    item = block.nodes[0]
    return plain(item.children[0]) if item.children else block.title


def uses(document: Document) -> list[Use]:
    """The indicators in the order they are listed."""
    main = {ln.block: ln for ln in reversed(document.face.links) if ln.relation == "indicator"}
    found: list[Use] = []
    for block in document.body.of(Role.INDICATOR):
        link = main.get(block.id)
        first = block.fact("Prioriterad")
        prioritised = bool(first and first.text.strip(" .").casefold() == "ja")
        title = link.text if link else first_words(block)
        found.append(Use(block, link.target if link else "", title, anchors(block, "Följer"), prioritised))
    return found


def matrix(writer: Writer, indicators: Sequence[Use]) -> str:
    """Challenge → goal → actions → indicators as one table; "" when there is neither challenge nor goal."""
    document = writer.document
    challenges = list(document.body.of(Role.CHALLENGE))
    goals = list(document.body.of(Role.GOAL))
    if not challenges and not goals:
        return ""
    rows: list[str] = []
    met = {goal.id: anchors(goal, "Möter") for goal in goals}
    for challenge in challenges:
        mine = [goal for goal in goals if challenge.id in met[goal.id]]
        head = f'<a href="#{challenge.id}">{text(first_words(challenge))}</a>'
        rows += _rows(head, mine, indicators, writer)
    loose = [goal for goal in goals if not any(c.id in met[goal.id] for c in challenges)]
    if loose:
        rows += _rows("Ingen utmaning anges", loose, indicators, writer)
    columns = "".join(f'<th scope="col">{name}</th>' for name in ("Utmaning", "Mål", "Åtgärder", "Indikatorer"))
    return scroll(
        "Röd tråd",
        '<table class="rt-table rt-thread">\n'
        '<caption class="rt-sr">Från utmaning till mål, åtgärd och indikator</caption>\n'
        f"<thead><tr>{columns}</tr></thead>\n"
        f"<tbody>\n{''.join(rows)}</tbody>\n</table>",
    )


def _rows(head: str, goals: Sequence[Block], indicators: Sequence[Use], writer: Writer) -> Iterator[str]:
    span = f' rowspan="{len(goals)}"' if len(goals) > 1 else ""
    scope = "rowgroup" if len(goals) > 1 else "row"
    first = f'<th scope="{scope}"{span}>{head}</th>'
    if not goals:
        yield f"<tr>{first}<td>{badge('Inget mål', 'warn')}</td><td>–</td><td>–</td></tr>\n"
    for goal in goals:
        mine = [use for use in indicators if goal.id in use.follows]
        said = f'<a href="#{goal.id}">{text(first_words(goal))}</a>'
        acted = _actions(mine, writer)
        yield f"<tr>{first}<td>{said}</td><td>{acted}</td><td>{_followed(goal, mine, writer)}</td></tr>\n"
        first = ""


def _actions(mine: Sequence[Use], writer: Writer) -> str:
    """The nodes that the indicators of a goal follow too, by letter."""
    nodes = [block for block in writer.face.blocks if block.role in NODES]
    followed = {id for use in mine for id in use.follows}
    return (
        " ".join(
            f'<a href="#{attribute(node.id)}" class="rt-to" title="{attribute(node.title)}">{named(node.label, "")}'
            f'<span class="rt-sr">{text(node.title)}</span></a>'
            for node in nodes
            if node.id in followed and node.label
        )
        or "Ingen knuten hit"
    )


def _followed(goal: Block, mine: Sequence[Use], writer: Writer) -> str:
    if mine:
        return listing((f"{_name(use, writer)}{_mark(use)}" for use in mine), "rt-plain")
    reason = goal.fact("Följs inte")
    return f"Följs inte: {text(reason.text)}" if reason else badge("Ingen indikator", "warn")


def _name(use: Use, writer: Writer) -> str:
    return writer.links.a(use.target, use.title)


def _mark(use: Use) -> str:
    return f" {badge('Prioriterad', 'mark')}" if use.prioritised else ""


def indicators(mine: Sequence[Use], caption: str, writer: Writer) -> str:
    """Indicators with what they follow, their targets and the state of their data."""
    rows: list[Sequence[str]] = []
    for use in mine:
        found = writer.library.resolve(use.target)
        matter = found[0].matter if found else None
        data = availability(matter.availability) if isinstance(matter, IndicatorMatter) else "–"
        example = f" {badge('Exempel')}" if isinstance(matter, IndicatorMatter) and matter.example else ""
        title = f'<span id="{use.block.id}">{_written(use, writer)}</span>{_mark(use)}{example}{_more(use, writer)}'
        rows.append((title, _follows(use, writer), _levels(found[0] if found else None), data))
    return table(caption, ("Indikator", "Följer", "Målnivå", "Data"), rows, row_heads=True) if rows else ""


def _written(use: Use, writer: Writer) -> str:
    """The name of an indicator; with it what else its line says."""
    item = use.block.nodes[0]
    said = first_words(use.block).strip(" .:")
    return _name(use, writer) if said == use.title.strip(" .:") else writer.first(item)


def _more(use: Use, writer: Writer) -> str:
    """What stands below, but for the facts that have a column of their own."""
    shown = {id(fact.node) for fact in use.block.facts if _is_told(fact)}
    return writer.under(use.block.nodes[0], shown)


def _is_told(fact: Fact) -> bool:
    """Whether a column says all that the fact line does."""
    told = fact.name == "Följer" or (fact.name == "Prioriterad" and fact.text.strip(" .").casefold() in ("ja", "nej"))
    return told and len(fact.node.children) == 1


def _follows(use: Use, writer: Writer) -> str:
    """The goals and nodes that an indicator follows, by name."""
    said: list[str] = []
    for id in use.follows:
        block = writer.face.by_id.get(id)
        if block is None:
            continue
        words = f"{block.label}. {block.title}" if block.label else _short(use.block, id) or block.title
        said.append(f'<a href="#{id}">{text(capital(words))}</a>')
    return listing(said, "rt-plain") or "–"


def _short(block: Block, id: str) -> str:
    """The author's own short words for a goal, from the link in the fact line."""
    for fact in block.facts:
        for node in fact.nodes:
            for link in node.find("link"):
                if link.href == f"#{id}":
                    return plain(link)
    return ""


def _levels(face: Face | None) -> str:
    """The newest target levels, and how many older there are."""
    if face is None or face.kind is not Kind.INDICATOR or not isinstance(face.matter, IndicatorMatter):
        return "–"
    rows = sorted(face.targets, key=lambda target: target.year, reverse=True)
    newest = next((row for row in rows if row.moderate or row.high), None)
    if newest is None:
        return "Ingen känd målnivå"
    return f"{text(newest.year)}: {text(levels(newest, face.matter))}{bar(face.matter, newest)}"
