"""What the log says of a release or a withdrawal, in words."""

from __future__ import annotations

from rodtrad.feed.releases import Event
from rodtrad.site.addresses import Links
from rodtrad.site.parts import badge, listing, text

FIRST = "Första utgåvan"
"""The summary of a document's first release."""

CLASSES = {
    "clinical": ("Klinisk ändring", "warn"),
    "clarifying": ("Förtydligande", "mark"),
    "editorial": ("Redaktionell ändring", ""),
    "lifecycle": ("Ändrat läge", "part"),
}


def change(event: Event) -> tuple[str, str]:
    """Whether care changes, or only the words; and the colour of its badge."""
    return (FIRST, "mark") if event.sammanfattning == (FIRST,) else CLASSES.get(event.klass, (event.klass, ""))


def kind_of_change(event: Event) -> str:
    """The same as a badge."""
    return badge(*change(event))


def what_changed(event: Event, links: Links) -> str:
    """The lines of the summary, the reason, and what replaces the document; a dash when nothing more is said."""
    said = [] if event.sammanfattning == (FIRST,) else [text(line) for line in event.sammanfattning]
    if event.skäl:
        said.append(f"Skäl: {text(event.skäl)}")
    said += [f"Ersatt av {links.document(key)}" for key in event.ersätts_av]
    return listing(said, "rt-plain") or "–"
