"""Freeze a version of a document, or withdraw it: all or nothing, and never the same version twice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rodtrad.compare import Change, compare, least_version, weight
from rodtrad.document import Document, Face
from rodtrad.feed.models import Environment
from rodtrad.feed.payload import canonical, payload, version_of
from rodtrad.feed.releases import HOME, Event, events, file_name, frozen, frozen_path, sha256
from rodtrad.files import write_atomic
from rodtrad.finding import Severity
from rodtrad.library import is_example
from rodtrad.model import Kind, PathwayMatter
from rodtrad.project import Project
from rodtrad.rules import check_document, check_library, is_full_text, rules
from rodtrad.values import DecisionType

APPROVER = "sks"
"""The body whose approval a production release of a pathway needs."""


class RefusedError(Exception):
    """The release cannot be made; the message (Swedish) says what to do first."""


def release(
    project: Project, key: str, *, environment: Environment, base: str, date: str = "", confirm: bool = False
) -> Event:
    """Release the working text of `key` (`vardforlopp/sepsis`). With `confirm`, the maintainer confirms that an
    editorial change keeps the earlier decision. Raises RefusedError."""
    document = _document(project, key)
    face = document.face
    _gates(project, document, environment)
    data = canonical(payload(document, project.library, environment, base))
    log = events(project.root)
    version = version_of(face)
    changes = _changes(project, face, version, data, log)
    if environment == "production" and isinstance(face.matter, PathwayMatter):
        _approved(document, changes, confirm)
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
        sammanfattning=tuple(c.summary for c in changes) if changes is not None else ("Första utgåvan",),
    )
    _freeze(project.root, event, data, document.source.text.encode())
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
    log = events(project.root)
    mine = [event for event in log if event.dokument == key and event.miljö == environment]
    if not mine:
        raise RefusedError(f"{key} är inte utgivet i miljön {environment}.")
    if not mine[-1].is_release:
        raise RefusedError(f"{key} är redan upphävt (händelse {mine[-1].nummer}).")
    if not reason.strip():
        raise RefusedError("Ange skäl med --reason.")
    for successor in replaced_by:
        if successor not in project.library.faces:
            raise RefusedError(f"Det finns inget dokument {successor}.")
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
    _log(project.root, event)
    return event


def _document(project: Project, key: str) -> Document:
    found = next((d for d in project.documents if d.face.key == key), None)
    if found is None or found.kind in (Kind.REGISTER, Kind.HANDBOOK):
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
    found = [f for f in project.findings if f.path == face.path]
    found += check_document(document, project.library, rules().values())
    found += [f for f in check_library(project.library, rules().values()) if f.path == face.path]
    errors = sorted((f for f in found if f.severity is Severity.ERROR), key=lambda f: f.order)
    if errors:
        first = errors[0]
        raise RefusedError(
            f"{face.key} har {len(errors)} fel. Det första, på rad {first.place.line}: {first.message} "
            f"Kör `rodtrad check {face.path}`."
        )


def _changes(project: Project, face: Face, version: str, data: bytes, log: Sequence[Event]) -> list[Change] | None:
    """Changes since the last release, None for the first; refuses a version that is too low or taken."""
    earlier = [event for event in log if event.dokument == face.key and event.is_release]
    if not earlier:
        return None
    if any(event.version == version for event in earlier):
        raise RefusedError(f"{face.key} {version} är redan utgiven. Höj `version`.")
    last = max(earlier, key=lambda event: _number(event.version))
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
    """Hash of the text as decided on: the body below the front matter, and the title."""
    text = document.source.text[document.body.matter_end :]
    return sha256(f"{document.face.title}\n{text}".encode())[:16]


def _approved(document: Document, changes: list[Change] | None, confirm: bool) -> None:
    matter = document.face.matter
    assert isinstance(matter, PathwayMatter)
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


def _freeze(root: Path, event: Event, data: bytes, text: bytes) -> None:
    """The frozen files first, the event last: without its event a frozen file counts for nothing."""
    write_atomic(root / frozen_path(event.dokument, event.version, "md"), text)
    write_atomic(root / frozen_path(event.dokument, event.version), data)
    _log(root, event)


def _log(root: Path, event: Event) -> None:
    path = root / HOME / "logg" / file_name(event.nummer)
    try:
        write_atomic(path, event.write().encode(), exclusive=True)
    except FileExistsError:
        raise RefusedError(f"Händelse {event.nummer} finns redan: någon annan gav ut samtidigt. Försök igen.") from None
