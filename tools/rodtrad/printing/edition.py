"""What a printed document says of itself on every page: its title, version, date of release, licence and address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from rodtrad.face import Face
from rodtrad.feed.payload import CATALOGUE_NOTICE, is_catalogue
from rodtrad.feed.releases import Event
from rodtrad.feed_writing import address
from rodtrad.library import is_example
from rodtrad.site.page import Site
from rodtrad.site.parts import EXAMPLE
from rodtrad.site.words import STATES, swedish_date
from rodtrad.strictyaml import Value
from rodtrad.strictyaml import read as read_yaml
from rodtrad.values import Status


@dataclass(frozen=True, slots=True)
class Place:
    """The site that the document belongs to, as `mkdocs.yml` says."""

    name: str = "Rödtråd"
    address: str = ""
    """Ends in "/"; "" when it is not known."""
    environment: str = "production"
    """Which releases the site shows."""


def place(root: Path) -> Place:
    """What `mkdocs.yml` says of the site; raises UsageError for a `site_url` that is no address."""
    path = root / "mkdocs.yml"
    value, _ = read_yaml(path.read_text("utf-8", errors="replace"), 0) if path.is_file() else (None, ())
    said = {key.text: item for key, item in value.entries} if value else {}
    name = said["site_name"].text if "site_name" in said else ""
    url = said["site_url"].text if "site_url" in said else ""
    return Place(name or "Rödtråd", address(url) if url else "", _environment(said.get("plugins")) or "production")


def _environment(plugins: Value | None) -> str:
    """The environment under `plugins: - rodtrad:`; "" when nothing is said."""
    for plugin in plugins.items if plugins else ():
        for key, options in plugin.entries:
            for option, value in options.entries if key.text == "rodtrad" else ():
                if option.text == "environment" and value.text in ("production", "acceptance"):
                    return value.text
    return ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One document as it stands on paper."""

    title: str
    key: str
    version: str
    """"" where the document has none."""
    released: str
    """Date of the release that is this very text, `2026-11-22`; "" when there is none, or it has no date."""
    state: str
    """Swedish words: "utgiven", "utgiven i acceptansmiljön", "upphävd", "på remiss", "arbetstext"."""
    licence: str
    notice: str
    """What must stand on every page; "" when nothing must."""
    address: str
    """Address of the page on the site; "" when it is not known."""

    @property
    def standing(self) -> str:
        """State and date of release: "utgiven 22 november 2026"."""
        return f"{self.state} {swedish_date(self.released)}".strip()

    @property
    def line(self) -> str:
        """Version, state with date, and licence on one line."""
        version = f"Version {self.version}" if self.version else ""
        said = [version, self.standing if version else self.standing.capitalize(), self.licence]
        return " · ".join(filter(None, said))


def edition(face: Face, site: Site) -> Edition:
    """What is known of a document. The clock is never asked: an undated text has no date."""
    matter = face.matter
    event = _release(face, site)
    return Edition(
        title=face.title,
        key=face.key,
        version=str(getattr(matter, "version", None) or ""),
        released=event.datum if event else "",
        state=_state(face, site, event),
        licence=str(getattr(matter, "licence", None) or ""),
        notice=_notice(face, site, event),
        address=f"{site.address}{face.key}/" if site.address else "",
    )


def _state(face: Face, site: Site, event: Event | None) -> str:
    if face.key in site.withdrawn:
        return "upphävd"
    if event:
        return "utgiven" if event.miljö == "production" else "utgiven i acceptansmiljön"
    status = getattr(face.matter, "status", None)
    return STATES[status].lower() if isinstance(status, Status) else "arbetstext"


def _notice(face: Face, site: Site, event: Event | None) -> str:
    """Why the text is not to be relied upon; "" only for what is released to production and in force.

    A sheet is read apart from the others, and long after it was printed. Of a long reason the beginning has to do:
    the margin holds three lines.
    """
    example = EXAMPLE.title if is_example(face) else ""
    gone = site.withdrawn.get(face.key)
    if gone:
        return " ".join(filter(None, ("Upphävt.", shorten(gone.skäl, 120, placeholder=" …"), example)))
    if example:
        return example
    if is_catalogue(face):
        return CATALOGUE_NOTICE
    if event is None:
        return "Arbetstext. Gäller inte."
    return "" if event.miljö == "production" else "Utgiven i acceptansmiljön, för prov."


def _release(face: Face, site: Site) -> Event | None:
    """The release that holds, if it was made from exactly this text."""
    if face.key in site.withdrawn or not site.is_released_as_is(face):
        return None
    mine = [event for event in site.events if event.is_release and event.dokument == face.key]
    return mine[-1] if mine else None
