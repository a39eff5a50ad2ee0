"""Sammanfattningar: each full pathway on one sheet of paper, for the consulting room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rodtrad.chapters._ways import arrow
from rodtrad.chapters.summary import CHAPTER as SUMMARY
from rodtrad.document import Block, Document, Fact
from rodtrad.face import Role
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import is_full_text
from rodtrad.site.authored import Part, chapter, parts
from rodtrad.site.charting import elsewhere_title, stop_title
from rodtrad.site.page import Page, Site
from rodtrad.site.parts import attribute, text
from rodtrad.site.pathway import head, thread
from rodtrad.site.pathway.essentials import calls, essentials
from rodtrad.site.pathway.steps import Plain, Step, steps
from rodtrad.site.pathway.views import SUMMARY_PAGE
from rodtrad.site.words import swedish_date
from rodtrad.site.writer import Writer
from rodtrad.tree import Node

KINDS = (Kind.PATHWAY,)

_HIGHEST = re.compile(r"(?:1|bör)\b")


def document_pages(document: Document, site: Site) -> Iterator[Page]:
    """The summary of a pathway that has actions."""
    face = document.face
    matter = face.matter
    assert isinstance(matter, PathwayMatter)
    if not is_full_text(face):
        return
    top = parts(document)[1]
    found = list(steps(document, top))
    if not found:
        return
    path = f"{face.key}/{SUMMARY_PAGE}/"
    writer = Writer(document, site, path, in_part=True)
    sheet = f'<div class="rt-sheet">\n{"".join(_sections(found, top, writer))}</div>\n'
    yield Page(
        path=path,
        title=f"{face.title} – sammanfattning",
        kicker="Sammanfattning på en sida",
        html=f"{_extract(writer)}{sheet}{_foot(writer, matter)}",
        description=f"{face.title} på en sida: ingång, åtgärder, beslut, tidsgränser, utgång och indikatorer.",
        banners=tuple(head.banners(writer, matter)),
        searchable=False,  # the same words are found in the pathway
        noindex=True,  # and the pathway says more
        source=face.path,
        full_width=True,
    )


def _sections(found: Sequence[Step], top: Sequence[Part], writer: Writer) -> Iterator[str]:
    plain, body = Plain(writer, found), writer.document.body
    summary = chapter(top, SUMMARY.id)
    if summary and summary.nodes:
        yield _section("I korthet", plain.html(summary.nodes))
    yield _section("Ingång", _stops(list(body.of(Role.ENTRY)), writer))
    yield f'<section class="rt-sheet__steps"><h2>Åtgärder och beslut</h2>\n{_steps(found, writer)}</section>\n'
    exits = list(body.of(Role.EXIT))
    yield _section("Utgång", _stops(exits, writer))
    first = [use for use in thread.uses(writer.document) if use.prioritised]
    yield _section("Prioriterade indikatorer", _list("ul", (writer.links.a(use.target, use.title) for use in first)))


def _section(title: str, html: str) -> str:
    return f"<section><h2>{title}</h2>\n{html}</section>\n" if html else ""


def _list(kind: str, items: Iterator[str]) -> str:
    inner = "".join(f"<li>{item}</li>\n" for item in items)
    return f"<{kind}>\n{inner}</{kind}>\n" if inner else ""


def _stops(stops: Sequence[Block], writer: Writer) -> str:
    """Entries with where they lead; exits, which ways name by their number."""
    lines = []
    for stop in stops:
        there = writer.face.by_id.get(stop.id)
        ways = _targets(stop.nodes[0], writer) if stop.role is Role.ENTRY else ""
        lines.append(f"{text(stop_title(there) if there else stop.title)}{f' → {ways}' if ways else ''}")
    return _list("ul" if stops and stops[0].role is Role.ENTRY else "ol", iter(lines))


def _steps(found: Sequence[Step], writer: Writer) -> str:
    """The steps by group; the care level stands at the group where all its actions share it."""
    out: list[str] = []
    for group, mine in groupby(found, lambda step: step.group):
        own = list(mine)
        levels = {step.said("Vårdnivå") for step in own if step.node.role is Role.ACTION}
        shared = next(iter(levels)) if group and len(levels) == 1 else ""
        if group:
            out.append(f"<h3>{text(group.title)}{_level(shared)}</h3>\n")
        out += [_step(step, writer, "" if shared else step.said("Vårdnivå"), 4 if group else 3) for step in own]
    return "".join(out)


def _level(words: str) -> str:
    return f' <span class="rt-sheet__level">{text(words)}</span>' if words else ""


def _step(step: Step, writer: Writer, level: str, depth: int) -> str:
    node = step.node
    lines = essentials(step, lambda fact: _is_highest(fact, writer))
    said = "".join(f"<p>{text(line)}</p>\n" for line in (*lines, *(f"Till patienten: {call}" for call in calls(step))))
    letter = f'<span class="rt-letter rt-letter--small">{text(node.label)}</span> ' if node.label else ""
    name = f'<span class="rt-to__name">{text(node.title)}</span>'
    mark, kind, ways = "action", "", _ways(node, writer)
    if node.role is Role.DECISION:
        mark, kind, level = "decision", '<span class="rt-node__kind">Beslut:</span> ', ""
    title = writer.links.wrap(f"{writer.face.key}#{node.id}", f"{letter}{kind}{name}", 'class="rt-to"')
    head = f'<h{depth} id="{attribute(node.id)}">{title}{_level(level)}</h{depth}>'
    return f'<div class="rt-sheet__step rt-sheet__step--{mark}">{head}\n{said}{ways}</div>\n'


def _is_highest(fact: Fact, writer: Writer) -> bool:
    """Whether a recommendation has priority 1 or "bör", by its own words or by the row that it names."""
    if _HIGHEST.match(fact.text.rpartition("prioritet ")[2]):
        return True
    links = (link for node in fact.nodes for link in node.walk() if link.kind == "link")
    rows = (writer.links.block(writer.targets.get(link.href, "")) for link in links)
    return any(row and _HIGHEST.match(row[1].fact("Prioritet")) for row in rows)


def _ways(node: Block, writer: Writer) -> str:
    """The ways onward, each with its time limit; of an action those that have a condition."""
    items = []
    for block in writer.document.body.of(Role.WAY):
        found = arrow(block.nodes[0]) if block.way and block.way.source == node.id else None
        if found is None or not (found.condition or found.prose or node.role is Role.DECISION):
            continue
        when = f"<strong>{text(found.condition)}.</strong> " if found.condition else ""
        prose = f"{text(found.prose)} " if found.prose else ""
        items.append(f"{when}{prose}→ {_targets(block.nodes[0], writer)}")
    return _list("ul", iter(items))


def _targets(item: Node, writer: Writer) -> str:
    """Where a way leads: letters, numbers of exits, names of other pathways; and its time limit."""
    found = arrow(item)
    if found is None:
        return ""
    word = f" {found.joined} " if found.joined in ("och", "eller") else ", "
    time = f" {text(found.time)}" if found.time else ""
    return word.join(_target(link, writer) for link in found.links) + time


def _target(link: Node, writer: Writer) -> str:
    target = writer.targets.get(link.href, "")
    found = writer.links.block(target)
    if found and found[0].key == writer.face.key:
        stop = found[1]
        if stop.role is Role.EXIT:
            exits = [block.id for block in writer.face.of(Role.EXIT)]
            return f"utgång {exits.index(stop.id) + 1}"
        return text(stop.label or stop_title(stop))
    words = elsewhere_title(target, writer.library) if writer.library.resolve(target) else ""
    return writer.links.a(target, words) if words else writer.inline((link,))


def _extract(writer: Writer) -> str:
    """That this is not the whole text, before anything else."""
    whole = attribute(writer.links.page(f"{writer.face.key}/"))
    said = f'Utdrag. <a href="{whole}">Hela texten</a> gäller. Regionala avvikelser står där.'
    return f'<p class="rt-sheet__extract">{said}</p>\n'


def _foot(writer: Writer, matter: PathwayMatter) -> str:
    """What the sheet is taken from."""
    site, key = writer.site, writer.face.key
    said = [f"Version {matter.version}"] if matter.version else []
    said += [f"granskad {swedish_date(matter.reviewed)}"] if matter.reviewed else []
    whole = f'<a href="{attribute(writer.links.page(f"{key}/"))}">hela vårdförloppet</a>'
    address = f' <span class="rt-sheet__address">{text(site.address + key)}/</span>' if site.address else ""
    start = f"{', '.join(said)}. " if said else ""
    return f'<p class="rt-sheet__foot">{text(start)}Hämtad ur {whole}.{address}</p>\n'
