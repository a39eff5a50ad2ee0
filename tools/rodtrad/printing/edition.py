"""What a printed document says of itself on every page: its title, version, date of release, licence and address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rodtrad.face import Face
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
    """Date of the release that is this very text, `2026-11-22`; "" when there is none."""
    state: str
    """Swedish words for a text that is not released: "Utkast", "Arbetstext"."""
    licence: str
    notice: str
    """What must stand on every page; "" when nothing must."""
    address: str
    """Address of the page on the site; "" when it is not known."""

    @property
    def line(self) -> str:
        """Version, date or state, and licence on one line."""
        version = f"Version {self.version}" if self.version else ""
        state = f"utgiven {swedish_date(self.released)}" if self.released else self.state
        said = [version, state if version else state.capitalize(), self.licence]
        return " · ".join(filter(None, said))


def edition(face: Face, site: Site) -> Edition:
    """What is known of a document. The clock is never asked: an undated text has no date."""
    matter = face.matter
    event = _release(face, site)
    status = getattr(matter, "status", None)
    state = STATES[status].lower() if isinstance(status, Status) else "arbetstext"
    return Edition(
        title=face.title,
        key=face.key,
        version=str(getattr(matter, "version", None) or ""),
        released=event.datum if event else "",
        state="upphävd" if face.key in site.withdrawn else state,
        licence=str(getattr(matter, "licence", None) or ""),
        notice=EXAMPLE.title if is_example(face) else "",
        address=f"{site.address}{face.key}/" if site.address else "",
    )


def _release(face: Face, site: Site) -> Event | None:
    """The release that holds, if it was made from exactly this text."""
    if face.key in site.withdrawn or not site.is_released_as_is(face):
        return None
    mine = [event for event in site.events if event.is_release and event.dokument == face.key]
    return mine[-1] if mine else None
