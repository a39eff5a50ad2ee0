"""Files that lie where they do not belong, by their folder, their ending, or what they say that they are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rodtrad.chapters import slug
from rodtrad.matter import nearest
from rodtrad.model import FOLDERS, MATTER, Kind
from rodtrad.strictyaml import Value


def unread(path: str) -> tuple[str, str]:
    """Why a file is not read as a document, and where it should be, or what it should be called."""
    _, _, inside = f"/{path}".rpartition("/content/")
    folder, slash, rest = inside.partition("/")
    name, _, suffix = path.rpartition("/")[2].rpartition(".")
    if folder in FOLDERS and slash:
        right = "yaml" if FOLDERS[folder] is Kind.REGISTER else "md"
        stem = name.removesuffix(".md").removesuffix(".yaml")
        return f"Filen slutar på `.{suffix}` och läses inte i mappen `{folder}`.", f"Döp den till `{stem}.{right}`."
    if folder == "bilder":
        return "Filen är ingen bild och publiceras inte.", "Bilder är `.png`, `.jpg`, `.webp` eller `.gif`."
    known = ", ".join(f"`{name}`" for name in FOLDERS)
    near = nearest(slug(folder), list(FOLDERS)) if slash else ""
    message = f"Mappen `{folder}` läses inte." if slash else "Filen ligger inte i någon av mapparna under `content/`."
    hint = f"Flytta filen till `content/{near}/{rest}`." if near else f"Flytta den till en mapp som läses: {known}."
    return message, hint


_NAMES = {
    Kind.PATHWAY: "ett vårdförlopp",
    Kind.INDICATOR: "en indikator",
    Kind.GUIDELINE: "en riktlinje",
    Kind.IMPACT: "en konsekvensbeskrivning",
    Kind.ADDITION: "ett regionalt tillägg",
}


def of_another_kind(path: str, kind: Kind, value: Value) -> tuple[str, str, Value] | None:
    """What the front matter says when the file is of another kind than its folder, where it belongs, and which key.

    Read as what it is not, next to nothing in it would be right.
    """
    said = {key.text: item.text for key, item in value.entries}
    others = [other for other in _NAMES if other is not kind and _marks()[other] <= said.keys()]
    if len(others) != 1 or not _marks()[kind].isdisjoint(said):
        return None
    (other,) = others
    folder, _, name = path.rpartition("/")
    home = next(home for home, meant in FOLDERS.items() if meant is other)
    right = f"{said['region']}/{said['tillägg till']}.md" if other is Kind.ADDITION else name
    message = f"Filen är {_NAMES[other]}, men ligger i mappen `{folder}`."
    hint = f"Flytta den till `content/{home}/{right}`. Resten är inte kontrollerat."
    return message, hint, next(key for key, _ in value.entries if key.text in _marks()[other])


@cache
def _marks() -> Mapping[Kind, frozenset[str]]:
    """Of each kind, the keys that all documents of it must have, and none of another kind may."""
    keys = {kind: {key.alias for key in matter.keys.values()} for kind, matter in MATTER.items()}
    return {
        kind: frozenset(key.alias for key in matter.keys.values() if key.required).difference(
            *(others for other, others in keys.items() if other is not kind)
        )
        for kind, matter in MATTER.items()
    }
