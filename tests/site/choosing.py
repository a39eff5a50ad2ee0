"""Elements of a tree by a small part of CSS: tag, .class, #id, [attribute]; descendant, `>`, `~` and `+`."""

from __future__ import annotations

import re

from lxml import html

_STEP = re.compile(r"(?P<tag>[a-z0-9]+)?(?P<rest>(?:[.#][\w-]+|\[\w+\])*)")
_AXES = {">": "/", "~": "/following-sibling::", "+": "/following-sibling::*[1]/self::"}


def choose(tree: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """The elements that match, in document order."""
    path, axis = "", ".//"
    for step in selector.split():
        if step in _AXES:
            axis = _AXES[step]
            continue
        path += axis + _step(step)
        axis = "//"
    found = tree.xpath(path)
    assert isinstance(found, list)
    return found


def _step(step: str) -> str:
    parts = _STEP.fullmatch(step)
    assert parts, step
    out = parts["tag"] or "*"
    for mark in re.findall(r"[.#][\w-]+|\[\w+\]", parts["rest"]):
        name = mark.strip(".#[]")
        if mark[0] == ".":
            out += f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
        else:
            out += f"[@id='{name}']" if mark[0] == "#" else f"[@{name}]"
    return out
