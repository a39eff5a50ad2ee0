"""Names in links: of scales and measures such as MADRS-S and PHQ-9, and of sites."""

from __future__ import annotations

from rodtrad.quantities.patterns import later

_SCALE = later(r"(?<![\w-])[A-Z]{2,7}-(?:\d{1,2}[A-Z]?|[A-Z]{1,4})(?:-[\dA-Z]{1,2})?(?![\w-])")
"""What scales are called: a hyphen after capitals, then a figure or a capital. Other short names mean many things."""

_HOST = later(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+(?:se|nu|org|com|net|eu|int|gov))(?:[/?#]\S*)?")


def are_other_scales(text: str, title: str, id: str) -> bool:
    """Whether `text` names a scale and what it should be named after names another, and neither names both."""
    if text[1:].islower():
        return False
    said, there = _SCALE().findall(text), _SCALE().findall(title)
    if not said or not there:
        return False
    return not any(_plain(name) in _plain(f"{title} {id}") for name in said) and not any(
        _plain(name) in _plain(text) for name in there
    )


def other_scale(text: str, address: str, known: str) -> str:
    """The scale, named somewhere in `known`, that an address is about when `text` names only others; else ""."""
    said = _SCALE().findall(text) if not text[1:].islower() else []
    page = _plain(address)
    if not said or any(_plain(name) in page for name in said):
        return ""
    others = sorted(set(_SCALE().findall(known)) - set(said))
    return next((name for name in others if len(_plain(name)) > 3 and _plain(name) in page), "")


def host(address: str) -> str:
    """The site that an address, as written or shown, is on, without `www`; "" for other words."""
    found = _HOST().fullmatch(address.casefold()) if "." in address else None
    return found[1] if found else ""


def _plain(name: str) -> str:
    return name.casefold().replace("-", "").replace(" ", "")
