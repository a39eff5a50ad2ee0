"""Koder: look-up by clinical code; which documents and blocks concern it. F32 includes F32.1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rodtrad.codes import CodeSystem, apart, systems
from rodtrad.face import NODES, Face, Role
from rodtrad.library import Library, is_example
from rodtrad.model import Kind
from rodtrad.once import once
from rodtrad.site.addresses import Links, around
from rodtrad.site.filtering import Row, filterable
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.parts import attribute, badge, facts, listing, table, text
from rodtrad.site.words import KINDS, joined, kind_words, sorting

SERVES = ("koder",)
FOOTER = (Entry("Koder", "koder/", 40),)

HOME = "koder/"

_NAMED = NODES | {Role.CHAPTER, Role.SECTION, Role.GROUP}
"""Roles of blocks with a heading that names a place."""

SHOWN = 3
"""How many titles of documents stand beside a code in the list."""


@dataclass(slots=True)
class Use:
    """One document that concerns a code."""

    face: Face
    codes: dict[str, None] = field(default_factory=dict)
    """The codes as they stand in the document: F32.1 on the page of F32."""
    blocks: dict[str, None] = field(default_factory=dict)
    """Ids of the blocks that link to it; the front matter has none."""


Uses = Mapping[str, Mapping[str, Mapping[str, Use]]]
"""Scheme → code → key of document → use."""


@once
def uses(library: Library) -> Uses:
    """Every code in use, and every code above one."""
    table: dict[str, dict[str, dict[str, Use]]] = {}
    for face in library.faces.values():
        declared: Mapping[str, Sequence[str]] = getattr(face.matter, "codes", None) or {}
        for scheme, codes in declared.items():
            for code in (code for entry in codes for code in apart(scheme, entry)):
                _add(table, scheme, code, face, "")
        for link in face.links:
            scheme, colon, code = link.target.partition(":")
            if colon and scheme in systems():
                _add(table, scheme, code.partition("#")[0], face, link.block)
    return table


def _add(table: dict[str, dict[str, dict[str, Use]]], scheme: str, code: str, face: Face, block: str) -> None:
    system = systems().get(scheme)
    if system is None or not system.valid(code):
        return
    at: str | None = code
    while at:
        use = table.setdefault(scheme, {}).setdefault(at, {}).setdefault(face.key, Use(face))
        use.codes[code] = None
        if block:
            use.blocks[block] = None
        at = system.parent(at)


def pages(site: Site) -> Iterator[Page]:
    """The systems, a list for each, and a page for each code."""
    found = uses(site.library)
    yield _systems(found, site)
    for scheme in sorted(found):
        system = systems()[scheme]
        yield _list(system, found[scheme], site)
        below: dict[str, list[str]] = {}
        for code in sorted(found[scheme]):
            if above := system.parent(code):
                below.setdefault(above, []).append(code)
        for code, mine in sorted(found[scheme].items()):
            yield _page(system, code, mine, below.get(code, ()), site)


def _systems(found: Uses, site: Site) -> Page:
    links = Links(site, HOME)
    rows = [
        (
            f'<a href="{links.page(f"{HOME}{scheme}/")}">{text(system.name)}</a>' if scheme in found else system.name,
            text(system.title),
            str(len(found.get(scheme, {}))),
        )
        for scheme, system in sorted(systems().items(), key=lambda pair: sorting(pair[1].name))
    ]
    return Page(
        path=HOME,
        title="Koder",
        lead="Slå upp en kod och se vilka vårdförlopp, indikatorer och riktlinjer som gäller den.",
        html=(
            table("Kodverk", ("Kodverk", "Namn", "Koder här"), rows, row_heads=True)
            + "<p>Här räknas koder som står överst i ett dokument eller är länkade i texten. En kod omfattar dem under"
            " sig: F32 omfattar F32.1. Kopplingen säger vad texten handlar om, inte hur en patient ska kodas.</p>\n"
        ),
        description="Slå upp diagnoskoder, åtgärdskoder, läkemedelskoder och lagrum.",
        full_width=True,
    )


def _in_order(mine: Mapping[str, Use]) -> list[Use]:
    """Pathways first, then the other kinds, by title."""
    order = list(KINDS)
    return sorted(mine.values(), key=lambda use: (order.index(use.face.kind), sorting(use.face.title)))


def _list(system: CodeSystem, found: Mapping[str, Mapping[str, Use]], site: Site) -> Page:
    path = f"{HOME}{system.scheme}/"
    links = Links(site, path)
    rows = []
    for code, mine in sorted(found.items()):
        title = site.code_title(system.scheme, code)
        titles = list(dict.fromkeys(use.face.title for use in _in_order(mine)))
        rest = len(titles) - SHOWN
        said = "; ".join(titles[:SHOWN]) + (f" och {rest} till" if rest > 0 else "")
        html = (
            f'<span class="rt-row__title">{links.a(f"{system.scheme}:{code}", code)} {text(title)}</span>'
            f' <span class="rt-row__cell">{text(said)}</span>'
        )
        rows.append(Row(html, {}, " ".join((code.replace(".", ""), *titles[SHOWN:]))))
    return Page(
        path=path,
        title=system.name,
        kicker="Kodverk",
        lead=system.title,
        html=filterable(rows, (), "koder"),
        description=f"{system.name}: koder som används här.",
        full_width=True,
        searchable=False,
    )


def _page(system: CodeSystem, code: str, mine: Mapping[str, Use], below: Sequence[str], site: Site) -> Page:
    path = f"{HOME}{system.scheme}/{code}/"
    links = Links(site, path)
    title = site.code_title(system.scheme, code)
    above = system.parent(code)
    address = system.url(code)
    head = facts(
        [
            ("Kodverk", f'<a href="{links.page(f"{HOME}{system.scheme}/")}">{text(system.name)}</a>'),
            ("Betydelse", text(title)),
            ("Ingår i", links.a(f"{system.scheme}:{above}", above) if above else ""),
            ("Omfattar", joined(links.a(f"{system.scheme}:{one}", one) for one in below)),
            ("Läs mer", f'<a href="{attribute(address)}">{text(address)}</a>' if address else ""),
        ]
    )
    rows = [_row(use, code, links) for use in _in_order(mine)]
    head_row = ("Dokument", "Slag", "Kod i texten", "Var")
    return Page(
        path=path,
        title=f"{code} {title}".strip(),
        kicker=system.name,
        html=head + table(f"Dokument som gäller {code}", head_row, rows, row_heads=True),
        description=f"Vårdförlopp, indikatorer och riktlinjer som gäller {system.name} {code}.",
        filters={"Typ": ["Kod"]},
    )


def _row(use: Use, code: str, links: Links) -> tuple[str, ...]:
    face = use.face
    mark = f" {badge('Exempel', 'warn')}" if is_example(face) else ""
    kind = kind_words(face) if face.kind is Kind.PATHWAY else KINDS[face.kind]
    places = dict.fromkeys(_place(face, block, links) for block in use.blocks)
    return (
        links.document(face.key) + mark,
        text(kind),
        text(", ".join(use.codes)),
        listing(places, "rt-plain") or "Överst i dokumentet",
    )


def _place(face: Face, id: str, links: Links) -> str:
    """A link to the block, by the name of the node or the section that it stands in."""
    named = next((block for block in around(face, id) if block.role in _NAMED), None)
    if named is None:
        return text(id)
    words = f"{named.label}. {named.title}" if named.label else named.title
    return f'<a href="{attribute(links.page(f"{face.key}/", id))}">{text(words)}</a>'
