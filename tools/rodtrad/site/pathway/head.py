"""The top of a pathway's page: banners, key facts, and the bar with the shortest ways into the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rodtrad.face import NODES, BlockFace, Role
from rodtrad.feed.releases import Event
from rodtrad.library import is_example
from rodtrad.model import PathwayMatter
from rodtrad.rules import is_full_text
from rodtrad.site.addresses import Links
from rodtrad.site.page import Banner, TocItem
from rodtrad.site.parts import EXAMPLE, attribute, badge, facts, text
from rodtrad.site.pathway import versions
from rodtrad.site.words import (
    BASES,
    STATES,
    audiences,
    each_code,
    joined,
    national_words,
    swedish_date,
    system_name,
)
from rodtrad.site.writer import Writer
from rodtrad.values import Basis, NationalStatus, Status


def banners(writer: Writer, matter: PathwayMatter) -> Iterator[Banner]:
    """What a reader must know before reading on."""
    face, links = writer.face, writer.links
    if is_example(face):
        yield EXAMPLE
    if not is_full_text(face):
        yield _elsewhere(matter)
    elif face.key in writer.site.withdrawn and not versions.is_earlier(writer):
        pass  # every page of it says so, see `making`
    elif versions.is_earlier(writer):
        yield versions.notice_of(matter.version or "", face.key, writer.site)
    elif not is_example(face) or matter.status:
        yield _state(writer, matter)
    for key, words in (("replaced_by", "Ersatt av"), ("merged_into", "Uppgår i")):
        other = getattr(matter, key)
        if other:
            yield Banner("info", words, f"<p>{links.document(f'vardforlopp/{other}')}</p>")


def _elsewhere(matter: PathwayMatter) -> Banner:
    url = matter.national.url if matter.national else None
    under_way = bool(matter.national and matter.national.status is NationalStatus.IN_PROGRESS)
    where = (
        f'<p>Läs den på <a href="{attribute(url)}">{text(_host(url))}</a>. Här finns bara uppgifter om den.</p>'
        if url
        else "<p>Adressen till den är inte känd. Här finns bara uppgifter om den.</p>"
    )
    if under_way and not url:
        where = "<p>Enligt källorna är den under arbete. Här finns bara uppgifter om arbetet.</p>"
    return Banner("info", "Den nationella texten finns inte här", where)


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")


_STATE_SAYS = {
    Status.DRAFT: "Arbetstext som inte är beslutad. Den gäller inte.",
    Status.CONSULTATION: "Texten är på remiss och kan ändras. Den gäller inte.",
    Status.REVISION: "Synpunkter från remissen arbetas in. Texten gäller inte.",
    Status.APPROVED: "Texten är godkänd men inte utgiven.",
}


def withdrawn(event: Event) -> Banner:
    """The text holds no longer, and why."""
    return Banner("warning", "Upphävt", f"<p>{text(event.skäl)}</p>" if event.skäl else "")


def _state(writer: Writer, matter: PathwayMatter) -> Banner:
    site, key = writer.site, writer.face.key
    version = f", version {matter.version}" if matter.version else ""
    if site.is_released_as_is(writer.face):
        where = " i acceptansmiljön, för prov" if site.environment == "acceptance" else ""
        said = "Vägledande. Varje region beslutar om införandet."
        return Banner("quiet", f"Utgiven{where}{version}", f"<p>{said}</p>")
    status = matter.status or Status.DRAFT
    released = site.versions(key)
    earlier = f" Senast utgivna version är {released[-1]}." if released else ""
    return Banner("quiet", f"{STATES[status]}{version}", f"<p>{_STATE_SAYS[status]}{earlier}</p>")


def key_facts(writer: Writer, matter: PathwayMatter) -> str:
    """The facts a reader looks for first."""
    links, face = writer.links, writer.face
    json = links.site.feed_path(face)
    rows: list[tuple[str, str]] = [
        ("Programområde", _area(links, matter)),
        ("Nationell text", _national(matter, is_full_text(face))),
        ("Version", text(matter.version or "") + versions.switch(writer)),
        ("Granskat", text(swedish_date(matter.reviewed))),
        ("Nästa granskning", text(swedish_date(matter.next_review) or ("Inte bestämd" if is_full_text(face) else ""))),
        ("Vårdnivåer", text(audiences(matter.audiences))),
        ("Koder", codes(links, matter.codes or {})),
        ("Förvaltare", links.entry("organ programomraden", matter.owner) if matter.owner else ""),
        ("Vilar på riktlinje", _many(links, "riktlinjer", matter.guidelines)),
        ("Hör ihop med", links.document(f"vardforlopp/{matter.pair_with}") if matter.pair_with else ""),
        ("Del av", links.document(f"vardforlopp/{matter.part_of}") if matter.part_of else ""),
        ("Ersätter", _many(links, "vardforlopp", matter.replaces)),
        ("Kallas också", text("; ".join(matter.other_titles or ()))),
        ("Licens", text(matter.licence or "")),
        ("Öppna data", f'<a href="{attribute(links.page(json))}" type="application/json">JSON</a>' if json else ""),
    ]
    return facts(rows)


def _national(matter: PathwayMatter, is_text: bool) -> str:
    """Where the national text stands; where another text is shown here, that it is another, and where it is."""
    said = text(national_words(matter))
    if not (said and is_text and matter.example):
        return said
    url = matter.national.url if matter.national else None
    there = f' <a href="{attribute(url)}">Läs den</a>.' if url else ""
    return f"{said}. Texten här är inte den.{there}"


def _many(links: Links, folder: str, ids: Sequence[str] | None) -> str:
    return joined(links.document(f"{folder}/{id}") for id in ids or ())


def _area(links: Links, matter: PathwayMatter) -> str:
    if not matter.programme_area:
        return "Inte känt"
    basis = matter.programme_area_basis
    said = f" {badge(BASES[basis])}" if basis and basis is not Basis.STATED else ""
    return links.entry("programomraden", matter.programme_area) + said


def codes(links: Links, written: Mapping[str, Sequence[str]]) -> str:
    """The codes of each system; what they mean stands further down."""
    lines = [
        f"<li>{text(system_name(scheme))}: {', '.join(links.a(f'{scheme}:{code}', code) for code in listed)}</li>"
        for scheme, listed in each_code(written)
    ]
    return f'<ul class="rt-plain">{"".join(lines)}</ul>' if lines else ""


_JUMPS = {
    "Schema": "Flödesschema för vårdförloppet",
    "Åtgärder": "Vårdförloppets åtgärder",
    "Tider": "Tider i vårdförloppet",
    "Röd tråd": "Röd tråd",
    "Indikatorer": "Kvalitetsuppföljning",
    "Sammanfattning": "Sammanfattning av vårdförloppet",
}
"""Short words for the parts that most readers come for."""


def _standing(writer: Writer, matter: PathwayMatter) -> str:
    """What the banners say, in few words: who comes by a link or has read on does not see them."""
    site, key = writer.site, writer.face.key
    said = ["Exempel – får inte användas kliniskt"] if is_example(writer.face) else []
    if key in site.withdrawn:
        said.append("Upphävt")
    elif versions.is_earlier(writer):
        newest = site.versions(key)[-1]
        if matter.version != newest:
            said.append(f"Version {matter.version} – den senaste är {newest}")
    elif not said and not site.is_released_as_is(writer.face):
        said.append(f"{STATES[matter.status or Status.DRAFT]} – gäller inte")
    return ". ".join(said)


def local_navigation(writer: Writer, matter: PathwayMatter, toc: Sequence[TocItem]) -> str:
    """A bar that stays in sight: how the text stands, the parts that most come for, and every action by its letter."""
    known = {item.title: item.id for item in toc}
    parts = "".join(f'<li><a href="#{known[t]}">{words}</a></li>' for words, t in _JUMPS.items() if t in known)
    letters = "".join(_letter(block) for block in writer.face.blocks if block.role in NODES and block.label)
    if not parts:
        return ""
    actions = f'<ul class="rt-local__letters" aria-label="Åtgärder och beslut">{letters}</ul>' if letters else ""
    standing = _standing(writer, matter)
    note = f'<p class="rt-local__standing">{text(standing)}</p>\n' if standing else ""
    return (
        '<nav class="rt-local" aria-label="I vårdförloppet" data-pagefind-ignore>\n'
        f'{note}<ul class="rt-local__parts">{parts}</ul>\n{actions}</nav>\n'
    )


def _letter(block: BlockFace) -> str:
    kind = "decision" if block.role is Role.DECISION else "action"
    name = attribute(f"{block.label}. {block.title}")
    return (
        f'<li><a class="rt-letter rt-letter--{kind}" href="#{attribute(block.id)}" title="{name}" aria-label="{name}">'
        f"{text(block.label)}</a></li>"
    )
