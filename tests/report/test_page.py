"""The page: whole without other files, its words are words, its headings and links hold together."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from reported import HOSTILE, PATH, found, hostile, hostile_line, result, suites

from rodtrad.finding import Result, Severity
from rodtrad.report import html as page_report
from rodtrad.report import jsonl
from rodtrad.rules import rules
from rodtrad.source import Place
from rodtrad.telling import shown

HEAD = {"html", "head", "meta", "title", "style", "body", "main"}
BLOCKS = {"h1", "h2", "h3", "h4", "p", "nav", "section", "ul", "ol", "li", "pre", "blockquote"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
WORDS = {"a", "strong", "em", "code", "mark", "br"}


def every(tree: html.HtmlElement, path: str) -> list[str]:
    found = tree.xpath(path)
    assert isinstance(found, list)
    return [str(one) for one in found]


def page(result: Result, line: str = "") -> html.HtmlElement:
    text = page_report.write(result, lambda *_: line)
    tree = html.document_fromstring(text)
    assert {str(node.tag) for node in tree.iter()} <= HEAD | BLOCKS | TABLE | WORDS
    ids = every(tree, "//@id")
    assert len(ids) == len(set(ids))
    assert set(every(tree, "//@href")) <= {f"#{i}" for i in ids}
    assert set(every(tree, "//@aria-labelledby")) <= set(ids)
    assert not tree.xpath("//@*[starts-with(name(), 'on') or name() = 'src' or name() = 'style']")
    levels = [int(str(h.tag)[1]) for h in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    return tree


def words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def test_a_page() -> None:
    line = "Se [å😀](#x) här."
    finding = found("a.md", Place(3, 4, 3, 12), message="Det finns inget med id `x`.", hint="Menade du `y`?")
    tree = page(result(finding, found("b.md", severity=Severity.ADVICE, rule="internal-error"), files=46), line)
    assert tree.get("lang") == "sv"
    assert tree.findtext(".//title") == "Granskning: 1 fel, 1 råd i 46 filer"
    assert [words(li) for li in tree.findall(".//nav//li")] == ["a.md: 1 fel", "b.md: 1 råd"]
    first, second = tree.xpath("//ol[@class='findings']/li")
    assert words(first) == (
        "Fel på rad 3, tecken 4: Det finns inget med id x. Se [å😀](#x) här. Menade du y? Regel: dead-link"
    )
    assert first.findtext(".//mark") == "[å😀](#x)"
    assert first.xpath(".//a/@href") == ["#regel-dead-link"]
    assert second.xpath(".//a") == []
    assert [h.text_content() for h in tree.iter("h3")] == [rules()["dead-link"].title.replace("`", "")]


def test_nothing_found() -> None:
    tree = page(result(files=2))
    assert words(tree.find("body")) == "Granskning Inga anmärkningar i 2 filer."


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    text = page_report.write(hostile(), hostile_line)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert policy[1] == "default-src 'none'; style-src 'unsafe-inline'"
    assert "url(" not in text
    assert "@import" not in text


def test_hostile_words_are_words() -> None:
    tree = page(hostile(), HOSTILE.replace("\n", "").replace("\r", ""))
    text = tree.text_content()
    assert text.count("<script>alert(1)</script>") >= 6
    assert not set("\x1b\u202e\u2066\x0b") & set(page_report.write(hostile(), hostile_line))


@given(st.text(), st.text(), st.integers(1, 40), st.integers(0, 40))
def test_any_words_are_shown(message: str, line: str, column: int, length: int) -> None:
    finding = found(message=message, place=Place(1, column, 1, column + length))
    (item,) = page(result(finding), line).xpath("//ol/li")
    assert "".join(shown(message).replace("`", "").split()) in "".join(item.text_content().replace("`", "").split())


def test_every_rule_can_be_explained() -> None:
    tree = page(result(*(found(rule=slug) for slug in rules())))
    assert [str(h.get("id")) for h in tree.iter("h3")] == [f"regel-{slug}" for slug in rules()]
    assert tree.text_content().count("Varför: ") == len(rules())


def test_all_that_rules_say() -> None:
    said, _ = suites()
    assert len(page(said).xpath("//ol[@class='findings']/li")) == len(said.findings)


@pytest.mark.parametrize(
    ("line", "place", "shown_line"),
    [
        ("x" * 300 + "FEL" + "y" * 300, Place(1, 301, 1, 304), f"…{'x' * 120}[FEL]{'y' * 120}…"),
        ("kort FEL", Place(1, 6, 2, 4), "kort [FEL]"),
        ("FEL" * 200, Place(1, 1, 1, 601), f"[{'FEL' * 80}]{'FEL' * 40}…"),
        ("kort", Place(1, 9, 1, 9), "kort"),
        ("a\u030ab", Place(1, 1, 1, 3), "[a\u030a]b"),
    ],
)
def test_the_line_is_shown_with_its_place(line: str, place: Place, shown_line: str) -> None:
    text = page_report.write(result(found(place=place)), lambda *_: line)
    (excerpt,) = re.findall("<pre><code>(.*)</code></pre>", text)
    assert excerpt.replace("<mark>", "[").replace("</mark>", "]") == shown_line


def test_jsonl_is_one_object_a_line() -> None:
    said = hostile()
    lines = jsonl.write(said, hostile_line).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line)["message"] for line in lines] == [finding.message for finding in said.findings]
    assert json.loads(lines[1])["path"] == PATH
    assert jsonl.write(result(), hostile_line) == ""
