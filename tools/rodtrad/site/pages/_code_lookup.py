"""The look-up of codes: what a reader types in, what the script reads, and the chapters that one leafs by without."""

from __future__ import annotations

import json
from collections.abc import Mapping

from rodtrad.chapters import slug
from rodtrad.codes import CodeSystem, systems
from rodtrad.face import Face
from rodtrad.library import is_example
from rodtrad.model import GuidelineMatter
from rodtrad.site.addresses import Links
from rodtrad.site.page import Site
from rodtrad.site.pages._code_uses import HOME, Use, Uses, in_order
from rodtrad.site.parts import attribute
from rodtrad.site.words import kind_words, sorting

FILE = f"{HOME}uppslag.json"
"""Where the script finds what it looks in."""


def form(links: Links) -> str:
    """The box; only where there is script. What is found is said in words before it is shown."""
    return (
        f'<div class="rt-codes" data-rt-codes="{attribute(links.page(FILE))}"'
        f' data-rt-root="{attribute(links.page(""))}">\n'
        '<form class="rt-find__form" role="search" aria-label="Slå upp en kod">\n'
        '<div class="rt-find__words"><label for="rt-kod">Kod, början av en kod, eller ord</label>'
        '<input type="search" id="rt-kod" name="kod" autocomplete="off" autocapitalize="characters"'
        ' spellcheck="false" aria-describedby="rt-kod-hur"></div>\n'
        '<div><button type="submit" class="rt-button rt-button--main">Slå upp</button></div>\n</form>\n'
        '<p class="rt-gathered" id="rt-kod-hur">Till exempel F32, I63.9, N06AB eller stroke. Pil ned går till'
        " träffarna, Esc tillbaka.</p>\n"
        '<p class="rt-find__count" role="status"></p>\n<ol class="rt-hits"></ol>\n</div>\n'
    )


def index(found: Uses, site: Site) -> bytes:
    """Every code with the documents and places that concern it; a document is told of once."""
    documents: dict[str, int] = {}
    told: list[tuple[str, str, str, bool]] = []
    codes = []
    names = sorted(found)
    for number, scheme in enumerate(names):
        for code, mine in sorted(found[scheme].items()):
            said = []
            for use in in_order(mine):
                if use.face.key not in documents:
                    documents[use.face.key] = len(told)
                    title = use.face.title + (" (upphävt)" if use.face.key in site.withdrawn else "")
                    told.append((title, _kind(use.face), f"{use.face.key}/", is_example(use.face)))
                said.append((documents[use.face.key], list(use.places.items())))
            codes.append((number, code, site.code_title(scheme, code), said))
    known = [(scheme, systems()[scheme].name) for scheme in names]
    data = {"systems": known, "documents": told, "codes": codes}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _kind(face: Face) -> str:
    """What a document is; of a guideline also which edition, since all have one title."""
    matter = face.matter
    edition = matter.edition if isinstance(matter, GuidelineMatter) else None
    return kind_words(face) + (f", utgåva {edition}" if edition else "")


def chapters(
    system: CodeSystem, found: Mapping[str, Mapping[str, Use]]
) -> list[tuple[str, str, Mapping[str, Mapping[str, Use]]]]:
    """Id, title and codes of each chapter of a system that has codes in use; one without title where it has none."""
    table: dict[str, dict[str, Mapping[str, Use]]] = {}
    for code, mine in sorted(found.items()):
        table.setdefault(system.chapter(code), {})[code] = mine
    return [
        (slug(title.replace("–", "-")) if title else "", title, table[title]) for title in sorted(table, key=sorting)
    ]
