"""Write a feed to a folder: what is released under `api/v1`, working texts apart under `utkast/v1`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rodtrad import formats
from rodtrad.document import BlockFace, Document, Face
from rodtrad.feed.models import SCHEMA_VERSION, Environment
from rodtrad.feed.payload import canonical, payload
from rodtrad.feed.releases import KEY, Feed, Item, released
from rodtrad.files import write_tree
from rodtrad.library import Library
from rodtrad.model import Kind, PathwayMatter
from rodtrad.project import Project, open_project, strays
from rodtrad.strictyaml import read as read_yaml
from rodtrad.values import Extent

RELEASED = "api/v1"
WORKING = "utkast/v1"

LONGEST_ID = 200
"""Characters of an id that is still a file name with an ending."""

Progress = Callable[[int, int], None]


def base_url(root: Path) -> str:
    """The site's address (`site_url` of mkdocs.yml), ending in "/"; a reserved name when none is set."""
    path = root / "mkdocs.yml"
    if path.is_file():
        value, _ = read_yaml(path.read_text("utf-8"), 0)
        for key, item in value.entries if value else ():
            if key.text == "site_url" and item.text:
                return item.text.rstrip("/") + "/"
    return "https://rodtrad.example/"


def write(
    root: Path,
    out: Path,
    *,
    environment: Environment = "production",
    base: str | None = None,
    drafts: bool = True,
    project: Project | None = None,
    progress: Progress | None = None,
) -> int:
    """Write the feed of one environment below `out`; return the number of files whose bytes changed."""
    base = base_url(root) if base is None else base
    project = project or open_project(root)
    changed = write_tree(out / RELEASED, formats.write(released_feed(root, project, environment, base)))
    if drafts:
        changed += write_tree(out / WORKING, formats.write(working_feed(project, base, progress)))
    elif (out / WORKING).exists():
        changed += write_tree(out / WORKING, ())
    return changed


def left_out(project: Project) -> Iterator[str]:
    """Paths of documents that the feed has no place for: those that cannot be read, and those with an odd name."""
    kept = {document.face.path for document in _published(project)}
    other = {d.face.path for d in project.documents if d.kind in (Kind.REGISTER, Kind.HANDBOOK)}
    found = [document.face.path for document in project.documents] + [finding.path for finding in project.findings]
    yield from sorted({*found, *strays(project.root)} - kept - other)


def _published(project: Project) -> Iterator[Document]:
    """Documents whose id makes an address of their own; `sepsis/1.0.0.md` would make that of another's version."""
    return (d for d in project.documents if KEY.fullmatch(d.face.key) and len(d.face.id) <= LONGEST_ID)


def released_feed(root: Path, project: Project, environment: Environment, base: str) -> Feed:
    """What is released to an environment, with catalogue entries and registers."""
    items, events = released(root, environment)
    known = {item.key for item in items}
    entries = [
        _plain(document, project.library, environment, base, "registerpost")
        for document in _published(project)
        if _is_catalogue(document.face) and document.face.key not in known
    ]
    everything = sorted([*items, *entries], key=lambda item: item.key)
    return Feed(environment, base, tuple(everything), events, tuple(_registers(project.library, environment)))


def working_feed(project: Project, base: str, progress: Progress | None = None) -> Feed:
    """The working texts as they stand: never to be mixed with what is released."""
    items = []
    chosen = list(_published(project))
    for done, document in enumerate(chosen, 1):
        matter = document.face.matter
        status = matter.status.value if isinstance(matter, PathwayMatter) and matter.status else "utkast"
        state = "registerpost" if _is_catalogue(document.face) else status
        items.append(_plain(document, project.library, "draft", base, state))
        if progress:
            progress(done, len(chosen))
    return Feed("draft", base, tuple(sorted(items, key=lambda i: i.key)), (), ())


def _is_catalogue(face: Face) -> bool:
    return isinstance(face.matter, PathwayMatter) and face.matter.extent is Extent.CATALOGUE_ENTRY


def _plain(document: Document, library: Library, environment: Environment, base: str, state: str) -> Item:
    """A document that has no releases: only what it says now."""
    data: dict[str, Any] = json.loads(canonical(payload(document, library, environment, base)))
    lifecycle: dict[str, Any] = {"state": state, "replacedBy": [], "versions": []}
    matter = document.face.matter
    if isinstance(matter, PathwayMatter):
        successors = [s for s in (matter.replaced_by, matter.merged_into) if s]
        lifecycle["replacedBy"] = [f"{document.face.folder}/{s}" for s in successors]
        if matter.next_review:
            lifecycle["nextReview"] = matter.next_review
    return Item(document.face.key, (), data, lifecycle)


def _registers(library: Library, environment: Environment) -> Iterator[Mapping[str, Any]]:
    for face in library.of(Kind.REGISTER):
        yield {
            "schemaVersion": SCHEMA_VERSION,
            "environment": environment,
            "id": face.id,
            "title": face.title,
            "sources": list(getattr(face.matter, "source", None) or ()),
            "entries": [_entry(block) for block in face.blocks],
        }


def _entry(block: BlockFace) -> dict[str, Any]:
    facts = [{"name": name, "text": text, "targets": []} for name, text in block.facts if name not in ("id", "namn")]
    return {"id": block.id, "title": block.title, "facts": facts}
