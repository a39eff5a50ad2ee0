"""What the rules share: how they are found, severities by state, and allowances."""

from __future__ import annotations

from difflib import get_close_matches
from types import ModuleType

import pytest

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import link
from rodtrad.model import Kind
from rodtrad.reader import read
from rodtrad.registry import modules
from rodtrad.rules import Family, Rule, _rule, by_state, check_document, rules
from rodtrad.rules._allowances import allow, allow_across, allowances
from rodtrad.source import START

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


def test_nothing_that_a_rule_says_of_itself_is_misspelt() -> None:
    said = ("BREAKS_MACHINES", "FAMILY", "KINDS", "MENDS", "SEVERITY")
    names = {
        f"{module.__name__}.{name}": get_close_matches(name, said, cutoff=0.75)
        for module in modules("rodtrad.rules").values()
        for name in vars(module)
        if name.isupper() and name[0] != "_" and name not in said
    }
    assert {name: near for name, near in names.items() if near} == {}


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ('FAMILY = Family.FLOW\nSEVERITY = "råd"\ndef check(document, library): ...', "SEVERITY"),
        ("def check(document, library): ...", "FAMILY"),
        ("FAMILY = Family.FLOW\nKINDS = Kind.PATHWAY\ndef check(document, library): ...", "KINDS"),
        ("FAMILY = Family.FLOW\nBREAKS_MACHINES = 1\ndef check(document, library): ...", "BREAKS_MACHINES"),
        ("FAMILY = Family.FLOW\ndef check(document): ...", "check"),
        ("FAMILY = Family.FLOW\n__doc__ = ''\ndef check(library): ...", "page"),
    ],
)
def test_a_rule_that_is_written_wrongly_says_what_is_wrong(source: str, what: str) -> None:
    module = ModuleType("rodtrad.rules.no_such", "Något är fel.")
    module.__dict__.update(Family=Family, Kind=Kind)
    exec(source, module.__dict__)
    with pytest.raises(TypeError, match=rf"no_such: .*{what}"):
        _rule(module)


def test_without_allowance_a_finding_stands() -> None:
    assert told("[A](#a)\n") == [("dead-link", 1)]


@pytest.mark.parametrize(
    "name", ["dead-link", "En länk leder till något som inte finns", "en länk leder till något som inte finns."]
)
def test_an_allowance_covers_the_block_below(name: str) -> None:
    assert told(f"Text.\n\n<!-- tillåt: {name} – kommer i maj -->\n\n[A](#a)\noch [B](#b)\n\n[C](#c)\n") == [
        ("dead-link", 8)
    ]


@pytest.mark.parametrize(
    "written",
    [
        "`dead-link` – kommer i maj",
        "[dead-link] – kommer i maj",
        "Dead-Link – kommer i maj",
        "dead-link– kommer i maj",
        "dead-link –kommer i maj",
        "dead-link — kommer i maj",
        "dead-link - kommer i maj",
        "dead-link -- kommer i maj",
        "en länk leder till\nnågot som inte finns – kommer i maj",
        "”En länk leder till något som inte finns” – kommer i maj",
    ],
)
def test_how_a_rule_and_a_reason_may_be_written(written: str) -> None:
    assert told(f"<!-- tillåt: {written} -->\n\n[A](#a)\n") == []


@pytest.mark.parametrize("start", ["Tillåt:", "TILLÅT:", "tillåt :", "tillåt"])
def test_how_an_allowance_may_begin(start: str) -> None:
    assert told(f"<!-- {start} dead-link – kommer i maj -->\n\n[A](#a)\n") == []


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.slug)
def test_every_rule_is_known_by_its_title(rule: Rule) -> None:
    (one,) = allowances(document(f"Text.\n\n<!-- tillåt: {rule.title} – skäl -->\n\nText.\n"))
    assert (one.rule, one.reason) == (rule.slug, "skäl")


def test_several_allowances_on_one_line() -> None:
    comments = "<!-- tillåt: dead-link – kommer --> <!-- tillåt: vague-link-text – citat -->"
    assert [(one.rule, one.reason) for one in allowances(document(f"Text.\n\n{comments}\n\nText.\n"))] == [
        ("dead-link", "kommer"),
        ("vague-link-text", "citat"),
    ]
    assert told(f"{comments}\n\n[A](#a)\n") == [("unneeded-allowance", 1)]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("- Text.\n\n  <!-- tillåt: dead-link – kommer -->\n\n  [A](#a)\n  [B](#b)\n\n  [C](#c)\n", [8]),
        ("- Text.\n- [A](#a)\n  <!-- tillåt: dead-link – kommer -->\n  [B](#b)\n- [C](#c)\n", [2, 5]),
        ("> <!-- tillåt: dead-link – kommer -->\n> [A](#a)\n\n[B](#b)\n", [4]),
        ("Text.\n\n<!-- tillåt: dead-link – kommer -->\n[A](#a)\n\n[B](#b)\n", [6]),
    ],
    ids=["item", "tight item", "quote", "directly above"],
)
def test_an_allowance_on_its_own_line_covers_the_block_below_wherever_it_stands(body: str, left: list[int]) -> None:
    assert told(body) == [("dead-link", line) for line in left]


def test_an_allowance_in_a_cell_covers_the_row() -> None:
    row = "| [A](#a) | [B](#b) <!-- tillåt: dead-link – kommer --> |"
    assert told(f"| x | y |\n| --- | --- |\n{row}\n| [C](#c) | z |\n") == [("dead-link", 4)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dead-link: kommer i maj", "`<!-- tillåt: dead-link – kommer i maj -->`"),
        ("dead-link (kommer i maj)", "`<!-- tillåt: dead-link – kommer i maj -->`"),
        ("dead-link, vague-link-text – citat", "en kommentar för varje regel"),
        ("En länk leder till nåt som inte finns – kommer", "`dead-link`"),
        ("ded-link – kommer", "`dead-link`"),
        ("", "inom `[ ]`"),
        ("vad som helst – kommer", "inom `[ ]`"),
        ("missing-key – kommer", "rätta det"),
    ],
)
def test_what_to_write_instead(name: str, words: str) -> None:
    one = document(f"Text.\n\n<!-- tillåt: {name} -->\n\nText.\n")
    (finding,) = check_document(one, link([one.face]), [])
    assert finding.rule == "unneeded-allowance"
    assert words in finding.hint


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
        ("<!-- tillåt: unknown-key – kommer -->", "går inte att göra undantag från"),
        ("<!-- tillåt: duplicate-id – kommer -->", "går inte att göra undantag från"),
        ("<!-- tillåt: ambiguous-alias – kommer -->", "går inte att göra undantag från"),
        ("<!-- tillåt: personal-identity-number -->", "går inte att göra undantag från"),
        ("<!-- tillåt: internal-error – kommer -->", "går inte att göra undantag från"),
        ("<!-- tillåt: unreadable-file – kommer -->", "går inte att göra undantag från"),
        ("<!-- tillåt: -->", "vilken regel"),
    ],
)
def test_what_is_wrong_with_an_allowance(comment: str, words: str) -> None:
    one = document(f"Text.\n\n{comment}\n\nText.\n")
    (finding,) = check_document(one, link([one.face]), [])
    assert finding.rule == "unneeded-allowance"
    assert finding.severity is Severity.WARNING
    assert words in finding.message
    assert finding.hint


@pytest.mark.parametrize("rule", ["internal-error", "unreadable-file", "duplicate-id", "ambiguous-alias"])
def test_what_machines_trip_over_is_not_allowed(rule: str) -> None:
    one = document(f"<!-- tillåt: {rule} – prov -->\n\nText.\n")
    said = Finding(one.face.path, START, rule, "Fel.")
    assert said in allow(one, [said])
    assert said in allow_across(one, [said])


def test_an_allowance_without_a_reason_allows_nothing() -> None:
    assert told("Text.\n\n<!-- tillåt: dead-link -->\n\n[A](#a)\n") == [("dead-link", 5), ("unneeded-allowance", 3)]


def test_other_comments_are_no_allowances() -> None:
    others = "<!-- tillåter: x – y -->\n\n<!-- x -->\n\n<!-- Tillåt inte dead-link – aldrig -->\n\n<!-- tillåtet -->\n"
    assert list(allowances(document(others))) == []


def test_a_rule_on_the_whole_library_is_allowed_where_it_speaks() -> None:
    comment = "<!-- tillåt: near-duplicate-title – paret är avsiktligt -->"
    one = document(f"{comment}\n\nText.\n\n<!-- tillåt: dead-link – kommer -->\n\nText.\n")
    said = check_document(one, link([one.face]), rules().values())
    twin = Finding(one.face.path, one.key("titel"), "near-duplicate-title", "Lika.")
    assert [f.rule for f in said if f.rule == "unneeded-allowance"] == ["unneeded-allowance"] * 2
    left = allow_across(one, [*said, twin])
    assert twin not in left
    assert [f.message for f in left if f.rule == "unneeded-allowance"] == [
        "Undantaget från `dead-link` behövs inte: regeln säger inget här."
    ]
    assert allow_across(one, said) == said, "nothing to allow: it is unneeded"


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
    assert [f.severity for f in by_state([finding], link([one.face]))] == [severity]
    assert [f.severity for f in by_state([finding], link([]))] == [rules()[slug].severity]


@pytest.mark.parametrize(
    ("states", "severity"),
    [
        (["utkast"], Severity.WARNING),
        (["utkast", "utkast"], Severity.WARNING),
        (["utkast", "remiss"], Severity.ERROR),
        (["remiss"], Severity.ERROR),
        ([], Severity.ERROR),
    ],
)
def test_an_indicator_takes_the_strictest_state_of_those_that_use_it(states: list[str], severity: Severity) -> None:
    use = "## Kvalitetsuppföljning\n\n### Processmått\n\n- [M](../indikatorer/m.md) {#i-m}\n"
    users = []
    for number, status in enumerate(states):
        text = (HEAD.format(status) + use).replace("id: x", f"id: x{number}")
        user = read(f"content/vardforlopp/x{number}.md", text.encode()).document
        assert user is not None
        users.append(user.face)
    measure = read("content/indikatorer/m.md", b"---\nid: m\ntitel: M\n---\n").document
    assert measure is not None
    finding = Finding(measure.face.path, measure.place(0), "missing-numerator", "Fel.")
    assert [f.severity for f in by_state([finding], link([*users, measure.face]))] == [severity]
