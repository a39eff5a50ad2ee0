"""What must not lie where a feed is read: texts that are no part of it, and in production an example or a draft."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from rodtrad.delivery.refusing import RefusedError
from rodtrad.feed.models import Environment
from rodtrad.feed.releases import KEY
from rodtrad.matter import SEMVER

_NEVER: Mapping[Environment, tuple[bytes, ...]] = {
    "production": (b"acceptance", b"draft", b"example"),
    "acceptance": (b"production", b"draft"),
    "draft": (b"production", b"acceptance"),
}
"""Values that make a file worth reading more closely."""

_SAID = re.compile(rb'"(clinicalUse|environment)"\s*:\s*"([a-z]+)"')

_DOCUMENT = re.compile(
    rf"(?P<key>{KEY.pattern})"
    rf"(?:(?P<version>/{SEMVER.pattern}\.json(?:ld)?)|(?:/{SEMVER.pattern})?(?:\.[A-Za-z0-9]+)+)"
)
"""A file of a document, in any format or compressed: nginx gives `x.json.gz` in place of an `x.json` that is gone."""

_PIECE, _OVERLAP = 1 << 20, 256
"""Bytes of a file that are in memory; what stands on the border is in two pieces."""


def check_said(place: str, data: bytes, environment: Environment) -> None:
    """Raise RefusedError for a file that says, of itself or of any document, what its environment must not say."""
    if not any(b'"%b"' % word in data for word in _NEVER[environment]):  # ten times faster than the pattern
        return
    for name, value in _SAID.findall(data):
        said = value.decode()
        if name == b"environment" and said != environment:
            raise RefusedError(
                f"{place} hör till miljön {said}, inte {environment}: ta bort filen och gör om flödet med "
                "`rodtrad feed`. Ingenting är publicerat."
            )
        if name == b"clinicalUse" and environment == "production" and said in ("example", "draft"):
            what = "ett exempel" if said == "example" else "ett utkast"
            raise RefusedError(
                f"{place} är eller nämner {what}, som aldrig får finnas i produktion: ta bort filen och gör om flödet "
                "med `rodtrad feed`. Ingenting är publicerat."
            )


def check_file(folder: Path, path: str, environment: Environment) -> None:
    """The same, of a file that need not fit in memory."""
    with (folder / path).open("rb") as file:
        rest = b""
        while piece := file.read(_PIECE):
            check_said(path, rest + piece, environment)
            rest = piece[-_OVERLAP:]


def check_known(path: str, keys: Collection[str]) -> None:
    """Raise RefusedError for the file of a document that no list names, and for what is compressed: a feed has none,
    and nginx would give it in place of a file. `path` is relative to the feed."""
    if path.endswith((".gz", ".br", ".zst")):
        raise RefusedError(
            f"{path} är en packad fil, och sådana görs först vid publiceringen: ta bort den. Ingenting är publicerat."
        )
    found = _DOCUMENT.fullmatch(path)
    if found and (found["key"] not in keys or found["version"]):
        raise RefusedError(
            f"{path} ser ut som ett dokument men finns inte i manifestet: ta bort filen, eller ge ut texten med "
            "`rodtrad release`. Ingenting är publicerat."
        )
