"""Koder: look-up by clinical code, and a page for each code with the documents and blocks that concern it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rodtrad.codes import CodeSystem, systems
from rodtrad.library import is_example
from rodtrad.model import Kind
from rodtrad.site.addresses import Links
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages._code_lookup import FILE, chapters, form, index
from rodtrad.site.pages._code_uses import HOME, Use, Uses, in_order, uses
from rodtrad.site.parts import attribute, badge, facts, heading, listing, table, text
from rodtrad.site.words import KINDS, joined, kind_words, sorting

SERVES = ("koder",)
NAVIGATION = (Entry("Koder", "koder/", 45),)


def pages(site: Site) -> Iterator[Page]:
    """The look-up with the systems, and a page for each code."""
    found = uses(site.library)
    yield _home(found, site)
    for scheme in sorted(found):
        below: dict[str, list[str]] = {}
        for code in sorted(found[scheme]):
            if above := systems()[scheme].parent(code):
                below.setdefault(above, []).append(code)
        for code, mine in sorted(found[scheme].items()):
            yield _page(systems()[scheme], code, mine, below.get(code, ()), site)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """What the look-up reads."""
    yield FILE, index(uses(site.library), site)


def _home(found: Uses, site: Site) -> Page:
    links = Links(site, HOME)
    known = sorted(systems().values(), key=lambda system: (system.scheme not in found, sorting(system.name)))
    lists = "".join(_system(system, found[system.scheme], links) for system in known if system.scheme in found)
    empty = joined(f"{system.name}" for system in known if system.scheme not in found)
    return Page(
        path=HOME,
        title="Koder",
        lead="Slå upp en kod och se vilka vårdförlopp, åtgärder, indikatorer och riktlinjer som gäller den.",
        html=(
            form(links)
            + lists
            + (f"<p>Inga koder används här ur {text(empty)}.</p>\n" if empty else "")
            + "<p>Här räknas koder som står överst i ett dokument eller är länkade i texten. En kod omfattar dem under"
            " sig: F32 omfattar F32.1. Kopplingen säger vad texten handlar om, inte hur en patient ska kodas.</p>\n"
        ),
        description="Slå upp diagnoskoder, åtgärdskoder, läkemedelskoder och lagrum.",
        full_width=True,
    )


def _system(system: CodeSystem, found: Mapping[str, Mapping[str, Use]], links: Links) -> str:
    """A system with the chapters that have codes in use."""
    home = f"{HOME}{system.scheme}/"
    items = [
        f'<a href="{attribute(links.page(home, id))}">{text(title)}</a>'
        f' <span class="rt-count">{len(codes)}<span class="rt-sr"> koder</span></span>'
        for id, title, codes in chapters(system, found)
        if title
    ]
    name = f'<a href="{links.page(home)}">{text(system.name)}</a>'
    return (
        heading(2, system.scheme, f'{name} <span class="rt-count">{len(found)} koder</span>', system.name)
        + f"<p>{text(system.title)}</p>\n{listing(items, 'rt-areas')}"
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
    rows = [_row(use, links) for use in in_order(mine)]
    head_row = ("Dokument", "Slag", "Kod i texten", "Var")
    return Page(
        path=path,
        title=f"{code} {title}".strip(),
        kicker=system.name,
        html=head + table(f"Dokument som gäller {code}", head_row, rows, row_heads=True),
        description=f"Vårdförlopp, indikatorer och riktlinjer som gäller {system.name} {code}.",
        filters={"Typ": ["Kod"]},
    )


def _row(use: Use, links: Links) -> tuple[str, ...]:
    face = use.face
    mark = f" {badge('Exempel', 'warn')}" if is_example(face) else ""
    kind = kind_words(face) if face.kind is Kind.PATHWAY else KINDS[face.kind]
    home = f"{face.key}/"
    places = [f'<a href="{attribute(links.page(home, id))}">{text(name)}</a>' for name, id in use.places.items()]
    return (
        links.document(face.key) + mark,
        text(kind),
        text(", ".join(use.codes)),
        listing(places, "rt-plain") or "Överst i dokumentet",
    )
