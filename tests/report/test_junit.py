"""JUnit's XML holds its schema whatever is in a text, and only errors fail."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from reported import PATH, found, hostile, hostile_line, result, suites

from rodtrad.finding import Result, Severity
from rodtrad.report import junit
from rodtrad.source import Place

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "junit-10.xsd"))


def read(result: Result) -> etree._Element:
    root = etree.fromstring(junit.write(result, hostile_line).encode())
    SCHEMA.assertValid(root)
    return root


def test_the_schema_holds_for_hostile_words_for_nothing_and_for_all_that_rules_say() -> None:
    read(hostile())
    read(result())
    said, _ = suites()
    assert len(read(said).findall("testsuite/testcase")) == len(said.findings) > 300


def test_the_schema_would_tell_what_is_wrong() -> None:
    root = read(hostile())
    del root[0].attrib["tests"]
    assert not SCHEMA.validate(root)


@given(st.text(), st.text())
@example("content/\udcff.md", "\ud800")
def test_any_words_are_xml(path: str, message: str) -> None:
    (case,) = read(result(found(path or "x", message=message))).findall("testsuite/testcase")
    assert len(case) == 1


def about(node: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in node.items()}


def test_a_file_is_a_suite_and_only_errors_fail() -> None:
    root = read(
        result(
            found("a.md", Place(2, 3, 2, 4), message="Först.", hint="Skriv `å`."),
            found("a.md", Place(4, 1, 4, 2), message="Sedan.", severity=Severity.WARNING),
            found("b.md", severity=Severity.ADVICE),
        )
    )
    assert about(root) == {"name": "rodtrad check", "tests": "3", "failures": "1", "errors": "0"}
    first, second = root
    assert about(first) == {"name": "a.md", "tests": "2", "failures": "1", "errors": "0", "skipped": "1"}
    assert about(second) == {"name": "b.md", "tests": "1", "failures": "0", "errors": "0", "skipped": "1"}
    failure = first[0][0]
    assert (first[0].get("name"), first[0].get("classname")) == ("dead-link: Först.", "a.md")
    assert (failure.tag, failure.get("type"), failure.get("message")) == ("failure", "fel", "Först. Skriv `å`.")
    assert failure.text == "a.md:2:3: fel [dead-link] Först.\nSkriv `å`."
    assert (first[1][0].tag, first[1][0].get("type")) == ("skipped", "varning")


def test_tests_keep_their_names_when_the_text_moves_and_two_have_two() -> None:
    def names(*lines: int) -> list[str | None]:
        said = result(*(found(place=Place(line, 1, line, 1)) for line in lines))
        return [case.get("name") for case in read(said).iter("testcase")]

    assert names(1, 2) == names(5, 9) == ["dead-link: Det finns inget.", "dead-link: Det finns inget. (2)"]


def test_nothing_found_is_one_test_that_passed() -> None:
    root = read(result(files=9))
    (case,) = root.iter("testcase")
    assert len(case) == 0
    assert root.get("tests") == "1"
    assert PATH not in junit.write(result(files=9), hostile_line)
