"""Where everything lies: from canonical targets to addresses on the site, and how pages link to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from rodtrad.document import Document
from rodtrad.face import BlockFace, Face, Role
from rodtrad.html import SAFE_ADDRESS, Setting, Target
from rodtrad.site.page import Site

OWN_PAGES: Mapping[str, str] = {"programomraden": "programomraden", "regioner": "regioner"}
"""Registers whose entries have a page each, and the folder of those pages. Entries of others share one page."""

_CODE = re.compile(r"(?P<scheme>icd-10-se|kva|atc|snomed|sfs):(?P<code>[^#\s]+)(?:#(?P<part>\S+))?")


def path_of(target: str) -> tuple[str, str]:
    """Page and anchor of a canonical target (`vardforlopp/sepsis#in-x`, `register/organ#sks`, `icd-10-se:I63`)."""
    code = _CODE.fullmatch(target)
    if code:
        return f"koder/{code['scheme']}/{code['code']}/", ""
    key, _, anchor = target.partition("#")
    if key.startswith("register/"):
        name = key.removeprefix("register/")
        if name in OWN_PAGES and anchor:
            return f"{OWN_PAGES[name]}/{anchor}/", ""
    return f"{key}/", anchor


def around(face: Face, id: str) -> Iterator[BlockFace]:
    """The block with an id, and those it stands in, innermost first.

    A face holds no block that only its own text speaks of; the id of such a block begins with that of its holder.
    """
    while id:
        block = face.by_id.get(id)
        if block:
            yield block
        id = block.parent if block else id.rpartition("/")[0]


class Links:
    """Links from one page. Addresses are relative, so that the site works in any folder and without a server."""

    def __init__(self, site: Site, path: str, own: Face | None = None) -> None:
        """`own` is the document that the page shows, where that is another version than the library's."""
        self.site = site
        self.path = path
        self.own = own
        self.root = "../" * path.count("/")
        self._urls: dict[str, str | None] = {}

    def page(self, path: str, anchor: str = "") -> str:
        """Address of a page or file of this site: `page("sok/")`, `page("api/v1/index.json")`."""
        tail = f"#{anchor}" if anchor else ""
        return tail if tail and path == self.path else (self.root + path or "./") + tail

    def url(self, target: str) -> str | None:
        """Address of a canonical target; None when it does not exist or nothing on this site shows it."""
        if target not in self._urls:
            self._urls[target] = self._url(target)
        return self._urls[target]

    def _url(self, target: str) -> str | None:
        if SAFE_ADDRESS.fullmatch(target):
            return target
        path, anchor = path_of(target)
        if path.partition("/")[0] not in self.site.served:
            return None
        if not _CODE.fullmatch(target):
            found = self._resolve(target)
            if found is None:
                return None
            face, block = found
            path, anchor = path_of(f"{face.key}#{block.id}" if block else face.key)
            path = self.path if face is self.own else path
        return self.page(path, anchor)

    def _resolve(self, target: str) -> tuple[Face, BlockFace | None] | None:
        """As the library resolves, but an anchor in the page's own document is looked for in the version shown."""
        key, _, anchor = target.partition("#")
        if self.own is None or key != self.own.key or not anchor:
            return self.site.library.resolve(target)
        block = self.own.by_id.get(anchor)
        return (self.own, block) if block else None

    def block(self, target: str) -> tuple[Face, BlockFace] | None:
        """The document and block of a target with an anchor; None when either is not there."""
        found = self._resolve(target)
        return (found[0], found[1]) if found and found[1] else None

    def a(self, target: str, words: str, attributes: str = "") -> str:
        """A link with plain words (escaped here), or the words alone when there is nowhere to link."""
        return self.wrap(target, escape(words, quote=False), attributes)

    def wrap(self, target: str, html: str, attributes: str = "") -> str:
        """A link around finished HTML, or that HTML alone when there is nowhere to link."""
        url = self.url(target)
        extra = f" {attributes}" if attributes else ""
        return (f'<a href="{escape(url)}"{extra}>{html}</a>' if url else html) + self.withdrawn(target)

    def withdrawn(self, target: str) -> str:
        """A mark for what holds no longer, wherever it is named; "" on its own pages, which say it at the top."""
        key = target.partition("#")[0]
        if key not in self.site.withdrawn or self.path.startswith(f"{key}/"):
            return ""
        return ' <span class="rt-badge rt-badge--warn">Upphävt</span>'

    def document(self, key: str) -> str:
        """A link to a document by key, with its title as words; the id when there is no such document."""
        found = self.site.library.resolve(key)
        return self.a(key, found[0].title if found else key.rpartition("/")[2])

    def entry(self, registers: str, id: str) -> str:
        """A link to a register entry (`entry("organ", "sks")`), with its name as words."""
        for name in registers.split():
            if found := self.site.library.register(name).get(id):
                return self.a(f"register/{name}#{id}", found.title)
        return escape(id, quote=False)

    def setting(self, document: Document) -> Setting:
        """How authored text of `document` is written on this page: links resolved, notes numbered."""
        targets = {link.href: link.target for link in document.face.links}
        labels = [block.id.removeprefix("not-") for block in document.body.of(Role.REFERENCE)]
        notes = {label: (str(number), f"not-{label}") for number, label in enumerate(labels, 1)}

        def link(href: str) -> Target | None:
            url = self.url(targets.get(href, ""))
            return Target(url) if url else None

        return Setting(link=link, image=self._image, note=notes.get)

    def _image(self, href: str) -> str | None:
        _, found, name = href.partition("bilder/")
        return self.page(f"bilder/{name}") if found and ".." not in name else None
