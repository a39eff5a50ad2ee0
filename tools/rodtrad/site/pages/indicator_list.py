"""The list of all indicators, with filters, and how many have data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rodtrad.face import Face
from rodtrad.library import Library, is_example
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.site.addresses import Links
from rodtrad.site.filtering import Row, filterable
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages._measured import uses
from rodtrad.site.pages._outcomes import measured
from rodtrad.site.parts import badge, details, table, text
from rodtrad.site.words import AVAILABILITY, MEASURES, availability, joined, sorting, swedish_period
from rodtrad.values import Availability

NAVIGATION = (Entry("Indikatorer", "indikatorer/", 20),)

PATH = "indikatorer/"
FILTERS = ("Data", "Utfall", "Mått", "Datakälla", "Används i")

NO_SOURCE = "Ingen källa angiven"
UNUSED = "Inget vårdförlopp"


def pages(site: Site) -> Iterator[Page]:
    """The list."""
    links = Links(site, PATH)
    faces = sorted(site.library.of(Kind.INDICATOR), key=lambda face: sorting(face.title))
    rows = [_row(face, links) for face in faces]
    yield Page(
        path=PATH,
        title="Indikatorer",
        lead="Mått som vårdförlopp följs upp med. Att data saknas visas, och är inget skäl att dölja ett mått.",
        html=(
            details(
                "Antal per datatillgång och källa",
                f'<div class="rt-columns">\n{_by_state(faces)}{_by_source(faces, links)}</div>\n{_coverage(links)}',
            )
            + filterable(rows, FILTERS, "indikatorer")
        ),
        description="Alla indikatorer med datatillgång, datakälla och vilka vårdförlopp som använder dem.",
        full_width=True,
    )


def _matter(face: Face) -> IndicatorMatter:
    assert isinstance(face.matter, IndicatorMatter)
    return face.matter


def _row(face: Face, links: Links) -> Row:
    """One line: title, kind of measure and sources, state of data."""
    matter = _matter(face)
    library = links.site.library
    said = [name for _, name in _sources(matter, library)]
    mine = dict.fromkeys(use.face.title for use in uses(library).get(face.key, ()))
    kind = MEASURES[matter.type] if matter.type else "Okänt slag av mått"
    mark = f" {badge('Exempel', 'warn')}" if is_example(face) else ""
    outcome, shown = _outcome(face, library)
    where = f"Används i {joined(mine)}" if mine else ""
    html = (
        f'<span class="rt-row__title">{links.a(face.key, face.title)}{mark}</span>'
        f' <span class="rt-row__cell">{text(kind)}. {text(joined(said) or NO_SOURCE)}. {text(where)}</span>'
        f' <span class="rt-row__cell">{availability(matter.availability)}{shown}</span>'
    )
    state = AVAILABILITY[matter.availability or Availability.UNKNOWN][0]
    words = " ".join([face.id, *(e.id or "" for e in matter.external or ())])
    chosen = {"Data": state, "Utfall": outcome, "Mått": kind, "Datakälla": joined(said) or NO_SOURCE}
    chosen["Används i"] = joined(mine) or UNUSED
    return Row(html, chosen, words)


def _outcome(face: Face, library: Library) -> tuple[str, str]:
    """Whether something measured is here, in words, and as a badge where it is."""
    found = measured(library).get(face.id, ())
    if not found:
        return "Inga utfall här", ""
    if found[-1].fictitious:
        return "Fiktiva utfall", f" {badge('Fiktiva utfall', 'warn')}"
    return "Utfall finns här", f" {badge(f'Utfall {swedish_period(found[-1].period)}', 'ok')}"


def _sources(matter: IndicatorMatter, library: Library) -> list[tuple[str, str]]:
    """Ids and names of the data sources."""
    found = [(id, library.entry("datakallor kvalitetsregister", id)) for id in matter.data_sources or ()]
    return [(id, entry.title if entry else id) for id, entry in found]


def _by_state(faces: Sequence[Face]) -> str:
    counts = Counter((_matter(face).availability or Availability.UNKNOWN, is_example(face)) for face in faces)
    rows = [
        (availability(state), str(counts[state, False]), str(counts[state, True]))
        for state in Availability
        if counts[state, False] or counts[state, True]
    ]
    examples = sum(number for (_, example), number in counts.items() if example)
    rows.append(("Summa", str(len(faces) - examples), str(examples)))
    return table("Indikatorer per datatillgång", ("Data", "Indikatorer", "Exempel"), rows, row_heads=True)


def _by_source(faces: Sequence[Face], links: Links) -> str:
    """How many indicators each source serves; one with two sources is counted at both."""
    counts: Counter[tuple[str, bool]] = Counter()
    for face in faces:
        for id in _matter(face).data_sources or ("",):
            counts[id, is_example(face)] += 1
    ids = sorted({id for id, _ in counts}, key=lambda id: (-counts[id, False], -counts[id, True], id))
    rows = [
        (
            links.entry("datakallor kvalitetsregister", id) if id else text(NO_SOURCE),
            str(counts[id, False]),
            str(counts[id, True]),
        )
        for id in ids
    ]
    return table(
        "Indikatorer per datakälla. Mått med två källor räknas vid båda.",
        ("Datakälla", "Indikatorer", "Exempel"),
        rows,
        row_heads=True,
        show_caption=True,
    )


def _coverage(links: Links) -> str:
    if "tackning" not in links.site.served:
        return ""
    return f'<p>Vad som saknas räknas på sidan om <a href="{links.page("tackning/")}">täckning</a>.</p>\n'
