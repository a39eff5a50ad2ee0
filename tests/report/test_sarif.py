"""SARIF holds its schema whatever is in a text, tells what each rule means, and knows a finding again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import jsonschema_rs
import pytest
from msgspec.structs import replace
from reported import HOSTILE, PATH, found, hostile, hostile_line, reader, result, suites

from rodtrad.checking import Checked
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import link
from rodtrad.reader import read
from rodtrad.report import sarif
from rodtrad.rules import rules
from rodtrad.source import Place

WRITTEN = (Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8")
SCHEMA = json.loads(WRITTEN)
# One pattern in it, for the language, has a bracket too many, which this validator does not take.
VALID = jsonschema_rs.Draft4Validator(json.loads(WRITTEN.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}?$")))


def run(result: Checked, read_line: Any = lambda *_: "") -> dict[str, Any]:
    log = json.loads(sarif.write(result, read_line))
    assert [error.message for error in VALID.iter_errors(log)] == []
    return log["runs"][0]  # type: ignore[no-any-return]


def test_hostile_words_keep_the_schema_by_two_validators() -> None:
    for said in (hostile(), result()):
        run(said, hostile_line)
        jsonschema.Draft4Validator(SCHEMA).validate(json.loads(sarif.write(said, hostile_line)))


def test_the_schema_would_tell_what_is_wrong() -> None:
    log = json.loads(sarif.write(hostile(), hostile_line))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] = 0
    assert not VALID.is_valid(log)
    log = json.loads(sarif.write(hostile(), hostile_line))
    log["runs"][0]["results"][0]["levl"] = "error"
    assert not VALID.is_valid(log)


def test_everything_that_rules_say_keeps_the_schema() -> None:
    said, _ = suites()
    assert len(run(said)["results"]) == len(said.findings) > 300


def test_every_rule_brings_its_page() -> None:
    described = {rule["id"]: rule for rule in run(result())["tool"]["driver"]["rules"]}
    assert list(described) == list(rules())
    for slug, rule in rules().items():
        assert described[slug]["help"]["text"] == described[slug]["help"]["markdown"] == rule.page
        assert described[slug]["shortDescription"]["text"] == rule.title
        assert "Varför:" in described[slug]["help"]["text"]
        assert described[slug]["defaultConfiguration"]["level"] in ("error", "warning", "note")


def test_a_result_points_at_its_rule_also_at_one_without_a_page() -> None:
    one = run(result(found(rule="internal-error"), found(rule="dead-link", place=Place(2, 1, 2, 1))))
    described = one["tool"]["driver"]["rules"]
    assert [described[r["ruleIndex"]]["id"] for r in one["results"]] == ["internal-error", "dead-link"]
    assert described[-1] == {"id": "internal-error"}


@pytest.mark.parametrize(
    ("severity", "level"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.ADVICE, "note")]
)
def test_levels(severity: Severity, level: str) -> None:
    assert run(result(found(severity=severity)))["results"][0]["level"] == level


def test_a_file_is_an_address_below_the_root() -> None:
    file = run(result(found("content/å b#%.md")))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert file == {"uri": "content/%C3%A5%20b%23%25.md", "uriBaseId": "%SRCROOT%"}
    assert unquote(file["uri"]) == "content/å b#%.md"
    odd = run(result(found("content/\udcff.md")))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert odd["uri"] == "content/%FF.md"


def test_braces_are_no_arguments_but_in_an_edit_they_are_as_written() -> None:
    finding = found(message="Skriv `{#id}`.", hint="", fix=Fix("Skriv `{0}`", (Edit(0, 1, "{#id}"),), safe=False))
    (one,) = run(result(finding), lambda *_: "xy")["results"]
    assert one["message"]["text"] == "Skriv `{{#id}}`."
    (fix,) = one["fixes"]
    assert fix["description"]["text"] == "Skriv `{{0}}`"
    assert fix["properties"] == {"safe": False}
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"]["text"] == "{#id}"


def test_a_fix_without_edits_is_none() -> None:
    assert "fixes" not in run(result(found(fix=Fix("Inget", ()))))["results"][0]


def prints(*findings: Any, line: Any = lambda *_: "Rad") -> list[str]:
    return [r["partialFingerprints"]["rodtrad/v1"] for r in run(result(*findings), line)["results"]]


def test_a_finding_is_known_again_when_lines_above_it_come_and_spaces_change() -> None:
    before = prints(found(place=Place(3, 4, 3, 11)), line=lambda _, n: "Se [å](#x)." if n == 3 else "")
    moved = prints(found(place=Place(9, 8, 9, 16)), line=lambda _, n: "  Se   [a\u030a](#x). " if n == 9 else "")
    assert before == moved
    assert prints(found(message="Rad 3 säger `x`.")) == prints(found(message="Rad 9 har `x`."))


def test_a_finding_in_one_block_is_another_than_in_the_next() -> None:
    """Else one that is mended would be taken for one that is new, where equal lines stand in several places."""
    text = "---\nid: a\ntitel: A\n---\n\n## Om\n\nSe [x](b.md).\n\n## Mer\n\nSe [x](b.md).\n"
    document = read(PATH, text.encode()).document
    assert document
    place = Place(8, 4, 8, 13)
    first, second = found(place=place), found(place=replace(place, line=12, end_line=12))
    library = link([document.face])

    def marks(*findings: Finding) -> list[str]:
        said = result(*findings, library=library)
        return [r["partialFingerprints"]["rodtrad/v1"] for r in run(said, reader({PATH: text.encode()}))["results"]]

    assert marks(second) == marks(first, second)[1:]


def test_a_finding_is_another_by_file_rule_words_and_number() -> None:
    twice = prints(found(), found(place=Place(2, 1, 2, 2)))
    assert len(set(twice)) == 2
    others = [prints(found("b.md")), prints(found(rule="x")), prints(found(), line=lambda *_: "Annan")]
    assert len({twice[0], *(one for (one,) in others)}) == 4
    assert prints(found(), found(PATH, message=HOSTILE))[1] == twice[0]
