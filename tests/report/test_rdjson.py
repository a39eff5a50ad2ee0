"""What reviewdog reads: its DiagnosticResult, no key that it does not know, what to write instead as suggestions."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest
from reported import found, hostile, hostile_line, result, suites

from rodtrad.finding import Edit, Fix, Result, Severity
from rodtrad.report import rdjson


def keys(needed: dict[str, Any], **may: Any) -> dict[str, Any]:
    """An object with these keys and no others."""
    return {
        "type": "object",
        "properties": needed | may,
        "required": list(needed),
        "additionalProperties": False,
    }


POSITION = keys({"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}})
RANGE = keys({"start": POSITION}, end=POSITION)
DIAGNOSTIC = keys(
    {
        "message": {"type": "string", "minLength": 1},
        "location": keys({"path": {"type": "string"}}, range=RANGE),
        "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
    },
    code=keys({"value": {"type": "string"}}, url={"type": "string"}),
    suggestions={"type": "array", "minItems": 1, "items": keys({"range": RANGE, "text": {"type": "string"}})},
)
VALID = jsonschema_rs.validator_for(
    keys({"source": keys({"name": {"type": "string"}}), "diagnostics": {"type": "array", "items": DIAGNOSTIC}})
)


def diagnostics(result: Result, read_line: Any = lambda *_: "") -> list[dict[str, Any]]:
    told = json.loads(rdjson.write(result, read_line))
    assert [error.message for error in VALID.iter_errors(told)] == []
    return told["diagnostics"]  # type: ignore[no-any-return]


def test_the_shape_holds_for_hostile_words_for_nothing_and_for_all_that_rules_say() -> None:
    assert len(diagnostics(hostile(), hostile_line)) == 4
    assert diagnostics(result()) == []
    said, _ = suites()
    assert len(diagnostics(said)) == len(said.findings) > 300


def test_the_shape_would_tell_what_is_wrong() -> None:
    """reviewdog's own schema would not: it needs no key, and takes any."""
    fix = Fix("Skriv `ö`", (Edit(0, 0, "ö"),))
    for right, wrong in (("message", "mesage"), ("range", "rnge"), ("suggestions", "suggestion"), ('"ERROR"', '"FEL"')):
        written = rdjson.write(result(found(fix=fix)), lambda *_: "")
        assert VALID.is_valid(json.loads(written))
        assert not VALID.is_valid(json.loads(written.replace(right, wrong))), right


@pytest.mark.parametrize(
    ("severity", "level"), [(Severity.ERROR, "ERROR"), (Severity.WARNING, "WARNING"), (Severity.ADVICE, "INFO")]
)
def test_levels(severity: Severity, level: str) -> None:
    assert diagnostics(result(found(severity=severity)))[0]["severity"] == level


def test_a_finding_says_what_to_write_and_where() -> None:
    finding = found(hint="Skriv `ö`.", fix=Fix("Skriv `ö`", (Edit(4, 5, "ö"),)))
    assert diagnostics(result(finding), lambda _, n: {1: "å", 2: "åäo"}.get(n, "")) == [
        {
            "message": "Det finns inget.\nSkriv `ö`.",
            "location": {
                "path": "content/vardforlopp/å b.md",
                "range": {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 1}},
            },
            "severity": "ERROR",
            "code": {"value": "dead-link"},
            "suggestions": [
                {"range": {"start": {"line": 2, "column": 5}, "end": {"line": 2, "column": 6}}, "text": "ö"}
            ],
        }
    ]


def test_several_edits_are_one_suggestion() -> None:
    fix = Fix("Byt båda", (Edit(6, 7, "2"), Edit(0, 1, "1"), Edit(3, 3, "!")))
    (told,) = diagnostics(result(found(fix=fix)), lambda _, n: "aå bcd e" if n == 1 else "")
    (suggestion,) = told["suggestions"]
    assert suggestion["text"] == "1å !bcd2"
    assert suggestion["range"] == {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 9}}
