"""Every planted fault is found by the rule that it is named after, on the line where it was planted."""

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
from rodtrad.library import link
from rodtrad.project import files, read_file, unreadable_keys
from rodtrad.reader import Reading
from rodtrad.rules import check_document, check_library, rules


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus on disk and, kept from the first reading, everything in it."""

    root: Path
    readings: Mapping[str, Reading]

    def findings(self, path: str, added: Iterable[str] = ()) -> list[Finding]:
        """What a check of one file finds, when it has changed since the first reading and others were added."""
        reading = read_file(self.root, path)
        others = [r for name, r in self.readings.items() if name != path]
        others += [read_file(self.root, name) for name in added if name != path]
        faces = [r.document.face for r in (*others, reading) if r.document]
        library = link(faces, unreadable_keys([reading]), lists_of(self.root))
        found = [*reading.findings, *check_library(library, rules().values())]
        if reading.document:
            found += check_document(reading.document, library, rules().values())
        return [finding for finding in found if finding.path == path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    root = tmp_path_factory.mktemp("corpus")
    corpus.write(10, root)
    return Corpus(root, {path: read_file(root, path) for path in files(root)})


@pytest.mark.parametrize("seed", [0, 1])
def test_the_corpus_itself_is_clean(seed: int, tmp_path: Path) -> None:
    corpus.write(20, tmp_path, seed)
    found = check(tmp_path, jobs=1).findings
    assert not found, found[:3]


def test_every_defect_is_a_rule() -> None:
    assert set(DEFECTS) <= set(rules())
    assert len(DEFECTS) >= 35


def files_below(made: Corpus) -> set[Path]:
    return {path for path in (made.root / "content").rglob("*") if path.is_file()}


@pytest.mark.parametrize("slug", sorted(DEFECTS))
def test_defect_is_found_on_its_line(slug: str, made: Corpus) -> None:
    before = {p: p.read_bytes() for p in files_below(made)}
    try:
        planted = plant(slug, made.root)
        changed = {p for p, data in before.items() if p.read_bytes() != data}
        added = {p.relative_to(made.root).as_posix() for p in files_below(made) - before.keys()}
        assert {p.relative_to(made.root).as_posix() for p in changed} | added == {planted.file, *added}
        findings = made.findings(planted.file, added)
        assert [f.place.line for f in findings if f.rule == slug] == [planted.line], findings[:5]
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
