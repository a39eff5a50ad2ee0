"""Every planted fault is found by the rule that it is named after, on the line where it was planted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rodtrad.checking import check
from rodtrad.dev import corpus
from rodtrad.dev.defects import DEFECTS, plant
from rodtrad.finding import Severity
from rodtrad.rules import rules


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("corpus")
    corpus.write(10, directory)
    return directory


def test_the_corpus_itself_is_clean(project: Path) -> None:
    found = [f for f in check(project, jobs=1).findings if f.severity is not Severity.ADVICE]
    assert not found, found[:3]


def test_every_defect_is_a_rule() -> None:
    assert set(DEFECTS) <= set(rules())
    assert len(DEFECTS) >= 35


@pytest.mark.parametrize("slug", sorted(DEFECTS))
def test_defect_is_found_on_its_line(slug: str, project: Path) -> None:
    before = {p: p.read_bytes() for p in (project / "content").rglob("*") if p.is_file()}
    try:
        planted = plant(slug, project)
        changed = [p for p, data in before.items() if p.read_bytes() != data]
        assert [p.relative_to(project).as_posix() for p in changed] == [planted.file]
        findings = check(project, [planted.file], jobs=1).findings
        assert [f.place.line for f in findings if f.rule == slug] == [planted.line], findings[:5]
    finally:
        for path, data in before.items():
            path.write_bytes(data)


def test_unknown_slug_is_refused(project: Path) -> None:
    with pytest.raises(LookupError, match="known:"):
        plant("no-such-rule", project)


def test_command_line_prints_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.main(["10", str(tmp_path), "--defect", "duplicate-label"]) == 0
    said = json.loads(capsys.readouterr().out)
    line = (tmp_path / said["file"]).read_text(encoding="utf-8").splitlines()[said["line"] - 1]
    assert said["slug"] == "duplicate-label"
    assert line.startswith("#### A. ")
