"""En nyckel överst i filen pekar på något som inte finns.

Varför: programområde, förvaltare, riktlinjer och datakällor hämtas ur register och andra dokument. Ett id som inte
finns där visas inte för läsaren och går inte att följa.

Fel: `förvaltare: npo-infektioner`.

Rätt: `förvaltare: npo-infektion`.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import get_type_hints

from rodtrad.chapters import slug
from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import SLUG, nearest
from rodtrad.model import FOLDERS, MATTER, Decision, Kind
from rodtrad.rules import Family, found
from rodtrad.rules._references import references

FAMILY = Family.LINKS
BREAKS_MACHINES = True

_FOLDER = {kind: folder for folder, kind in FOLDERS.items()}


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Registers that are not there, and files that cannot be read, are not held against the author."""
    for path, value, registers, kind in references(document.face):
        name = _key(path)
        if registers:
            keys = [f"register/{register}" for register in registers.split()]
            if library.entry(registers, value) or not all(key in library.faces for key in keys):
                continue
            known = [id for register in registers.split() for id in library.register(register)]
            titles = " eller ".join(library.faces[key].title for key in keys)
            message = f"`{name}` pekar på `{value}`, som inte finns i registret {titles}."
        else:
            folder = _FOLDER[Kind(kind)]
            key = f"{folder}/{value}"
            if key in library.faces or key in library.aliases or key in library.unreadable:
                continue
            known = [face.id for face in library.of(Kind(kind))]
            message = f"`{name}` pekar på `{value}`, men filen `content/{folder}/{value}.md` finns inte."
        near = nearest(value, known) or (_named(value, registers, library) if registers else "")
        if near:
            hint = f"Menade du `{near}`?"
        elif document.kind is Kind.ADDITION and not known:
            hint = "Granska mot de nationella texterna: `rodtrad check --national KOPIA`."
        else:
            hint = "Kontrollera stavningen, eller ta bort uppgiften."
        yield found(document, document.key(path), message, hint, _fix(document, path, near) if near else None)

    yield from _unreadable(document, library)


def _unreadable(document: Document, library: Library) -> Iterator[Finding]:
    """Values that are no ids: the reader leaves them out, mostly because the name was written."""
    for path, spot in document.body.spots.items():
        registers, listed = _registers(document.kind, path)
        if not registers:
            continue
        name = _key(path)
        value = document.source.text[spot.start : spot.end].strip("\"'")
        if not value or value[0] in "-[" or value in ("null", "~") or SLUG.fullmatch(value):
            continue
        if listed and ", " in value and not path.endswith("]"):
            continue  # forgotten brackets: wrong-value
        near = _named(value, registers, library)
        paths = " eller ".join(f"`content/register/{register}.yaml`" for register in registers.split())
        hint = f"Skriv `{near}`." if near else f"Skriv postens id som det står i {paths}."
        fix = _fix(document, path, near) if near else None
        yield found(document, document.key(path), f"`{name}` ska vara ett id ur registret, inte `{value}`.", hint, fix)


@lru_cache(maxsize=4096)
def _key(path: str) -> str:
    """The last key of a path, without its number: `beslutslogg[0].organ` → `organ`."""
    return re.sub(r"\[\d+\]", "", path.rpartition(".")[2])


@lru_cache(maxsize=4096)
def _registers(kind: Kind, path: str) -> tuple[str, bool]:
    """The registers of the key at a path, "" for one that names no entry; and whether it is a list."""
    return _register_keys(kind).get(_key(path), ("", False))


@cache
def _register_keys(kind: Kind) -> dict[str, tuple[str, bool]]:
    """Swedish key → its registers, and whether it is a list, of a kind of matter and of decisions."""
    return {
        key.alias: (key.register, "tuple" in str(hints[name]))
        for one in (MATTER[kind], Decision)
        for hints in (get_type_hints(one),)
        for name, key in one.keys.items()
        if key.register
    }


def _named(value: str, registers: str, library: Library) -> str:
    """The id of the entry whose name was written, perhaps with what it is before it ("NPO …"), or ""."""
    names = {slug(entry.title): entry.id for name in registers.split() for entry in library.register(name).values()}
    words = re.sub(r"^(?:npo|nationellt-programomrade-for|nationellt-programomrade|region)-", "", slug(value))
    return names.get(slug(value)) or names.get(words) or names.get(nearest(words, list(names)), "")


def _fix(document: Document, path: str, near: str) -> Fix | None:
    spot = document.body.spots.get(path) or document.body.spots.get(path.rpartition("[")[0])
    return Fix(f"Skriv `{near}`", (Edit(spot.start, spot.end, near),), safe=False) if spot else None
