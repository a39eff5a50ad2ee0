"""One known fault: which text it changes, and where the finding is expected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

MARK = "¶"
"""Stands in a replacement where the finding is expected; never written to the file."""

_LETTER = re.compile(r"@([a-z-]+)@")


@dataclass(frozen=True, slots=True)
class Fault:
    """A change of the first match of `pattern`; `@id@` in `new` becomes a link to that action with its letter."""

    pattern: str
    new: str
    folder: str = "vardforlopp"
    among: str = "status: remiss"
    """What the document contains: most faults count in full only from consultation on."""
    lacks: str = "par med:"

    def __call__(self, project: Path) -> tuple[str, int]:
        """Plant the fault; return the file and the line."""
        for path in sorted((project / "content" / self.folder).iterdir()):
            text = path.read_bytes().decode()
            found = re.search(self.pattern, text, re.MULTILINE | re.DOTALL)
            if found and self.among in text and not (self.lacks and self.lacks in text):
                break
        else:
            raise LookupError(f"no document in {self.folder} has a place for this fault")
        changed = text[: found.start()] + found.expand(_letters(self.new, text)) + text[found.end() :]
        at = changed.index(MARK)
        path.write_bytes((changed[:at] + changed[at + 1 :]).encode())
        return path.relative_to(project).as_posix(), changed.count("\n", 0, at) + 1


def _letters(new: str, text: str) -> str:
    """Write `@id@` as a link with the letter that the action has in this document."""

    def link(found: re.Match[str]) -> str:
        heading = re.search(rf"^#### ([A-Z]+)\. .*\{{#{found[1]}\}}$", text, re.MULTILINE)
        return f"[{heading[1] if heading else 'A'}](#{found[1]})"

    return _LETTER.sub(link, new)


NOTE = r"^(Schemat ritas [^\n]*)$"
"""A sentence of its own, where words can be added that concern nothing else."""
