"""Every fix that a rule offers in its suite mends the finding that it comes with, and breaks nothing else."""

from __future__ import annotations

import pytest

from rodtrad.document import Document
from rodtrad.finding import Finding, Fix
from rodtrad.library import Library, link
from rodtrad.project import unreadable_keys
from rodtrad.reader import Reading, read
from rodtrad.rules import check_document, check_library, rules
from rodtrad.source import Source
from suites import HOME, Case, cases

SLUGS = sorted(slug for slug in rules() if (HOME / f"{slug}.md").exists())


def library_of(readings: list[Reading]) -> Library:
    return link((r.document.face for r in readings if r.document), unreadable_keys(readings))


def said(case: Case, slug: str, changed: dict[str, bytes]) -> list[Finding]:
    """What the rule, and the reading, say of a case in which some files are changed."""
    readings = [read(path, data) for path, data in sorted({**case.files, **changed}.items())]
    library = library_of(readings)
    documents: list[Document] = [r.document for r in readings if r.document]
    found = [f for r in readings for f in r.findings]
    found += check_library(library, [rules()[slug]])
    for document in documents:
        found += check_document(document, library, [rules()[slug]])
    return found


def mended(data: bytes, fix: Fix) -> bytes:
    text = Source.read("x", data).text
    last = len(text) + 1
    for edit in sorted(fix.edits, key=lambda e: (e.start, e.end), reverse=True):
        assert 0 <= edit.start <= edit.end <= len(text), "an edit outside the file"
        assert edit.end <= last, "edits that overlap"
        last = edit.start
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text.encode()


@pytest.mark.parametrize("slug", SLUGS)
def test_fixes_mend(slug: str) -> None:
    for case in cases(HOME / f"{slug}.md"):
        before = said(case, slug, {})
        for finding in (f for f in before if f.fix and f.rule == slug):
            assert finding.fix is not None
            assert finding.fix.title, slug
            after = said(case, slug, {finding.path: mended(case.files[finding.path], finding.fix)})
            where = f"{case.name}: {finding.path}:{finding.place} {finding.message} → {finding.fix.title}"
            assert sum(f.rule == slug for f in after) < sum(f.rule == slug for f in before), where
            if read(finding.path, case.files[finding.path]).document:  # else more can be said once it can be read
                assert len(after) < len(before), f"{where}: mends one thing, breaks another"
