"""Regionala avvikelser: every departure from a national text, and the texts side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rodtrad.chapters import slug
from rodtrad.face import BlockFace, Face, Role
from rodtrad.feed.models import Block
from rodtrad.library import is_example
from rodtrad.model import AdditionMatter, Kind
from rodtrad.site.addresses import Links
from rodtrad.site.charting import stop_name
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages._released_text import released_text
from rodtrad.site.parts import attribute, badge, facts, heading, table, text
from rodtrad.site.words import sorting, swedish_date

SERVES = ("avvikelser",)
FOOTER = (Entry("Regionala avvikelser", "avvikelser/", 35),)

PATH = "avvikelser/"

_HEAD = ("Region", "Vårdförlopp", "Del", "Skäl", "Ansvarig", "Gäller till")


@dataclass(frozen=True, slots=True)
class Deviation:
    """One departure, and where it departs."""

    face: Face
    block: BlockFace
    matter: AdditionMatter
    at: str
    """Canonical target of the national block; "" when none is named."""
    place: str
    """What that is called."""

    @property
    def national(self) -> str:
        """Key of the national text."""
        return f"vardforlopp/{self.matter.adds_to}"

    @property
    def anchor(self) -> str:
        """Id of the comparison at the national block."""
        block = self.at.partition("#")[2] or self.place
        return slug(f"vid {self.matter.adds_to} {block}")


def pages(site: Site) -> Iterator[Page]:
    """The list, then the texts; there is a page even where nobody departs from anything."""
    links = Links(site, PATH)
    found = [_deviation(face, block, links) for face in site.library.of(Kind.ADDITION) for block in _of(face)]
    found.sort(key=lambda one: _order(one, site))
    rows = [_row(one, links) for one in found]
    html = table("Regionernas avvikelser", _HEAD, rows) if rows else "<p>Inga avvikelser finns i samlingen.</p>\n"
    yield Page(
        path=PATH,
        title="Regionala avvikelser",
        lead=f"Här gör en region på ett annat sätt än det nationella vårdförloppet. {_whose(found)}",
        html=html + _open(found, links) + _compared(found, links),
        description="Regionernas avvikelser från nationella vårdförlopp, med skäl, ansvarig och slutdatum.",
        full_width=True,
    )


def _whose(found: Sequence[Deviation]) -> str:
    """Who has given the reasons; nobody has where all are examples."""
    if found and all(is_example(one.face) for one in found):
        return "Alla avvikelser här är påhittade exempel: ingen region har gjort eller sagt något av det."
    return "Regionen har själv angett skälet."


def _of(face: Face) -> Iterator[BlockFace]:
    return face.of(Role.DEVIATION)


def _deviation(face: Face, block: BlockFace, links: Links) -> Deviation:
    assert isinstance(face.matter, AdditionMatter)
    target = next((ln.target for ln in face.links if ln.block == block.id and ln.relation == "at"), "")
    national = links.block(target)
    place = stop_name(national[1]) if national else block.title.partition(" vid ")[2] or block.title
    return Deviation(face, block, face.matter, target if national else "", place)


def _order(one: Deviation, site: Site) -> tuple[object, object]:
    """By name of region and of pathway; those of one document stay in its order."""
    region = site.library.register("regioner").get(str(one.matter.region))
    national = site.library.get(Kind.PATHWAY, str(one.matter.adds_to))
    return sorting(region.title if region else one.face.id), sorting(national.title if national else one.face.id)


def _row(one: Deviation, links: Links) -> Sequence[str]:
    mark = f" {badge('Exempel', 'warn')}" if is_example(one.face) else ""
    return (
        links.entry("regioner", str(one.matter.region)) + mark,
        links.document(one.national),
        f'<a href="#{one.anchor}">{text(one.place)}</a>',
        *_facts(one.block),
    )


def _facts(block: BlockFace) -> Sequence[str]:
    """Reason, who answers for it, and until when."""
    return (
        text(block.fact("Skäl") or "Inte angivet"),
        text(block.fact("Ansvarig") or "Inte angiven"),
        _until(block.fact("Gäller till")),
    )


def _until(date: str) -> str:
    """A last day; whether it has passed is looked at on the day that it is read, by script."""
    words = text(swedish_date(date))
    exact = len(date) == len("2027-12-31") and words != date
    return f'<time datetime="{attribute(date)}" data-rt-due="">{words}</time>' if exact else words or "Inte angivet"


def _open(found: Sequence[Deviation], links: Links) -> str:
    """Where a program reads the same."""
    released = all(one.face.key in links.site.released for one in found)
    url = links.page(f"{'api' if released else 'utkast'}/v1/avvikelser.json")
    return f'<p>Listan finns också som <a href="{attribute(url)}">öppna data (JSON)</a>.</p>\n'


def _compared(found: Sequence[Deviation], links: Links) -> str:
    """At each national block: its text, and beside it what each region does."""
    groups: dict[str, list[Deviation]] = {}
    for one in sorted(found, key=lambda one: (one.national, one.anchor)):  # the texts of one document are read once
        groups.setdefault(one.anchor, []).append(one)
    return "".join(_group(anchor, mine, links) for anchor, mine in groups.items())


def _group(anchor: str, mine: Sequence[Deviation], links: Links) -> str:
    first = mine[0]
    title = f"{links.document(first.national)}: {text(first.place)}"
    cards = [_national(one, links) for one in {one.matter.based_on or "": one for one in mine}.values()]
    cards += [_regional(one, links) for one in mine]
    inner = "".join(f"<article>{card}</article>\n" for card in cards)
    return f'{heading(2, anchor, title)}<div class="rt-compare">\n{inner}</div>\n'


def _national(one: Deviation, links: Links) -> str:
    """The national text as it was when the region departed from it."""
    version = one.matter.based_on or ""
    said = released_text(links.site, one.national, version, one.at.partition("#")[2]) if one.at else ()
    place = links.a(one.at, one.place) if one.at else text(one.place)
    return f"<h3>Nationellt, version {text(version or 'okänd')}</h3>\n{_words(said)}<p>{place}</p>\n"


def _regional(one: Deviation, links: Links) -> str:
    """What the region does instead, where the text here is the released one."""
    version = next(reversed(links.site.versions(one.face.key)), "")
    same = version and links.site.is_released_as_is(one.face)
    said = released_text(links.site, one.face.key, version, one.block.id) if same else ()
    mark = f" {badge('Exempel', 'warn')}" if is_example(one.face) else ""
    about = facts(zip(("Skäl", "Ansvarig", "Gäller till"), _facts(one.block), strict=True))
    whole = links.a(f"{one.face.key}#{one.block.id}", "Regionens text")
    return f"<h3>{links.entry('regioner', str(one.matter.region))}{mark}</h3>\n{_words(said)}{about}<p>{whole}</p>\n"


def _words(blocks: Sequence[Block]) -> str:
    """Headings and paragraphs, as words; says so where the text is not at hand."""
    if not blocks:
        return "<p>Texten är inte utgiven. Följ länken för att läsa den.</p>\n"
    return "".join(
        f"<p><strong>{text(block.text)}</strong></p>\n" if block.level else f"<p>{text(block.text)}</p>\n"
        for block in blocks
    )
