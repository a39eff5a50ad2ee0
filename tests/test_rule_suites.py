"""Every rule has a suite, fires where the suite says and nowhere else, and has a page that explains it."""

from __future__ import annotations

import re

import pytest

from rodtrad.rules import Rule, rules
from suites import HOME, cases, findings

SLUGS = sorted(rules())


def test_every_suite_belongs_to_a_rule() -> None:
    assert sorted(path.stem for path in HOME.glob("*.md")) == SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_suite(slug: str) -> None:
    read = cases(HOME / f"{slug}.md")
    assert read, "a suite without cases tests nothing"
    for case in read:
        assert case.files, f"{case.name}: no document"
        assert findings(case, slug) == sorted(case.expected), case.name
    assert any(case.expected for case in read), "the rule is never seen to fire"
    assert any(not case.expected for case in read), "the rule is never seen to stay silent"


@pytest.mark.parametrize("slug", SLUGS)
def test_silencing_the_rule_fails_its_suite(slug: str) -> None:
    assert any(findings(case, slug, silenced=True) != sorted(case.expected) for case in cases(HOME / f"{slug}.md"))


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.slug)
def test_page(rule: Rule) -> None:
    first, *rest = rule.page.split("\n\n")
    assert "\n" not in first, "the first paragraph is the fault, on one line"
    assert first.endswith("."), "the fault is a sentence"
    assert len(first) <= 80
    for heading in ("Varför: ", "Fel: ", "Rätt: "):
        assert any(re.match(re.escape(heading) + r"\S", part) for part in rest), f"{heading!r} is missing"
