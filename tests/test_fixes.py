"""Every fix that a rule offers in its suite mends the finding that it comes with, and breaks nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rodtrad.document import Document
from rodtrad.edits import put
from rodtrad.finding import Finding, Fix
from rodtrad.library import Library, link
from rodtrad.project import unreadable_keys
from rodtrad.reader import Reading, read
from rodtrad.rules import check_document, check_library, rules
from rodtrad.site.pages.rule_pages import can_mend
from rodtrad.source import Source
from suites import HOME, Case, cases, linked

NOT_IN_A_SUITE = {"unreadable-characters"}
"""A suite is text, and cannot hold what these mend."""

SLUGS = sorted(slug for slug in rules() if can_mend(slug) and slug not in NOT_IN_A_SUITE)


def library_of(readings: list[Reading]) -> Library:
    return link((r.document.face for r in readings if r.document), unreadable_keys(readings))


def said(case: Case, slug: str, changed: dict[str, bytes]) -> list[Finding]:
    """What the rule, and the reading, say of a case in which some files are changed."""
    with linked(replace(case, files={**case.files, **changed})) as (readings, library):
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
    tried = 0
    for case in cases(HOME / f"{slug}.md"):
        before = said(case, slug, {})
        for finding in (f for f in before if f.fix and f.rule == slug):
            assert finding.fix is not None
            tried += 1
            assert finding.fix.title, slug
            after = said(case, slug, {finding.path: mended(case.files[finding.path], finding.fix)})
            where = f"{case.name}: {finding.path}:{finding.place} {finding.message} → {finding.fix.title}"
            assert sum(f.rule == slug for f in after) < sum(f.rule == slug for f in before), where
            if read(finding.path, case.files[finding.path]).document:  # else more can be said once it can be read
                assert len(after) < len(before), f"{where}: mends one thing, breaks another"
    assert tried, "the page says that there is a fix, but the suite provokes none"


X = "content/vardforlopp/x.md"
HEAD = "---\nid: x\ntitel: X\n---\n\n"


def offered(text: str, slug: str, **others: str) -> Fix:
    """The only fix that a rule offers in a text."""
    files = {X: text.encode(), **{f"content/{path}": said.encode() for path, said in others.items()}}
    fixes = [f.fix for f in said(Case("x", files), slug, {}) if f.rule == slug and f.fix]
    assert len(fixes) == 1
    return fixes[0]


@pytest.mark.parametrize(
    ("slug", "text", "right", "safe"),
    [
        # Control characters cannot stand in a suite: it is read as text.
        ("unreadable-characters", f"{HEAD}Ta\u2028prov\x07 nu.\u200f\n", f"{HEAD}Ta prov nu.\n", True),
        ("unreadable-characters", f"{HEAD}Ge \u202e01 mg.\n", f"{HEAD}Ge 01 mg.\n", False),
        ("missing-front-matter", "\n\n---\nid: x\n---\n", "---\nid: x\n---\n", True),
        ("missing-front-matter", "---\nid: x\n--\n\nText.\n", "---\nid: x\n---\n\nText.\n", True),
        ("missing-front-matter", "---\nid: x\n\nText.\n", "---\nid: x\n---\n\nText.\n", False),
        ("missing-front-matter", '# "En" text #\n', '---\nid: x\ntitel: "En text"\n---\n\n# "En" text #\n', False),
        ("missing-key", "---\ntitel: X\n---\n", "---\nid: x\ntitel: X\n---\n", True),
        ("duplicate-key", "---\nid: x\ntitel: X\ntitel: X\n---\n", HEAD[:-1], True),
        ("unneeded-allowance", f"{HEAD}A. <!-- tillåt: dead-link – kommer -->\n\nB.\n", f"{HEAD}A.\n\nB.\n", True),
        ("unneeded-allowance", f"{HEAD}A.\n\n<!-- tillåt: dead-link – skäl -->\n\nB.\n", f"{HEAD}A.\n\nB.\n", True),
        ("wrong-heading-level", f"{HEAD}# X\n\nText.\n", f"{HEAD}Text.\n", True),
        (
            "wrong-heading-level",
            f"{HEAD}## Om hälsotillståndet\n\nText.\n\n# Flödesschemat\n",
            f"{HEAD}## Om hälsotillståndet\n\nText.\n\n## Flödesschema för vårdförloppet\n",
            False,
        ),
        ("empty-link-list", f"{HEAD}- Mät:\n - a\n   b\n\n- C\n", f"{HEAD}- Mät:\n  - a\n    b\n\n- C\n", False),
        ("empty-link-list", f"{HEAD}1. Mät:\n  - a\n  - b\n", f"{HEAD}1. Mät:\n   - a\n   - b\n", False),
        (
            "broken-table",
            f"{HEAD}Om:\nA\tB\n> 6\t2 | 3\nMer.\n",
            f"{HEAD}Om:\n\n| A | B |\n| --- | --- |\n| > 6 | 2 \\| 3 |\n\nMer.\n",
            False,
        ),
        ("malformed-id", f"{HEAD}- Se. {{#å}}\n- [A](#å). {{#b}}\n", f"{HEAD}- Se. {{#a}}\n- [A](#a). {{#b}}\n", False),
        ("misplaced-id", f"{HEAD}- Se {{#a}} nu.  \n", f"{HEAD}- Se nu. {{#a}}  \n", True),
        ("hidden-definition", f"{HEAD}[1]: EAU-2024\n", f"{HEAD}[^1]: EAU-2024\n", False),
        ("broken-table", f"{HEAD}| A | B |\n| 1 | 2 |\n", f"{HEAD}| A | B |\n| --- | --- |\n| 1 | 2 |\n", True),
        (
            "broken-table",
            f"{HEAD}| A | B |\n| --- | --- |\n| 1 | 2 |\n\n| 3 | 4 |\n",
            f"{HEAD}| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |\n",
            False,
        ),
        (
            "chapter-out-of-order",
            f"{HEAD}## Referenser\n\nR\n\n## Om hälsotillståndet\n\n### Förekomst\n\nH\n\n## Ingång och utgång\n\nI\n",
            f"{HEAD}## Om hälsotillståndet\n\n### Förekomst\n\nH\n\n## Ingång och utgång\n\nI\n\n## Referenser\n\nR\n",
            False,
        ),
        (
            "chapter-out-of-order",
            f"{HEAD}## Om hälsotillståndet\n\nH\n\n## Ingång och utgång\n\nI\n\n## Omfattning av kunskapsstödet\n\nO\n",
            f"{HEAD}## Omfattning av kunskapsstödet\n\nO\n\n## Om hälsotillståndet\n\nH\n\n## Ingång och utgång\n\nI\n",
            False,
        ),
        (
            "unordered-decision-log",
            "---\nid: x\nbeslutslogg:\n  - organ: b\n    datum: 2021\n  - organ: a\n    datum: 2020\n---\n",
            "---\nid: x\nbeslutslogg:\n  - organ: a\n    datum: 2020\n  - organ: b\n    datum: 2021\n---\n",
            True,
        ),
    ],
)
def test_what_a_fix_writes(slug: str, text: str, right: str, safe: bool) -> None:
    fix = offered(text, slug)
    assert put(Source.read(X, text.encode()), text.encode(), fix.edits) == right.encode()
    assert fix.safe is safe


def test_a_vague_link_takes_the_title_of_what_it_leads_to() -> None:
    text = f"{HEAD}Se [här](y.md).\n"
    fix = offered(text, "vague-link-text", **{"vardforlopp/y.md": "---\nid: y\ntitel: Ypsilon\n---\n"})
    assert mended(text.encode(), fix) == f"{HEAD}Se [Ypsilon](y.md).\n".encode()
    assert not fix.safe


def test_an_indicator_is_linked_by_its_title() -> None:
    text = f"{HEAD}## Kvalitetsuppföljning\n\n### Resultatmått\n\n- Upplevd hälsa. {{#i-a}}\n"
    indicator = {"indikatorer/halsa.md": "---\nid: halsa\ntitel: Upplevd hälsa\n---\n"}
    fix = offered(text, "indicator-without-link", **indicator)
    assert "- [Upplevd hälsa](../indikatorer/halsa.md). {#i-a}" in mended(text.encode(), fix).decode()
    assert not fix.safe


def test_letters_are_written_anew_in_headings_and_links() -> None:
    text = f"{HEAD}## Vårdförloppets åtgärder\n\n### G\n\n#### A. Ett {{#a}}\n\n#### A. Två {{#b}}\n\nSe [A](#b).\n"
    after = mended(text.encode(), offered(text, "duplicate-label")).decode()
    assert "#### B. Två {#b}\n\nSe [B](#b)." in after


def test_a_misspelt_allowance_takes_the_name_of_the_rule_that_speaks() -> None:
    text = f"{HEAD}Se [B](b.md). <!-- tillåt: ded-link – kommer -->\n"
    reading = read(X, text.encode())
    assert reading.document is not None
    found = check_document(reading.document, library_of([reading]), rules().values())
    fix = next(f.fix for f in found if f.rule == "unneeded-allowance")
    assert fix is not None
    assert mended(text.encode(), fix) == text.replace("ded-link", "dead-link").encode()
    assert not fix.safe
