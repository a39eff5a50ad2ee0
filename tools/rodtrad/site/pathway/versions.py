"""Earlier releases of a pathway: which there are, what changed between them, and each of them to read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rodtrad.document import Document
from rodtrad.face import Face
from rodtrad.feed.releases import frozen_path
from rodtrad.project import bytes_of
from rodtrad.reader import read
from rodtrad.site.history import kind_of_change, what_changed
from rodtrad.site.page import Banner, Site
from rodtrad.site.parts import badge, table, text
from rodtrad.site.words import swedish_date
from rodtrad.site.writer import Writer


def earlier(document: Document, site: Site) -> Iterator[tuple[str, Document]]:
    """Version and text of every release but the one that the document's own page shows, oldest first."""
    face = document.face
    for version in _kept(face, site):
        try:
            data = bytes_of(site.root, frozen_path(face.key, version, "md"))
        except OSError:
            continue  # making the feed tells of a release that is missing
        found = read(face.path, data).document
        if found:
            yield version, found


def _kept(face: Face, site: Site) -> Sequence[str]:
    """The versions that have a page of their own. `face` is of the text that stands in the project."""
    versions = site.versions(face.key)
    return versions[:-1] if site.is_released_as_is(face) else versions


def is_earlier(writer: Writer) -> bool:
    """Whether the page shows a release that is kept beside the document's own page."""
    return writer.links.own is not None


def notice_of(version: str, key: str, site: Site) -> Banner:
    """Says which release is read, and where what holds now is."""
    event = next((e for e in site.events if e.is_release and (e.dokument, e.version) == (key, version)), None)
    date = f", utgiven {swedish_date(event.datum)}" if event and event.datum else ""
    newest = site.versions(key)[-1]
    if key in site.withdrawn:
        said = "En utgåva av ett upphävt vårdförlopp. Den gäller inte."
    elif version == newest:
        said = "Det är den senaste utgåvan. Arbetstexten har ändrats sedan dess."
    else:
        said = f"En tidigare utgåva. Den senaste är {newest}."
    return Banner(
        "info", f"Version {version}{date}", f'<p>{text(said)} <a href="../">Till vårdförloppets sida</a>.</p>'
    )


def switch(writer: Writer) -> str:
    """Links to the other versions, for the facts at the top; "" when there are none."""
    links, key = writer.links, writer.face.key
    home = f"{key}/"
    found = writer.library.resolve(key)
    kept = _kept(found[0], writer.site) if found else ()
    rows = [] if links.path == home else [f'<li><a href="{links.page(home)}">Vårdförloppets sida</a></li>']
    rows += [
        f'<li><a href="{links.page(path)}">{text(version)}</a></li>'
        for version in reversed(kept)
        if (path := f"{home}{version}/") != links.path
    ]
    if not rows:
        return ""
    return f'<details class="rt-versions"><summary>Andra versioner</summary><ul>{"".join(rows)}</ul></details>'


def changes(writer: Writer) -> str:
    """What every release changed, newest first; "" when nothing is released."""
    links, key = writer.links, writer.face.key
    rows = []
    for event in reversed([event for event in writer.site.events if event.dokument == key]):
        date = swedish_date(event.datum).replace(" ", "\u00a0") or "–"
        version = text(event.version) if event.is_release else badge("Upphävt", "warn")
        rows.append((version, text(date), kind_of_change(event), what_changed(event, links)))
    head = ("Version", "Datum", "Ändring", "Vad som ändrades")
    return table("Utgåvor av vårdförloppet, nyast först", head, rows, row_heads=True) if rows else ""
