"""Termlistan: words that are written in one way in the whole collection, from the register of terms."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.face import BlockFace
from rodtrad.model import RegisterMatter
from rodtrad.site.addresses import Links
from rodtrad.site.page import Page, Site
from rodtrad.site.pages._entries import pointed, several, sources, values
from rodtrad.site.parts import facts, table, text
from rodtrad.site.words import sorting

REGISTER = "termer"
PATH = "register/termer/"


def pages(site: Site) -> Iterator[Page]:
    """One table of all terms."""
    face = site.library.faces.get(f"register/{REGISTER}")
    if face is None:
        return
    matter = face.matter
    assert isinstance(matter, RegisterMatter)
    links = Links(site, PATH)
    entries = sorted(face.blocks, key=lambda entry: sorting(entry.title))
    feed = f'<a href="{links.page(f"api/v1/register/{REGISTER}.json")}" type="application/json">JSON</a>'
    head = ("Skriv", "Skriv inte", "Varför", "Källa")
    yield Page(
        path=PATH,
        title="Termlista",
        kicker="Handbok",
        lead="Samma sak ska heta samma sak i alla vårdförlopp. Verktyget säger till när en annan form används.",
        html=(
            f"<p>{text(matter.description or '')}</p>\n"
            + facts([("Termer", str(len(entries))), ("Källa", sources(matter.source)), ("Öppna data", feed)])
            + table("Termer i bokstavsordning", head, (_row(entry) for entry in entries), row_heads=True)
        ),
        description="Ord som skrivs på ett sätt i hela samlingen, vilka former som undviks och varför.",
        filters={"Typ": ["Handbok"]},
        source=face.path,
        full_width=True,
    )


def _row(entry: BlockFace) -> tuple[str, ...]:
    avoided = values(entry, "undvik")
    written = values(entry, "skriv")
    pairs = (
        [f"{text(wrong)} (skriv {text(right)})" for wrong, right in zip(avoided, written, strict=True)]
        if len(written) == len(avoided)
        else [text(wrong) for wrong in avoided]
    )
    exception = entry.fact("undantag")
    why = text(entry.fact("varför")) + (f"<br>Undantag: {text(exception)}" if exception else "")
    name = pointed(entry.id, text(entry.title), entry.title)
    return name, several(pairs) if pairs else "–", why, sources(values(entry, "källa"))
