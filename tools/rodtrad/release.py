"""Freeze a version of a document, or withdraw it: all or nothing, and never the same version twice."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from rodtrad.compare import Change, compare, least_version, weight
from rodtrad.document import Document
from rodtrad.face import Face
from rodtrad.feed.items import canonical, sha256
from rodtrad.feed.models import Environment
from rodtrad.feed.payload import payload, version_of
from rodtrad.feed.releases import (
    HOME,
    KEY,
    MAX_EVENT,
    Event,
    events,
    file_name,
    frozen,
    frozen_path,
    read_event,
    released,
)
from rodtrad.files import alone, write_atomic
from rodtrad.finding import Severity
from rodtrad.library import is_example
from rodtrad.model import PathwayMatter
from rodtrad.project import Project, stays_inside
from rodtrad.rules import COMING, allow_across, allowed, check_document, check_library, is_full_text, rules
from rodtrad.values import DecisionType, Status

APPROVER = "sks"
"""The body whose approval a production release of a pathway needs."""

MOST_LINES, LONGEST_LINE, LONGEST_REASON = 100, 300, 2000
"""Changes that an event tells one by one, and characters of each; characters of a reason."""


class RefusedError(Exception):
    """The release cannot be made; the message (Swedish) says what to do first."""


def release(
    project: Project, key: str, *, environment: Environment, base: str, date: str = "", confirm: bool = False
) -> Event:
    """Release the working text of `key` (`vardforlopp/sepsis`). With `confirm`, the maintainer confirms that an
    editorial change keeps the earlier decision. Raises RefusedError."""
    document = _document(project, key)
    face = document.face
    _dated(date)
    _gates(project, document, environment)
    text = _text(project.root, face)
    data = canonical(payload(document, project.library, environment, base))
    log = events(project.root)
    version = version_of(face)
    changes = _changes(project, face, version, data, log)
    if environment == "production":
        _approved(project, document, changes, confirm)
    gravest = weight(changes) if changes is not None else None
    event = Event(
        nummer=len(log) + 1,
        händelse="utgivning",
        dokument=key,
        version=version,
        miljö=environment,
        klass=gravest.word if gravest else "clinical" if changes is None else "editorial",
        titel=face.title,
        datum=date,
        sha256=sha256(data),
        sammanfattning=_told(changes) if changes is not None else ("Första utgåvan",),
    )
    _commit(project.root, event, {"md": text, "json": data})
    return event


def withdraw(
    project: Project,
    key: str,
    *,
    reason: str,
    replaced_by: Sequence[str] = (),
    environment: Environment,
    date: str = "",
) -> Event:
    """Withdraw a released document. What was released stays; the current file becomes a stub. Raises RefusedError."""
    _dated(date)
    log = events(project.root)
    mine = [event for event in log if event.dokument == key and event.miljö == environment]
    if not mine:
        raise RefusedError(f"{key} är inte utgivet i miljön {environment}.")
    if not mine[-1].is_release:
        raise RefusedError(f"{key} är redan upphävt (händelse {mine[-1].nummer}).")
    if not reason.strip():
        raise RefusedError("Ange skäl med --reason.")
    if len(reason) > LONGEST_REASON or any("\ud800" <= char <= "\udfff" for char in reason):
        raise RefusedError(f"Skriv ett skäl på högst {LONGEST_REASON} läsbara tecken.")
    for successor in replaced_by:
        _successor(project, key, successor, environment)
    event = Event(
        nummer=len(log) + 1,
        händelse="upphävande",
        dokument=key,
        version=mine[-1].version,
        miljö=environment,
        klass="lifecycle",
        titel=mine[-1].titel,
        datum=date,
        skäl=reason.strip(),
        ersätts_av=tuple(replaced_by),
    )
    _commit(project.root, event, {})
    return event


def _dated(date: str) -> None:
    try:
        good = not date or dt.date.fromisoformat(date).isoformat() == date
    except ValueError:
        good = False
    if not good:
        raise RefusedError(f"{date!r} är inget datum. Skriv till exempel 2026-05-02.")


def _successor(project: Project, key: str, successor: str, environment: Environment) -> None:
    """A document replaces another only where readers can get it: released to them, or in the catalogue."""
    face = project.library.faces.get(successor) if KEY.fullmatch(successor) else None
    if face is None:
        raise RefusedError(f"Det finns inget dokument {successor}.")
    holds = {release.key for release in released(project.root, environment) if release.holds}
    if successor == key or (is_full_text(face) and successor not in holds):
        raise RefusedError(f"{successor} kan inte ersätta {key}: det är inte utgivet i miljön {environment}.")


def _document(project: Project, key: str) -> Document:
    found = next((d for d in project.documents if d.face.key == key), None)
    if found is None or not KEY.fullmatch(key):
        raise RefusedError(f"Det finns inget dokument {key} som kan ges ut.")
    return found


def _gates(project: Project, document: Document, environment: Environment) -> None:
    """What must hold before anything is frozen."""
    face = document.face
    if not is_full_text(face):
        raise RefusedError(f"{face.key} är en registerpost: dess text finns inte här.")
    if is_example(face) and environment == "production":
        raise RefusedError(f"{face.key} är ett exempel och kan bara ges ut i miljön acceptance.")
    if not getattr(face.matter, "licence", None):
        raise RefusedError(f"{face.key} saknar `licens`.")
    # An error in a draft is only shown as a warning; here it stands.
    said = check_document(document, project.library, rules().values(), released=True)
    said += [f for f in check_library(project.library, rules().values()) if f.path == face.path]
    found = [f for f in project.findings if f.path == face.path] + allow_across(document, said)
    errors = sorted((f for f in found if f.severity is Severity.ERROR), key=lambda f: f.order)
    if errors:
        first = errors[0]
        in_vain = first.rule in COMING and first.rule in allowed(document)
        raise RefusedError(
            f"{face.key} har {len(errors)} fel. Det första, på rad {first.place.line}: {first.message} "
            + (f"Undantag från `{first.rule}` gäller inte när en text ges ut. " if in_vain else "")
            + f"Kör `rodtrad check {face.path}`."
        )


def _text(root: Path, face: Face) -> bytes:
    """The file as it is; refuses when it is no longer what was read."""
    try:
        data = (root / face.path).read_bytes()
    except OSError:
        data = b""
    if sha256(data) != face.sha256:
        raise RefusedError(f"{face.path} ändrades under tiden. Försök igen.")
    return data


def _told(changes: Sequence[Change]) -> tuple[str, ...]:
    """The changes in words, gravest first; so many and so long that people read them."""
    lines = [c.summary if len(c.summary) <= LONGEST_LINE else f"{c.summary[:LONGEST_LINE]} …" for c in changes]
    more = len(lines) - MOST_LINES
    return (*lines[:MOST_LINES], *([f"… och {more} ändringar till"] if more > 0 else ()))


def _changes(project: Project, face: Face, version: str, data: bytes, log: Sequence[Event]) -> list[Change] | None:
    """Changes since the last release to the same readers, None for the first; refuses a version too low or taken.

    A number is used once in all: a frozen file belongs to one environment. But what acceptance has seen says nothing
    of what those who approve for production have.
    """
    earlier = [event for event in log if event.dokument == face.key and event.is_release]
    if any(event.version == version for event in earlier):
        raise RefusedError(f"{face.key} {version} är redan utgiven. Höj `version`.")
    newest = max(earlier, key=lambda event: _number(event.version), default=None)
    if newest and _number(version) < _number(newest.version):
        raise RefusedError(f"{face.key}: {version} är lägre än {newest.version}, som är utgiven. Höj `version`.")
    environment = json.loads(data)["environment"]
    last = max((e for e in earlier if e.miljö == environment), key=lambda e: _number(e.version), default=None)
    if last is None:
        return None
    changes = compare(json.loads(frozen(project.root, last)), json.loads(data))
    if not changes:
        raise RefusedError(f"{face.key} har inte ändrats sedan {last.version}.")
    least = least_version(last.version, changes)
    if _number(version) < _number(least):
        raise RefusedError(
            f"{face.key}: ändringen är {changes[0].weight.swedish} och kräver minst version {least}, inte {version}. "
            f"{changes[0].summary}."
        )
    return changes


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def content_hash(document: Document) -> str:
    """Hash of the text as decided on: the title, whom it is for, what it is about, and the body."""
    matter = document.face.matter
    head = [document.face.title, getattr(matter, "audiences", None), dict(getattr(matter, "codes", None) or {})]
    text = document.source.text[document.body.matter_end :]
    return sha256(f"{json.dumps(head, sort_keys=True)}\n{text}".encode())[:32]


def _approved(project: Project, document: Document, changes: list[Change] | None, confirm: bool) -> None:
    face, matter = document.face, document.face.matter
    for link in face.links:
        found = project.library.resolve(link.target)
        if found and is_example(found[0]):
            raise RefusedError(
                f"{face.key} länkar på rad {link.place.line} till {found[0].key}: {found[0].id} är ett exempel."
            )
    if not isinstance(matter, PathwayMatter):
        raise RefusedError(
            f"{face.key} har ingen beslutslogg, så ingen kan se att någon har beslutat om texten. "
            "Sådana texter ges än så länge bara ut i acceptansmiljön."
        )
    if matter.status is not Status.APPROVED:
        raise RefusedError(f"{face.key} har inte `status: godkänt`.")
    wanted = content_hash(document)
    approvals = [d for d in matter.decisions or () if d.type is DecisionType.APPROVAL and d.body == APPROVER]
    if any(d.content == wanted for d in approvals):
        return
    editorial = changes is not None and all(change.weight == 1 for change in changes)
    if editorial and approvals and confirm:
        return
    hint = f"Skriv `innehåll: {wanted}` på beslutet när {APPROVER} har godkänt just den här texten."
    if editorial and approvals:
        hint += " För en redaktionell ändring räcker förvaltarens bekräftelse (--confirm)."
    raise RefusedError(f"{document.face.key} saknar ett godkännande av just den här texten. {hint}")


def _commit(root: Path, event: Event, files: Mapping[str, bytes]) -> None:
    """The frozen files first, the event last: without its event a frozen file counts for nothing."""
    logged = event.write().encode()
    if len(logged) > MAX_EVENT or read_event(file_name(event.nummer), logged) != event:
        raise RefusedError(f"Händelsen om {event.dokument} kan inte skrivas så att den går att läsa igen.")
    taken = RefusedError(f"Händelse {event.nummer} finns redan: någon annan gav ut samtidigt. Försök igen.")
    log = root / HOME / "logg"
    for path in (f"{HOME}/logg", *(frozen_path(event.dokument, event.version, suffix) for suffix in files)):
        stays_inside(root, path)
    try:
        with alone(log):  # another release of the same version must not replace what this one has frozen
            if len(events(root)) >= event.nummer:
                raise taken
            for suffix, data in files.items():
                write_atomic(root / frozen_path(event.dokument, event.version, suffix), data)
            write_atomic(log / file_name(event.nummer), logged, exclusive=True)
    except (BlockingIOError, FileExistsError):
        raise taken from None
