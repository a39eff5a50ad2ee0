"""What is written in `format/*.md` is what is read: the format as cases."""

from __future__ import annotations

import pytest

from format_cases import HOME, cases, difference, faults, words
from format_seen import Case
from rodtrad.face import Role
from rodtrad.quantities import TimeKind

FILES = sorted(HOME.glob("*.md"))
CASES = [case for path in FILES for case in cases(path)]


def _id(case: Case) -> str:
    return f"{case.suite}: {case.name}"


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_case(case: Case) -> None:
    assert not faults(case)
    told = difference(case)
    if told:
        pytest.fail(f"{_id(case)}\n{told}", pytrace=False)


def test_every_file_has_cases() -> None:
    assert {path.stem for path in FILES} == {case.suite for case in CASES}
    assert len(CASES) >= 60
    names = [_id(case) for case in CASES]
    assert len(set(names)) == len(names)


def test_every_role_relation_and_kind_of_time_occurs() -> None:
    assert words(CASES, "blocks", "role") == set(Role)
    assert words(CASES, "times", "kind") == set(TimeKind)
    relations = {"way", "follows", "meets", "recommendation", "challenge", "indicator", "at", "mention"}
    assert words(CASES, "links", "relation") == relations


TEXT = b"---\nid: a\ntitel: A\n---\n\n## Om [B](b.md)\n\nEtt.\n\nTv\xc3\xa5 inom 3 dagar.\n"


def _made(**expected: object) -> Case:
    return Case("made", "up", "prose", {"content/handbok/a.md": TEXT}, [("content/handbok/a.md", dict(expected))])


def test_a_difference_is_told() -> None:
    rows = [{"id": "om-b", "role": "chapter"}, {"id": "om-b/2"}, {"id": "om-b/3", "title": "Tre."}]
    told = difference(_made(blocks=rows, matter={"titel": "A"}))
    assert told.splitlines() == [
        "--- content/handbok/a.md · blocks: expected",
        "+++ content/handbok/a.md · blocks: got",
        "@@ -1,3 +1,3 @@",
        " - {id: om-b, role: chapter}",
        "+- {id: om-b/1}",
        " - {id: om-b/2}",
        "-- {id: om-b/3, title: Tre.}",
    ]


def test_a_named_list_must_match_wholly() -> None:
    assert difference(_made(links=[{"target": "handbok/b", "at": "6:7"}])) == ""
    assert "+- {block: om-b" in difference(_made(links=[]))
    assert "no such key: plats" in difference(_made(links=[{"plats": "6:7"}]))
    assert difference(_made(document={"key": "handbok/b"}))


@pytest.mark.parametrize(
    "case",
    [
        _made(),
        _made(bloks=[{"id": "a"}]),
        _made(blocks=[{}]),
        Case("made", "up", "", {}, []),
    ],
)
def test_a_case_that_says_nothing_is_refused(case: Case) -> None:
    assert faults(case)
