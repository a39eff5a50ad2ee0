"""Write a feed to a folder: what is released under `api/v1`, working texts apart under `utkast/v1`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rodtrad import formats
from rodtrad.crew import Crew
from rodtrad.document import Document
from rodtrad.errors import UsageError
from rodtrad.face import BlockFace, Face
from rodtrad.feed.addresses import RELEASED, WORKING
from rodtrad.feed.items import Feed, Item, Record
from rodtrad.feed.listings import Register, RegisterEntry, head
from rodtrad.feed.making import of_document, of_release
from rodtrad.feed.models import Environment, Fact
from rodtrad.feed.outcomes import outcomes_of
from rodtrad.feed.payload import is_catalogue
from rodtrad.feed.releases import KEY, Release, released
from rodtrad.files import Filling, alone, claim, settle, write_tree
from rodtrad.finding import Finding
from rodtrad.library import Library, is_example
from rodtrad.model import Kind
from rodtrad.project import collecting_later, files, strays
from rodtrad.strictyaml import read as read_yaml

LISTED = (Kind.OUTCOME, Kind.REGISTER, Kind.HANDBOOK)
"""Kinds that are no documents of the feed: lists are made of the first two."""

LONGEST_ID = 200
"""Characters of an id that is still a file name with an ending."""


def base_url(root: Path) -> str:
    """The site's address (`site_url` of mkdocs.yml), ending in "/"; a reserved name when none is set."""
    path = root / "mkdocs.yml"
    if path.is_file():
        value, _ = read_yaml(path.read_text("utf-8", errors="replace"), 0)
        for key, item in value.entries if value else ():
            if key.text == "site_url" and item.text:
                return address(item.text)
    return "https://rodtrad.example/"


def address(written: str) -> str:
    """The address of a site, ending in "/"; raises UsageError for what is none."""
    if not re.fullmatch(r"https?://[^\s<>\"'?#]+", written):
        raise UsageError(f"{written!r} is no address: write https://… as site_url of mkdocs.yml or --base-url")
    return written.rstrip("/") + "/"


def write(
    root: Path,
    out: Path,
    *,
    environment: Environment = "production",
    base: str | None = None,
    drafts: bool = True,
    crew: Crew | None = None,
) -> int:
    """Write the feed of one environment below `out`; return the number of files whose bytes changed."""
    with ExitStack() as stack:
        stack.enter_context(writing(out))
        plan = begin(root, out, environment=environment, base=base, drafts=drafts)
        crew = crew or stack.enter_context(Crew(root, files(root)))
        return finish(plan, crew.library, crew.each(write_share, plan))


def left_out(root: Path, library: Library, findings: Iterable[Finding]) -> Iterator[str]:
    """Paths of documents that the feed has no place for: those that cannot be read, and those with an odd name.

    `findings` are those of the reading.
    """
    faces = [*library.faces.values(), *(double for _, double in library.doubles)]
    kept = {face.path for face in faces if has_place(face) or face.kind in LISTED}
    found = {face.path for face in faces} | {finding.path for finding in findings}
    yield from sorted({*found, *strays(root)} - kept)


def has_place(face: Face) -> bool:
    """Whether the id makes an address of its own; `sepsis/1.0.0.md` would make that of another's version."""
    return KEY.fullmatch(face.key) is not None and len(face.id) <= LONGEST_ID


@dataclass(frozen=True)
class Plan:
    """What a process must know to do a share of the work; it can be sent to others."""

    root: Path
    out: Path
    environment: Environment
    base: str
    drafts: bool
    releases: tuple[Release, ...]
    """Everything that is released to the environment, by key."""

    @cached_property
    def by_key(self) -> Mapping[str, Release]:
        """The releases by key: each is the work of who has the working text."""
        return {release.key: release for release in self.releases}


@dataclass(slots=True)
class Part:
    """What was written below one of the two addresses."""

    records: list[Record]
    paths: list[str]
    changed: int


@dataclass(slots=True)
class Share:
    """What stays of a share when its files are written."""

    released: Part
    working: Part


def begin(
    root: Path, out: Path, *, environment: Environment = "production", base: str | None = None, drafts: bool = True
) -> Plan:
    """Read the log and make the folders ours, before anybody writes in them. Raises ReleaseError and UsageError."""
    plan = Plan(root, out, environment, base_url(root) if base is None else base, drafts, released(root, environment))
    for home in (RELEASED, WORKING) if drafts else (RELEASED,):
        if os.path.realpath(out / home) != os.path.join(os.path.realpath(out), home):  # noqa: PTH118
            raise UsageError(f"{out / home} leads out of {out}: remove the link")
        claim(out / home)
    return plan


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Keep other runs out of a folder while one writes a feed in it; raises UsageError when one does."""
    with ExitStack() as stack:
        try:
            stack.enter_context(alone(out))
        except BlockingIOError as error:
            raise UsageError(f"another run is writing in {out}: wait until it is done") from error
        yield


def write_share(documents: Iterable[Document], library: Library, plan: Plan) -> Share:
    """Write the files of some documents and of their releases, one at a time, and say what the lists need of them.

    Several processes may do so at once. Raises ReleaseError when a frozen file is not what was released; the lists are
    written last, so none ever names it.
    """
    with ExitStack() as stack:
        stack.enter_context(collecting_later())
        open_ = stack.enter_context(Filling(plan.out / RELEASED))
        apart = stack.enter_context(Filling(plan.out / WORKING)) if plan.drafts else None
        official, working = [], []
        for document in documents:
            face = document.face
            if not has_place(face):
                continue
            if release := plan.by_key.get(face.key):
                official.append(_put(open_, of_release(plan.root, release)))
            elif is_catalogue(face) and not (plan.environment == "production" and is_example(face)):
                official.append(_put(open_, of_document(document, library, plan.environment, plan.base)))
            if apart:
                working.append(_put(apart, of_document(document, library, "draft", plan.base)))
        return Share(_part(official, open_), _part(working, apart))


def _put(filling: Filling, item: Item) -> Record:
    for path, content in formats.files(item):
        filling.put(path, content)
    return formats.record(item)


def _part(records: list[Record], filling: Filling | None) -> Part:
    return Part(records, filling.paths, filling.changed) if filling else Part(records, [], 0)


def finish(plan: Plan, library: Library, shares: Sequence[Share]) -> int:
    """When every share is written: write the lists, remove what is no longer there; return how many files changed.

    Run once, in the first process. What it writes is the same however the work was shared.
    """
    shares = [*shares, _orphans(plan, shares)]
    events = sorted((event for release in plan.releases for event in release.events), key=lambda event: event.nummer)
    registers = tuple(_registers(library, plan.environment))
    records = _records(share.released for share in shares)
    outcomes = tuple(outcomes_of(library, records, plan.environment))
    feed = Feed(plan.environment, plan.base, records, tuple(events), registers, outcomes)
    changed = _write_lists(plan.out / RELEASED, feed, [share.released for share in shares])
    if plan.drafts:
        records = _records(share.working for share in shares)
        outcomes = tuple(outcomes_of(library, records, "draft"))
        working = Feed("draft", plan.base, records, outcomes=outcomes)
        changed += _write_lists(plan.out / WORKING, working, [share.working for share in shares])
    elif (plan.out / WORKING).exists():
        changed += write_tree(plan.out / WORKING, ())
    return changed


def _orphans(plan: Plan, shares: Sequence[Share]) -> Share:
    """What is released and has no working text any longer."""
    done = {record.key for share in shares for record in share.released.records}
    with Filling(plan.out / RELEASED) as filling:
        found = [_put(filling, of_release(plan.root, one)) for one in plan.releases if one.key not in done]
        return Share(_part(found, filling), _part([], None))


def _records(parts: Iterable[Part]) -> tuple[Record, ...]:
    """The same order however the work was shared."""
    return tuple(sorted((record for part in parts for record in part.records), key=lambda record: record.key))


def _write_lists(home: Path, feed: Feed, parts: Sequence[Part]) -> int:
    paths = [path for part in parts for path in part.paths]
    with Filling(home) as filling:
        for path, content in formats.lists(feed):
            filling.put(path, content)
    return sum(part.changed for part in parts) + filling.changed + settle(home, paths + filling.paths)


def _registers(library: Library, environment: Environment) -> Iterator[Register]:
    for face in library.of(Kind.REGISTER):
        yield Register(
            **head(environment),
            id=face.id,
            title=face.title,
            sources=list(getattr(face.matter, "source", None) or ()),
            entries=[_entry(block) for block in face.blocks],
        )


def _entry(block: BlockFace) -> RegisterEntry:
    facts = [Fact(name=name, text=text) for name, text in block.facts if name not in ("id", "namn")]
    return RegisterEntry(id=block.id, title=block.title, facts=facts)
