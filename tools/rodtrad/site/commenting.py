"""Where a reader comments on exactly one block: the address that the site's owner has set, filled in."""

from __future__ import annotations

import re
from urllib.parse import quote

from rodtrad.errors import UsageError
from rodtrad.html import SAFE_ADDRESS
from rodtrad.site.page import Site

PLACES = ("block", "version", "page")
"""What an address may hold between braces."""

PLACE = "rt-this-block"
"""Stands for a block's id where a script fills it in, see `scripts/blocks.js`."""

_PLACE = re.compile(r"\{([^{}]*)\}")


def checked(address: str) -> str:
    """The address as it was set; raises UsageError where it is none, or asks for what we do not know."""
    if not address:
        return ""
    if not SAFE_ADDRESS.fullmatch(_PLACE.sub("", address)) or address.casefold().startswith("http:"):
        raise UsageError(f"`comments: {address}` is neither a mailto: nor a https: address")
    for name in _PLACE.findall(address):
        if name not in PLACES:
            known = ", ".join(f"{{{place}}}" for place in PLACES)
            raise UsageError(f"`comments: {address}` asks for {{{name}}}; known are {known}")
    return address


def comment_address(site: Site, page_path: str, block: str = "") -> str | None:
    """Where to comment on a block of a page (`vardforlopp/sepsis/`, `larma`); None where no address is set.

    `{block}` becomes `vardforlopp/sepsis#larma`, also on the pages below the document's own (`1.0.0/`, `patient/`),
    `{version}` the version of the text that is shown ("" where it has none), and `{page}` the page's address, absolute
    where the site's own is known.
    """
    if not site.comments:
        return None
    key, version = _shown(site, page_path.strip("/"))
    anchor = f"#{block}" if block else ""
    known = {"block": key + anchor, "version": version, "page": site.address + page_path + anchor}
    return _PLACE.sub(lambda place: quote(known.get(place[1], ""), safe=""), site.comments)


def _shown(site: Site, path: str) -> tuple[str, str]:
    """Key and version of the text that a page shows: the page lies at its document's key, or right below it."""
    above, _, last = path.rpartition("/")
    key = above if path not in site.library.faces and above in site.library.faces else path
    return key, last if last in site.versions(key) else _version(site, key)


def _version(site: Site, key: str) -> str:
    """The version of a document's text as it is shown: the one that it says, else the newest that is released."""
    face = site.library.faces.get(key)
    said = getattr(face.matter, "version", None) if face else None
    return str(said or next(reversed(site.versions(key)), ""))
