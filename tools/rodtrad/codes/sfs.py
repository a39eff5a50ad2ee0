"""SFS, the Swedish Code of Statutes: an act by year and number, a place in it by chapter, section, paragraph, item."""

from __future__ import annotations

import re

from rodtrad.codes import CodeSystem
from rodtrad.quantities.patterns import later

_ACT = r"(?:1[6-9]|20)[0-9]{2}:[1-9][0-9]{0,3}"
_SPOKEN = later(
    rf"""(?:SFS\s*)?(?P<act>{_ACT})[,\s]*
    (?:(?P<chapter>[0-9]+)\s?(?P<chapter_letter>[a-z])?\s?kap\.?\s*)?
    (?:(?P<section>[0-9]+)\s?(?P<section_letter>[a-z])?\s?§\s*)?
    (?:(?P<paragraph>[0-9]+)\s?st\.?\s*)?
    (?:(?P<item>[0-9]+)\s?p\.?\s*)?""",
    re.VERBOSE,
)
_NAMES = ("lag", "lagen", "balk", "balken", "förordning", "förordningen")
_AFTER_NAME = "|".join(rf"(?<={name}{space}\()" for name in _NAMES for space in (r"\s", r"\s\s"))
_LAST = re.compile(r"[KPSN][0-9]+[a-z]?\Z")


def _tidy(code: str) -> str:
    """`SFS 2014:821` → `2014:821`; `2014:821 5 kap. 1 a § 2 st` → `2014:821#K5P1aS2`."""
    bare = code.strip()
    found = _SPOKEN().fullmatch(bare)
    if found is None:
        return "".join(bare.split()).removeprefix("SFS")
    parts = (
        ("K", found["chapter"], found["chapter_letter"]),
        ("P", found["section"], found["section_letter"]),
        ("S", found["paragraph"], None),
        ("N", found["item"], None),
    )
    place = "".join(f"{letter}{number}{suffix or ''}" for letter, number, suffix in parts if number)
    return found["act"] + (f"#{place}" if place else "")


def _above(code: str) -> str | None:
    """2014:821#K5P1 → 2014:821#K5 → 2014:821."""
    return _LAST.sub("", code).removesuffix("#") if "#" in code else None


def _link(code: str) -> str:
    return f"https://lagen.nu/{code}"


SYSTEM = CodeSystem(
    scheme="sfs",
    name="SFS",
    title="Svensk författningssamling",
    uri="http://rinfo.lagrummet.se/publ/sfs/",  # the URI principles of the public legal information system
    aliases=("https://lagen.nu/",),  # ferenda's deep links, which use the same numbers
    # K chapter, P section, S paragraph, N item (lagen.nu's own guide to links); sections may stand without a chapter.
    pattern=re.compile(
        rf"{_ACT}(?:#(?:K[1-9][0-9]*[a-z]?)?(?:P[1-9][0-9]*[a-z]?(?:S[1-9][0-9]*)?(?:N[1-9][0-9]*)?)?(?<!\#))?"
    ),
    example="2014:821#K5P1",
    # Only after "SFS" or the name of a statute: other series number their publications in the same way (SOU 2016:2).
    # What must stand before is asked after the first character: a pattern that begins with a set is found much faster.
    prose=re.compile(rf"[S(](?:(?<!\w.)(?<=S)FS\s{{1,2}}|{_AFTER_NAME})(?P<code>{_ACT})(?!\w)"),
    tidy=_tidy,
    above=_above,
    link=_link,
    topical=False,
)
