"""Konsekvensbeskrivningar: what a pathway costs and demands, one page each."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.library import is_example
from rodtrad.model import ImpactMatter, Kind
from rodtrad.site.authored import parts
from rodtrad.site.page import Page, Site
from rodtrad.site.parts import EXAMPLE, attribute, facts, text
from rodtrad.site.pathway.actions import writer_part
from rodtrad.site.writer import Writer, cited

SERVES = ("konsekvensbeskrivningar",)
KINDS = (Kind.IMPACT,)


def document_pages(document: Document, site: Site) -> Iterator[Page]:
    """The page of one impact assessment."""
    face = document.face
    matter = face.matter
    assert isinstance(matter, ImpactMatter)
    path = f"{face.key}/"
    writer = Writer(document, site, path)
    before, top = parts(document)
    key = f"vardforlopp/{matter.concerns}"
    head = facts(
        [
            ("Avser", writer.links.document(key) if matter.concerns else ""),
            ("Licens", text(matter.licence or "")),
            ("Öppna data", f'<a href="{attribute(writer.links.page(site.feed_path(face)))}">JSON</a>'),
        ]
    )
    notes = writer.references()
    body = writer.html(before) + "".join(writer_part(part, writer) for part in top)
    yield Page(
        path=path,
        title=face.title,
        kicker="Konsekvensbeskrivning",
        html=head + cited(body) + (f'<h2 id="referenser">Referenser</h2>\n{notes}' if notes else ""),
        toc=tuple(part.toc for part in top),
        description=f"Konsekvensbeskrivning: {face.title}",
        banners=(EXAMPLE,) if is_example(face) else (),
        filters={"Typ": ["Konsekvensbeskrivning"]},
        noindex=is_example(face),
        source=face.path,
    )
