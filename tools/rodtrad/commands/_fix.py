"""`rodtrad check --fix` and `--diff`: write what fixes make of the files, or show it, and tell what was done."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from rodtrad.checking import Checked, Progress
from rodtrad.files import write_atomic
from rodtrad.fixing import Mended, mend
from rodtrad.patch import patch
from rodtrad.project import bytes_of


def mended(root: Path, result: Checked, *, unsafe: bool, progress: Progress | None = None) -> list[Mended]:
    """What fixes make of the files that were looked at and have some; says which of them cannot be written."""
    files: dict[str, bytes] = {}
    for path in sorted({finding.path for finding in result.findings if finding.fix}):
        if obstacle := _obstacle(root, path):
            _tell(f"{path}: rättas inte, för {obstacle}")
            continue
        with suppress(OSError):  # gone since it was read
            files[path] = bytes_of(root, path)
    return mend(result.library, files, partial(bytes_of, root), unsafe=unsafe, progress=progress) if files else []


def write(root: Path, made: Iterable[Mended]) -> list[Mended]:
    """Put the texts in their files and return what was written; a file that has changed meanwhile is left alone."""
    written: list[Mended] = []
    for one in made:
        if one.after == one.before:
            continue
        obstacle = _obstacle(root, one.path) or _changed(root, one)
        if obstacle:
            _tell(f"{one.path}: rättas inte, för {obstacle}")
            continue
        full = root / one.path
        mode = stat.S_IMODE(full.stat().st_mode)
        write_atomic(full, one.after)
        full.chmod(mode)
        written.append(one)
    return written


def show(made: Iterable[Mended]) -> list[Mended]:
    """Print the patch of all files, and return those in it."""
    changed = [one for one in made if one.after != one.before]
    sys.stdout.flush()
    sys.stdout.buffer.write(b"".join(patch(one.path, one.before, one.after) for one in changed))
    sys.stdout.buffer.flush()
    return changed


def tell(made: Iterable[Mended], changed: Sequence[Mended], left: int | None = None) -> None:
    """Say on the terminal what was mended, what was taken back, and how much is `left` (None: nothing was written)."""
    for one in changed:
        _tell(f"{one.path}: {_mended(one.count)}" if left is not None else f"{one.path}: {one.count} skulle rättas")
    for one in made:
        for refused in one.refused:
            why = f"gav nya fel [{', '.join(refused.errors)}]" if refused.errors else "hjälpte inte"
            title = refused.finding.fix.title if refused.finding.fix else ""
            _tell(f"{one.path}:{refused.finding.place}: ”{title}” togs tillbaka, för det {why}")
    count = sum(one.count for one in changed)
    files = f"{len(changed)} {'fil' if len(changed) == 1 else 'filer'}"
    if left is None:
        _tell(f"{count} skulle rättas i {files}. Inget är skrivet.")
    else:
        _tell(f"{_mended(count)} i {files}, {left} kvar.")


def _mended(count: int) -> str:
    return f"{count} {'rättad' if count == 1 else 'rättade'}"


def _obstacle(root: Path, path: str) -> str:
    """Why a file may not be written, or ""."""
    full = os.path.join(os.path.realpath(root), path)  # noqa: PTH118 - `Path` has no such question
    if os.path.realpath(full) != full:
        return "den är en länk eller nås genom en"
    if not os.access(full, os.W_OK):
        return "den är skrivskyddad"
    return ""


def _changed(root: Path, one: Mended) -> str:
    try:
        same = bytes_of(root, one.path) == one.before
    except OSError:
        same = False
    return "" if same else "den ändrades under tiden; kör igen"


def _tell(line: str) -> None:
    print(line, file=sys.stderr)
