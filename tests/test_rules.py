"""What the rules share: how they are found, severities by state, and allowances."""

from __future__ import annotations

import pytest

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import link
from rodtrad.model import Kind
from rodtrad.reader import read
from rodtrad.rules import allowances, check_document, rules, shown

HEAD = "---\nid: x\ntitel: X\ntyp: vårdförlopp\nomfattning: fulltext\nstatus: {}\n---\n\n"


def document(body: str, status: str = "remiss") -> Document:
    found = read("content/vardforlopp/x.md", (HEAD.format(status) + body).encode()).document
    assert found is not None
    return found


def told(body: str, slug: str = "dead-link") -> list[tuple[str, int]]:
    """Rule and line (of the body) of what one rule says."""
    one = document(body)
    first = HEAD.count("\n")
    found = check_document(one, link([one.face]), [rules()[slug]])
    return [(finding.rule, finding.place.line - first) for finding in found]


def test_a_rule_is_what_its_module_says() -> None:
    rule = rules()["dead-link"]
    assert rule.over == "document"
    assert rule.breaks_machines
    assert rule.severity is Severity.ERROR
    assert rule.title == "En länk leder till något som inte finns"
    assert rules()["unknown-key"].over == "reader"
    assert rules()["generic-model-missing"].kinds == (Kind.PATHWAY,)
    assert list(rules()) == sorted(rules())


def test_without_allowance_a_finding_stands() -> None:
    assert told("[A](#a)\n") == [("dead-link", 1)]


@pytest.mark.parametrize(
    "name", ["dead-link", "En länk leder till något som inte finns", "en länk leder till något som inte finns."]
)
def test_an_allowance_covers_the_block_below(name: str) -> None:
    assert told(f"Text.\n\n<!-- tillåt: {name} – kommer i maj -->\n\n[A](#a)\noch [B](#b)\n\n[C](#c)\n") == [
        ("dead-link", 8)
    ]


def test_an_allowance_in_a_line_covers_the_line() -> None:
    assert told("- [A](#a) <!-- tillåt: dead-link – kommer i maj -->\n- [B](#b)\n") == [("dead-link", 2)]


def test_an_allowance_before_the_text_covers_all_of_it() -> None:
    assert told("<!-- tillåt: dead-link – kommer i maj -->\n\n[A](#a)\n\n## Rubrik\n\n[B](#b)\n") == []


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("<!-- tillåt: dead-link -->", "saknar skäl"),
        ("<!-- tillåt: dead-link – -->", "saknar skäl"),
        ("<!-- tillåt: ded-link – kommer -->", "ingen regel"),
        ("<!-- tillåt: dead-link – kommer -->", "behövs inte"),
    ],
)
def test_what_is_wrong_with_an_allowance(comment: str, words: str) -> None:
    one = document(f"Text.\n\n{comment}\n\nText.\n")
    (finding,) = check_document(one, link([one.face]), [])
    assert finding.rule == "unneeded-allowance"
    assert finding.severity is Severity.WARNING
    assert words in finding.message
    assert finding.hint


def test_an_allowance_without_a_reason_allows_nothing() -> None:
    assert told("Text.\n\n<!-- tillåt: dead-link -->\n\n[A](#a)\n") == [("dead-link", 5), ("unneeded-allowance", 3)]


def test_other_comments_are_no_allowances() -> None:
    assert list(allowances(document("<!-- tillåter: x – y -->\n\n<!-- x -->\n"))) == []


@pytest.mark.parametrize(
    ("slug", "status", "severity"),
    [
        ("missing-id", "utkast", Severity.WARNING),
        ("missing-id", "remiss", Severity.ERROR),
        ("dead-link", "utkast", Severity.ERROR),
        ("vague-link-text", "remiss", Severity.WARNING),
        ("insecure-link", "utkast", Severity.ADVICE),
    ],
)
def test_in_a_draft_an_error_is_a_warning_unless_it_breaks_a_machine(
    slug: str, status: str, severity: Severity
) -> None:
    one = document("Text.\n", status)
    finding = Finding(one.face.path, one.place(0), slug, "Fel.", severity=rules()[slug].severity)
    assert shown(finding, one.face).severity is severity
    assert shown(finding, None).severity is rules()[slug].severity
