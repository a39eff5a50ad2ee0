"""Register entries as facts: keys as labels, ids as links, sources as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rodtrad.face import BlockFace
from rodtrad.html import SAFE_ADDRESS
from rodtrad.site.addresses import Links
from rodtrad.site.parts import anchor, attribute, facts, listing, text
from rodtrad.site.words import BASES, capital, swedish_date
from rodtrad.values import Basis

UNKNOWN = "Uppgift saknas"

NAMED = frozenset({"id", "namn"})
"""Keys that a heading or a row already shows."""

_REGISTERS: Mapping[str, str] = {
    "ansvarig": "organ",
    "sjukvårdsregion": "sjukvardsregioner",
    "värd": "sjukvardsregioner",
    "kvalitetsregister": "kvalitetsregister",
    "utfärdare": "organ kvalitetsregister",
    "ersätts av": "organ programomraden samverkansgrupper kvalitetsregister datakallor",
}
"""Key of a register entry → the registers that its value may name."""

_BREAKS = re.compile(r"(?<!<)[/._-]+(?=\w)")

_LABELS: Mapping[str, str] = {
    "grund": "Grund för uppgiften",
    "sett": "Namnet sett",
    "värd sedd": "Värdskapet sett",
    "värd grund": "Grund för värdskapet",
    "värd källa": "Källa för värdskapet",
    "vårdförlopp grund": "Grund för kopplingen",
    "huvudman grund": "Grund för huvudman",
    "startår": "Startår",
    "avser": "Gäller",
    "iso 3166-2": "ISO 3166-2",
}


def values(entry: BlockFace, name: str) -> list[str]:
    """Every value of a key, in order."""
    return [value for key, value in entry.facts if key == name]


def grouped(entry: BlockFace, without: Iterable[str] = ()) -> dict[str, list[str]]:
    """Key → values, in order, without the name and the keys in `without`."""
    skip = NAMED | set(without)
    table: dict[str, list[str]] = {}
    for key, value in entry.facts:
        if key not in skip:
            table.setdefault(key, []).append(value)
    return table


def label(key: str) -> str:
    """What a key is called on a page."""
    return _LABELS.get(key, capital(key))


def written(key: str, value: str, links: Links) -> str:
    """One value as HTML: addresses and ids become links, dates and bases words."""
    if SAFE_ADDRESS.fullmatch(value):
        return outside(value)
    if key in _REGISTERS:
        return links.entry(_REGISTERS[key], value)
    if key == "vårdförlopp":
        return links.document(f"vardforlopp/{value}")
    if key == "avser":
        return concerned(value, links)
    if key == "grund" or key.endswith(" grund"):
        return text(BASES[Basis(value)] if value in list(Basis) else value)
    if key in ("giltig från", "giltig till"):
        return text(swedish_date(value))
    return text({"true": "ja", "false": "nej"}.get(value, value))


def concerned(value: str, links: Links) -> str:
    """The region or pathway that a fact is about."""
    if value in links.site.library.register("regioner"):
        return links.entry("regioner", value)
    return links.document(f"vardforlopp/{value}")


def outside(address: str) -> str:
    """An address outside the site, as a link that may break anywhere."""
    words = _BREAKS.sub(r"\g<0><wbr>", text(address))
    return f'<a href="{attribute(address)}">{words}</a>'


def several(items: Sequence[str]) -> str:
    """One value as it is, several as a list."""
    return items[0] if len(items) == 1 else listing(items, "rt-plain")


def sources(said: Sequence[str] | None) -> str:
    """Sources; addresses are links. Says so when there are none."""
    return several(list(map(source, said))) if said else text(UNKNOWN)


def source_text(said: Sequence[str] | None, note: str | None) -> str:
    """Sources and a remark as running text, for the end of a page."""
    remark = f"<p>{text(note)}</p>\n" if note else ""
    return f"{remark}{listing(map(source, said))}" if said else f"{remark}<p>{UNKNOWN}.</p>\n"


def source(said: str) -> str:
    """One source; an address is a link."""
    return outside(said) if SAFE_ADDRESS.fullmatch(said) else text(said)


def pointed(id: str, html: str, words: str) -> str:
    """The name of a row, with the id that a link leads to; the sign to copy the link never stands on a line alone."""
    return f'<span id="{attribute(id)}">{html}\u00a0{anchor(id, words)}</span>'


def entry_text(entry: BlockFace, links: Links, without: Iterable[str] = ()) -> str:
    """Everything an entry says: short facts as a list of facts, then the remark and the sources in small print."""
    table = grouped(entry, (*without, "källa", "anmärkning"))
    short = facts((label(key), several([written(key, v, links) for v in said])) for key, said in table.items())
    remark = entry.fact("anmärkning")
    said = f"<p>{text(remark)}</p>\n" if remark else ""
    return f'{short}{said}<p class="rt-gathered">Källa: {sources_in_line(entry)}</p>\n'


def sources_in_line(entry: BlockFace) -> str:
    """The sources of an entry after each other."""
    return "; ".join(map(source, values(entry, "källa"))) or text(UNKNOWN.casefold())
