"""The actions of a pathway as cards: letter, who acts, two halves side by side, and the ways onward."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from rodtrad.chapters._ways import arrow, has_arrow
from rodtrad.document import Block, Fact
from rodtrad.face import NODES, Role
from rodtrad.site.authored import Part
from rodtrad.site.charting import elsewhere_title, stop_title
from rodtrad.site.commenting import comment_address
from rodtrad.site.parts import anchor, heading, text
from rodtrad.site.pathway import regional
from rodtrad.site.pathway.views import WHO, Views, who
from rodtrad.site.words import capital
from rodtrad.site.writer import Writer
from rodtrad.tree import Node


def chapter(part: Part, writer: Writer) -> str:
    """The whole chapter: what a reader can choose to see, and groups with their cards."""
    views = Views.of(writer)
    out = [heading(2, part.block.id, text(part.block.title), part.block.title)]
    out += [_said(part.block.facts, writer), _plain(part, writer), views.bar(writer)]
    for below in part.parts:
        if below.block.role in NODES:
            out.append(_card(below, None, writer, views))
        elif below.block.role is Role.GROUP:
            out.append(_group(below, writer, views))
        else:
            out.append(writer_part(below, writer))
    return "".join(out)


def _group(part: Part, writer: Writer, views: Views) -> str:
    block = part.block
    nodes = [p.block for p in part.parts if p.block.role in NODES]
    own = [f for f in block.facts if f.name not in WHO or all(node.fact(f.name) for node in nodes)]
    cards = "".join(
        _card(p, block, writer, views) if p.block.role in NODES else writer_part(p, writer) for p in part.parts
    )
    return (
        f'<section class="rt-group" aria-labelledby="{escape(block.id)}">\n'
        f"{heading(3, block.id, text(block.title), block.title)}{_said(own, writer)}{_plain(part, writer)}{cards}"
        "</section>\n"
    )


def _plain(part: Part, writer: Writer) -> str:
    """What stands directly under a heading, without its fact lines."""
    taken = {id(node) for node in part.block.nodes}
    return writer.html([node for node in part.nodes if id(node) not in taken], part.block.title)


def writer_part(part: Part, writer: Writer) -> str:
    """A part with no form of its own, as written."""
    level = min(max(part.block.level, 2), 6)
    title = writer.inline(part.block.nodes[:1])
    below = "".join(writer_part(p, writer) for p in part.parts)
    return heading(level, part.block.id, title, part.block.title) + writer.html(part.nodes, part.block.title) + below


def _card(part: Part, group: Block | None, writer: Writer, views: Views) -> str:
    block = part.block
    kind = "decision" if block.role is Role.DECISION else "action"
    letter = f'<span class="rt-letter">{text(block.label)}</span> ' if block.label else ""
    said = '<span class="rt-node__kind">Beslut:</span> ' if kind == "decision" else ""
    name = f"{block.label}. {block.title}" if block.label else block.title
    halves, ways, rest = _parts(part, writer)
    branches, own = _apart(n for n in part.nodes if not any(n is known for known in block.nodes))
    prose = writer.html(own, block.title)
    if branches:
        ways = _ways(branches, writer) + ways
    columns = f'<div class="rt-halves rt-halves--{len(halves)}">\n{"".join(halves)}</div>\n' if halves else ""
    marks = views.marks(block, group)
    show = "" if "rt-v0" in marks and "rt-p0" in marks else _show(block.id, name)
    return (
        f'<article class="rt-node rt-node--{kind} {marks}" aria-labelledby="{escape(block.id)}">\n'
        f'<h4 id="{escape(block.id)}">{letter}{said}{text(block.title)} {anchor(block.id, name)}</h4>\n'
        f"{_who(block, group, writer)}{show}{prose}{columns}{rest}"
        f"{regional.folded(views.local, block.id, writer)}{ways}{_comment(block.id, name, writer)}</article>\n"
    )


def _comment(id: str, name: str, writer: Writer) -> str:
    """Where to comment on exactly this node; "" when the site has no address for comments."""
    address = comment_address(writer.site, writer.links.path, id)
    if address is None:
        return ""
    words = f'Kommentera<span class="rt-sr"> {text(name)}</span>'
    return f'<p class="rt-node__comment" data-pagefind-ignore><a href="{escape(address)}">{words}</a></p>\n'


def _show(id: str, name: str) -> str:
    """The way into a card that stands on one line, since the reader has chosen to see others."""
    words = f'Visa<span class="rt-sr"> {text(name)}</span>'
    return f'<a class="rt-node__show" data-pagefind-ignore href="#{escape(id)}">{words}</a>\n'


def _who(block: Block, group: Block | None, writer: Writer) -> str:
    """Care level and profession, the group's where the node says nothing, and all else that the node says."""
    found = [who(block, group, name) for name in WHO]
    own = {id(fact) for fact in found if fact}
    return _said([*(fact for fact in found if fact), *(f for f in block.facts if id(f) not in own)], writer)


def _said(facts: Iterable[Fact], writer: Writer) -> str:
    """Fact lines as a list."""
    rows = []
    for fact in facts:
        value = text(capital(fact.text)) + writer.under(fact.node) if fact.name in WHO else writer.value(fact)
        rows.append(f"<div><dt>{text(fact.name)}</dt><dd>{value}</dd></div>")
    return f'<dl class="rt-who" data-pagefind-ignore>{"".join(rows)}</dl>\n' if rows else ""


def _parts(part: Part, writer: Writer) -> tuple[list[str], str, str]:
    """The halves, the ways onward, and whatever else stands under a node."""
    halves: list[str] = []
    ways = rest = ""
    for below in part.parts:
        block = below.block
        onward, own = _apart(below.nodes) if block.role is Role.WAYS else ([], below.nodes)
        inner = writer.html(own, block.title) + "".join(writer_part(p, writer) for p in below.parts)
        if block.role is Role.WAYS:
            ways += _ways(onward, writer, block) + inner
        elif block.role in (Role.CARE, Role.PATIENT):
            side = "care" if block.role is Role.CARE else "patient"
            halves.append(
                f'<section class="rt-half rt-half--{side}" id="{escape(block.id)}">\n'
                f"<h5>{text(block.title)}</h5>\n{inner}</section>\n"
            )
        else:
            rest += writer_part(below, writer)
    return halves, ways, rest


def _apart(nodes: Iterable[Node]) -> tuple[list[Node], list[Node]]:
    """Lists of ways onward, and everything else."""
    found: tuple[list[Node], list[Node]] = ([], [])
    for node in nodes:
        found[not has_arrow(node)].append(node)
    return found


def _ways(lists: Sequence[Node], writer: Writer, block: Block | None = None) -> str:
    """Ways onward as links with the names of what they lead to."""
    items = "".join(_way(item, writer) for node in lists for item in node.children)
    if not items:
        return ""
    mark = f' id="{escape(block.id)}"' if block else ""
    title = "Vägar vidare" if block else "Svar och vägar vidare"
    return f'<div class="rt-ways"{mark}><h5>{title}</h5>\n<ul>\n{items}</ul>\n</div>\n'


def _way(item: Node, writer: Writer) -> str:
    found = arrow(item)
    if found is None:
        return writer.item(item)
    block = writer.blocks.get(id(item))
    mark = f' id="{escape(block.id)}"' if block else ""
    condition = f"<strong>{text(found.condition)}.</strong> " if found.condition else ""
    prose = f"{text(found.prose)} " if found.prose else ""
    word = f' <span class="rt-way__join">{text(found.joined)}</span> ' if found.joined in ("och", "eller") else ", "
    targets = word.join(goal(link, writer) for link in found.links)
    time = f'<span class="rt-way__time">{text(found.time)}</span>' if found.time else ""
    return (
        f'<li{mark} class="rt-way"><span class="rt-way__when">{condition}{prose}</span>'
        f'<span class="rt-way__to"><span class="rt-way__arrow" aria-hidden="true">→</span> {targets} {time}</span>'
        f"{writer.under(item)}</li>\n"
    )


def goal(link: Node, writer: Writer) -> str:
    """Where a way leads, as a link: letter and title of a node, the words of an exit, another pathway's entry."""
    target = writer.targets.get(link.href, "")
    found = writer.links.block(target)
    if found is None:
        words = elsewhere_title(target, writer.library) if writer.library.resolve(target) else ""
        return writer.links.a(target, words) if words else writer.inline((link,))
    face, stop = found
    if face.key != writer.face.key:
        return writer.links.a(target, f"{face.title}: {stop_title(stop)}")
    if stop.role is Role.EXIT:
        return writer.links.a(target, f"Utgång: {stop_title(stop)}")
    return writer.links.wrap(target, named(stop.label, stop_title(stop)), 'class="rt-to"')


def named(label: str, words: str) -> str:
    """A node's letter in a square, and its words."""
    letter = f'<span class="rt-letter rt-letter--small">{text(label)}</span> ' if label else ""
    return f'{letter}<span class="rt-to__name">{text(words)}</span>' if words else letter
