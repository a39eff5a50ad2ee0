"""Every planted fault is found by its rule, on its line, and no other rule speaks but for a reason."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from rodtrad.checking import check
from rodtrad.codelists import FOLDER, lists_of
from rodtrad.dev import corpus
from rodtrad.dev.defects import DEFECTS, plant
from rodtrad.finding import Finding
from rodtrad.library import Library, link
from rodtrad.project import files, read_file, unreadable_keys
from rodtrad.reader import Reading
from rodtrad.rules import check_document, check_library, rules

EXTRAS: Mapping[str, set[str]] = {
    # The state that is planted asks for more than one thing.
    "missing-decision": {"missing-participation", "undeclared-conflict-of-interest"},
    "missing-participation": {"missing-decision", "undeclared-conflict-of-interest"},
    "missing-review-date": {"missing-decision", "missing-participation", "undeclared-conflict-of-interest"},
    "undeclared-conflict-of-interest": {"missing-decision", "missing-participation"},
    # What is planted is wrong in two ways.
    "code-differs-from-who": {"unnamed-code"},
    "code-not-valid-in-year": {"unnamed-code"},
    "conflicting-relations": {"one-sided-relation"},
    "expired-body": {"wrong-approving-body"},
    "measure-type-mismatch": {"conflicting-link-text", "indicator-used-twice", "unused-indicator"},
    # What is taken away was needed elsewhere, or needed something itself.
    "duplicate-footnote": {"undefined-footnote"},
    "empty-chapter": {"unused-footnote"},
    "incomplete-register-entry": {"unknown-reference"},
    "leftover-template": {"unused-footnote"},
    "no-outcome-measure": {"chapter-out-of-order", "measure-type-mismatch"},
    "no-patient-reported-measure": {
        *("empty-chapter", "goal-without-indicator", "no-outcome-measure", "unused-indicator"),
    },
    "uncited-figure": {"unused-footnote"},
    # Goal, action and indicator say three different times.
    "goal-action-limit-mismatch": {"indicator-window-mismatch"},
    # To speak of it is not to use it.
    "superseded-indicator": {"unused-indicator"},
    # Told in both documents.
    "contradicting-time-limit": {"contradicting-time-limit", "copied-action"},
    "overlapping-entry": {"overlapping-entry"},
    # Told wherever the edition is cited.
    "replaced-edition-chain": {"superseded-guideline"},
}
"""Planted fault → rules that find something beside it, as they should."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus on disk, everything in it, and what the answers about each document rest on."""

    root: Path
    readings: Mapping[str, Reading]
    answers: Mapping[str, Mapping[str, str]]

    def findings(self, changed: Iterable[str]) -> list[Finding]:
        """What a check of the whole finds when these files have changed: in others, only if they rest on a change."""
        readings = {**self.readings, **{path: read_file(self.root, path) for path in changed}}
        library = linked(self.root, readings.values())
        said = [finding for reading in readings.values() for finding in reading.findings]
        said += check_library(library, rules().values())
        for path, reading in readings.items():
            rests_on = self.answers.get(path, {})
            if reading is self.readings.get(path) and all(library.answer(key) == was for key, was in rests_on.items()):
                continue
            if reading.document:
                said += check_document(reading.document, library, rules().values())
        return said


def linked(root: Path, readings: Iterable[Reading]) -> Library:
    """The library of what was read."""
    faces = [reading.document.face for reading in readings if reading.document]
    return link(faces, unreadable_keys(readings), lists_of(root))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    root = tmp_path_factory.mktemp("corpus")
    corpus.write(10, root)
    readings = {path: read_file(root, path) for path in files(root)}
    library = linked(root, readings.values())
    answers: dict[str, dict[str, str]] = {}
    for path, reading in readings.items():
        assert reading.document
        tracked, asked = library.tracked()
        assert not check_document(reading.document, tracked, rules().values())
        answers[path] = {key: library.answer(key) for key in asked}
    return Corpus(root, readings, answers)


@pytest.mark.parametrize("seed", [0, 1])
def test_the_corpus_itself_is_clean(seed: int, tmp_path: Path) -> None:
    corpus.write(20, tmp_path, seed)
    found = check(tmp_path, jobs=1).findings
    assert not found, found[:3]


def test_every_defect_is_a_rule() -> None:
    assert set(EXTRAS) <= set(DEFECTS)
    assert set(DEFECTS) <= set(rules())
    assert len(DEFECTS) >= 35


def files_below(made: Corpus) -> set[Path]:
    return {path for path in (made.root / "content").rglob("*") if path.is_file()}


@pytest.mark.parametrize("slug", sorted(DEFECTS))
def test_defect_is_found_on_its_line_and_nothing_else(slug: str, made: Corpus) -> None:
    before = {p: p.read_bytes() for p in files_below(made)}
    try:
        planted = plant(slug, made.root)
        changed = {p for p, data in before.items() if p.read_bytes() != data}
        added = {p.relative_to(made.root).as_posix() for p in files_below(made) - before.keys()}
        assert {p.relative_to(made.root).as_posix() for p in changed} | added == {planted.file, *added}
        findings = made.findings({planted.file, *added})
        here = [f for f in findings if f.rule == slug and f.path == planted.file]
        assert [f.place.line for f in here] == [planted.line], findings[:5]
        assert {f.rule for f in findings if f not in here} == EXTRAS.get(slug, set())
    finally:
        shutil.rmtree(made.root / FOLDER, ignore_errors=True)
        for path in files_below(made) - before.keys():
            path.unlink()
        for path, data in before.items():
            if path.read_bytes() != data:
                path.write_bytes(data)


def test_the_corpus_is_clean_against_a_list_of_its_codes(tmp_path: Path) -> None:
    corpus.write(20, tmp_path)
    texts = {path: path.read_bytes() for path in (tmp_path / "content").rglob("*.md")}
    plant("unknown-code", tmp_path)
    for path, data in texts.items():
        path.write_bytes(data)
    assert lists_of(tmp_path)
    assert not check(tmp_path, jobs=1).findings


def test_unknown_slug_is_refused(made: Corpus) -> None:
    with pytest.raises(LookupError, match="known:"):
        plant("no-such-rule", made.root)


def test_command_line_prints_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.main(["10", str(tmp_path), "--defect", "duplicate-label"]) == 0
    said = json.loads(capsys.readouterr().out)
    line = (tmp_path / said["file"]).read_text(encoding="utf-8").splitlines()[said["line"] - 1]
    assert said["slug"] == "duplicate-label"
    assert line.startswith("#### A. ")
