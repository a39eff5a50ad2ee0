"""The handbook: pages as written, the example that passes the checker, and a page for each rule."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from family_pages import ROOT, dom, fact, made, real_pages, section, words

import suites
from rodtrad.checking import check
from rodtrad.rules import Family, check_document, check_library, rules
from rodtrad.site.pages import handbook, rule_pages

PAGE = ROOT / "content/handbok/skriva-vardforlopp.md"
FENCED = re.compile(r"^```markdown (?P<path>content/\S+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def example() -> dict[str, str]:
    """The files of the handbook's example; parts of one file are put together in order."""
    files: dict[str, str] = {}
    for part in FENCED.finditer(PAGE.read_text("utf-8")):
        files[part["path"]] = files.get(part["path"], "") + part["text"]
    return files


def test_the_example_passes_the_checker_without_a_finding(example: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("utgivet", "bilder"))
    for path, text in example.items():
        assert not (tmp_path / path).exists()
        (tmp_path / path).write_text(text, "utf-8")
    result = check(tmp_path, list(example))
    assert [f"{f.path}:{f.place}: {f.rule}" for f in result.findings] == []
    assert len(example) == 3


def test_a_fault_in_the_example_would_be_found(example: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("utgivet", "bilder"))
    for path, text in example.items():
        (tmp_path / path).write_text(text.replace("(#behandling)", "(#behandlign)"), "utf-8")
    assert {f.rule for f in check(tmp_path, list(example)).findings} >= {"dead-link"}


def test_the_example_is_small_but_whole(example: dict[str, str]) -> None:
    text = example["content/vardforlopp/exempelbesvar.md"]
    assert len(text) < 6000
    for chapter in (
        "Omfattning",
        "Om hälsotillståndet",
        "Ingång",
        "Vårdförloppets åtgärder",
        "Utmaningar",
        "Referenser",
    ):
        assert f"## {chapter}" in text


def test_pages_stand_in_their_order_and_decisions_apart() -> None:
    page = made(
        handbook,
        {
            "handbok/b.md": "---\nid: b\ntitel: Andra\nordning: 2\n---\n",
            "handbok/a.md": "---\nid: a\ntitel: Tredje\nordning: 10\n---\n",
            "handbok/c.md": "---\nid: c\ntitel: Första\nordning: 1\n---\n",
            "handbok/beslut/0001-x.md": "---\nid: 0001-x\ntitel: Beslut 1\ndatum: 2026-11-22\n---\n",
        },
    )["handbok/"]
    assert section(page, "skriva-och-granska") == "Första Andra Tredje"
    assert "Beslut 1, 22 november 2026" in section(page, "beslut")
    assert str(len(rules())) in section(page, "regler-och-ord")


def test_names_of_rules_lead_to_their_pages() -> None:
    text = "---\nid: a\ntitel: A\n---\n\nSe `dead-link` och `inte-en-regel`.\n\n```\ndead-link\n\n```\n"
    tree = dom(made(handbook, {"handbok/a.md": text})["handbok/a/"])
    assert [words(link) for link in tree.iterfind(".//a[@href]")] == ["dead-link"]
    assert tree.xpath("//pre[@class='rt-wrap']/code/text()") == ["dead-link"]


def test_each_rule_has_a_page_with_why_wrong_and_right() -> None:
    for slug, rule in rules().items():
        page = real_pages()[f"handbok/regler/{slug}/"]
        assert page.title == rule.title.replace("`", "")
        for id in ("varfor", "fel", "ratt", "undantag"):
            assert section(page, id), f"{slug}: {id}"
        assert fact(page, "Allvar").startswith(rule.severity.swedish)


def test_rules_that_can_never_be_set_aside_say_so() -> None:
    assert "går inte" in section(real_pages()["handbok/regler/missing-key/"], "undantag")
    assert "<!-- tillåt: vague-time-limit – skäl -->" in section(
        real_pages()["handbok/regler/vague-time-limit/"], "undantag"
    )


def test_the_list_has_every_rule_once_under_a_fitting_heading() -> None:
    tree = dom(real_pages()["handbok/regler/"])
    listed = [words(cell) for cell in tree.iterfind(".//td/code")]
    assert sorted(listed) == sorted(rules())
    headings = [words(heading) for heading in tree.iterfind(".//h2")]
    assert headings == [family.value for family in Family]


def _mended(slug: str) -> bool:
    """Whether any finding that the rule's suite provokes comes with a fix."""
    for case in suites.cases(suites.HOME / f"{slug}.md"):
        with suites.linked(case) as (readings, library):
            said = [f for r in readings for f in r.findings] + check_library(library, [rules()[slug]])
            documents = [r.document for r in readings if r.document]
            said += [f for d in documents for f in check_document(d, library, [rules()[slug]])]
        if any(f.fix for f in said if f.rule == slug):
            return True
    return False


def test_pages_say_rightly_whether_a_fix_exists() -> None:
    wrong = [
        slug
        for slug in rules()
        if slug != "unreadable-characters"  # a suite is text, and cannot hold what is mended there
        and (suites.HOME / f"{slug}.md").exists()
        and _mended(slug) != rule_pages.can_mend(slug)
    ]
    assert wrong == []
