"""From a document to its payload: every block in three bodies, flow, red thread, typed values, resolved links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from rodtrad.chapters.scope import CHAPTER as SCOPE
from rodtrad.codes import apart, systems
from rodtrad.document import Block, Document
from rodtrad.face import Face, Role
from rodtrad.feed import models as m
from rodtrad.feed.blocks import BlockMaker, page_url
from rodtrad.feed.thread import flow_of, red_thread
from rodtrad.keyed import Keyed
from rodtrad.library import Library, is_example, reference_keys
from rodtrad.model import GuidelineMatter, IndicatorMatter, Kind, Matter, PathwayMatter
from rodtrad.values import DecisionType, Extent, PathwayType

EXAMPLE_NOTICE = "Ogranskat exempel. Får inte användas kliniskt."
DRAFT_NOTICE = "Arbetstext. Gäller inte och får inte användas kliniskt."
CATALOGUE_NOTICE = "Uppgift i katalogen. Den nationella texten finns inte här."
APPROVED_NOTICE = "Vägledande kunskapsstöd. Publicering betyder inte att vårdförloppet är infört i en region."

_KINDS: Mapping[Kind, m.Kind] = {
    Kind.PATHWAY: "pathway",
    Kind.INDICATOR: "indicator",
    Kind.GUIDELINE: "guideline",
    Kind.IMPACT: "impact-assessment",
    Kind.ADDITION: "addition",
}


def kind_of(face: Face) -> m.Kind:
    """The feed's word for the kind of a document."""
    matter = face.matter
    if isinstance(matter, PathwayMatter) and matter.type is PathwayType.GENERIC_MODEL:
        return "generic-model"
    return _KINDS[face.kind]


def payload(document: Document, library: Library, environment: m.Environment, base: str) -> m.Payload:
    """The payload of a document. `base` is the site's address, ending in "/"."""
    face = document.face
    matter = face.matter
    use, notice = _use(face, environment)
    licence = str(getattr(matter, "licence", None) or "")
    return m.Payload(
        schema_version=m.SCHEMA_VERSION,
        environment=environment,
        clinical_use=use,
        notice=notice,
        id=face.id,
        kind=kind_of(face),
        version=None if use == "catalogue" else version_of(face),
        title=face.title,
        language=m.LANGUAGE,
        licence=licence,
        attribution=m.LICENCES.get(licence, ""),
        canonical_url=page_url(face, base),
        dates=_dates(face),
        source=m.SourceFile(path=face.path, sha256=face.sha256),
        content=_content(document, library, base),
    )


def version_of(face: Face) -> str:
    """The version of a document's working text; documents that say none are at 1.0.0."""
    return str(getattr(face.matter, "version", None) or "1.0.0")


def is_catalogue(face: Face) -> bool:
    """True for what is in the catalogue without its text."""
    return isinstance(face.matter, PathwayMatter) and face.matter.extent is Extent.CATALOGUE_ENTRY


def _use(face: Face, environment: m.Environment) -> tuple[m.ClinicalUse, str]:
    if is_catalogue(face):
        return "catalogue", CATALOGUE_NOTICE
    if is_example(face):
        return "example", EXAMPLE_NOTICE
    if environment == "draft":
        return "draft", DRAFT_NOTICE
    return "approved", APPROVED_NOTICE


def _dates(face: Face) -> m.Dates:
    matter = face.matter
    if isinstance(matter, GuidelineMatter):
        return m.Dates(modified=matter.updated or matter.date)
    if not isinstance(matter, PathwayMatter):
        return m.Dates()
    approvals = [d.date for d in matter.decisions or () if d.type is DecisionType.APPROVAL and d.date]
    national = matter.national.approved if matter.national and matter.extent is Extent.CATALOGUE_ENTRY else None
    return m.Dates(
        approved=max(approvals, default=national),
        clinically_reviewed=matter.reviewed,
        next_review=matter.next_review,
    )


def matter_data(value: Any) -> Any:
    """Front matter as JSON values under the model's camelCase English names; unknown values are left out."""
    if value is None or isinstance(value, (str, int, float)):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, tuple):
        return [matter_data(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): matter_data(item) for name, item in sorted(value.items())}
    said = ((name, getattr(value, attribute)) for attribute, name in _names(value.__class__))
    return {name: matter_data(item) for name, item in said if item is not None}


@cache
def _names(cls: type[Keyed]) -> tuple[tuple[str, str], ...]:
    """Attributes of a map in front matter, and what the feed calls them."""
    return tuple((name, _camel(name)) for name in cls.keys)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _content(document: Document, library: Library, base: str) -> m.Content:
    face = document.face
    matter = face.matter
    maker = BlockMaker(document, library, base)
    is_entry = is_catalogue(face)
    is_pathway = isinstance(matter, PathwayMatter) and not is_entry
    levels = None
    if isinstance(matter, IndicatorMatter):
        levels = [
            m.TargetLevel(year=t.year, moderate=t.moderate or None, high=t.high or None, issuer=t.issuer, label=t.label)
            for t in face.targets
        ]
    rows = list(_recommendations(face)) if isinstance(matter, GuidelineMatter) else None
    return m.Content(
        matter=matter_data(matter),
        codes=list(_codes(matter)),
        blocks=[maker.block(block) for block in (_scope(document) if is_entry else document.body.blocks)],
        flow=flow_of(face) if is_pathway else None,
        red_thread=red_thread(document) if is_pathway else None,
        target_levels=levels,
        recommendations=rows,
        references=list(_references(matter, library, base)),
    )


def _scope(document: Document) -> Iterator[Block]:
    """What a catalogue entry says of itself. The rest of what is written there was never released, and is not text."""
    inside = {SCOPE.id}
    for block in document.body.blocks:
        if block.role in (Role.CHAPTER, Role.SECTION, Role.PROSE) and not inside.isdisjoint((block.id, block.parent)):
            inside.add(block.id)
            yield block


def _codes(matter: Matter) -> Iterator[m.Code]:
    codes = getattr(matter, "codes", None) or {}
    for scheme in sorted(codes):
        system = systems().get(scheme)
        for code in (code for entry in codes[scheme] for code in apart(scheme, entry)):
            yield m.Code(system=scheme, uri=system.uri if system else "", code=code)


def _references(matter: Matter, library: Library, base: str) -> Iterator[m.Reference]:
    for key, value, registers, document in reference_keys(matter):
        name = key.partition("[")[0]
        if document:
            found = library.get(Kind(document), value)
            target = found.key if found else value
            url = page_url(found, base) if found else ""
            yield m.Reference(relation=name, target=target, url=url, text=value, resolved=found is not None)
        else:
            entry = library.entry(registers, value)
            home = next((r for r in registers.split() if value in library.register(r)), registers.split()[0])
            text = entry.title if entry else value
            target = f"register/{home}#{value}"
            yield m.Reference(relation=name, target=target, url="", text=text, resolved=entry is not None)


def _recommendations(face: Face) -> Iterator[m.Recommendation]:
    for block in face.of(Role.RECOMMENDATION):
        yield m.Recommendation(
            id=block.id,
            condition=block.fact("Tillstånd"),
            measure=block.fact("Åtgärd") or block.title,
            priority=block.fact("Prioritet") or "okänd",
            row=block.fact("Rad") or None,
            source=block.fact("Källa") or None,
        )
