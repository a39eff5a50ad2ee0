"""What tells a finding from all others, and stays the same when lines above it come and go."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from rodtrad.finding import Result
from rodtrad.report import ReadLine


def fingerprints(result: Result, read_line: ReadLine) -> Iterator[str]:
    """One for each finding, in order: of its file, rule, the words of its line, and which of several it is."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in result.findings:
        line = unicodedata.normalize("NFC", " ".join(read_line(finding.path, finding.place.line).split()))
        what = (finding.path, finding.rule, line)
        seen[what] += 1
        yield sha256("\0".join((*what, str(seen[what]))).encode(errors="surrogateescape")).hexdigest()
