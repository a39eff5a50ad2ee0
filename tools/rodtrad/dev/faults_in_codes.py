"""Known faults that only a list of codes can tell: the corpus gets one of its own codes, with made-up titles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rodtrad.codelists import FOLDER
from rodtrad.dev.faults import MARK, Fault

_CODES = r"^(  icd-10-se: [^\n]*)\]"
_LISTED = re.compile(r"^  icd-10-se: \[([^\]]*)\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A fault, in a project with a list of all codes that it had before, and of some that have ended."""

    fault: Fault
    ended: tuple[str, ...] = ()

    def __call__(self, project: Path) -> tuple[str, int]:
        """Write the list and plant the fault; return the file and the line."""
        texts = [path.read_text("utf-8") for path in sorted((project / "content").rglob("*.md"))]
        codes = {code.strip() for text in texts for said in _LISTED.findall(text) for code in said.split(",")}
        until = dict.fromkeys(codes, "") | dict.fromkeys(self.ended, "2015-12-31")
        rows = [f"{code}\tPåhittad titel\t1997-01-01\t{last}\n" for code, last in sorted(until.items())]
        path = project / FOLDER / "icd-10-se.tsv"
        path.parent.mkdir(exist_ok=True)
        path.write_text("Kod\tTitel\tGiltig från\tGiltig till\n" + "".join(rows), "utf-8")
        return self.fault(project)


FAULTS: Mapping[str, Listed] = {
    "category-instead-of-leaf": Listed(Fault(r"^(  icd-10-se: [^\n]*?)([A-Z][0-9]{2})\.[0-9]", rf"{MARK}\1\2")),
    "code-not-valid-in-year": Listed(Fault(_CODES, rf"{MARK}\1, A15.9]"), ended=("A15.9",)),
    "unknown-code": Listed(Fault(_CODES, rf"{MARK}\1, A15.9]")),
}
"""Rule → the change that it finds."""
