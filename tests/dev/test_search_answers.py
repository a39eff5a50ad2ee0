"""The file of queries, and how answers are held to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rodtrad.dev.search import Answer, Query, queries, recall
from rodtrad.errors import UsageError

FILE = Path(__file__).parents[1] / "search_queries.yaml"


def test_there_are_many_queries_and_a_third_is_held_out() -> None:
    parts = queries(FILE)
    every = [query for part in parts.values() for query in part]
    assert len({query.words.casefold() for query in every}) == len(every) >= 90
    assert len(parts["held-out"]) * 3 >= len(parts["tuned"] + parts["held-out"])
    assert [query for query in every if not 0 < len(query.pages) <= 3] == []


@pytest.mark.parametrize(
    ("wanted", "shown", "found"),
    [
        (["a/"], ["b/", "a/"], True),
        (["a/"], ["b/", "a/#x"], True),
        (["a/#x"], ["a/"], False),
        (["a/#x"], ["a/", "a/#x"], True),
        (["a/", "c/"], ["c/"], True),
        (["a/"], [], False),
    ],
)
def test_when_a_query_is_answered(wanted: list[str], shown: list[str], found: bool) -> None:
    assert Answer(Query("q", wanted), shown).found is found


def test_recall_is_the_share_that_is_found() -> None:
    answers = [Answer(Query("q", ["a/"]), [link]) for link in ("a/", "b/", "a/", "a/")]
    assert recall(answers) == 0.75


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "queries.yaml").write_text("tuned: [", "utf-8")
    with pytest.raises(UsageError, match=r"queries\.yaml"):
        queries(tmp_path / "queries.yaml")
