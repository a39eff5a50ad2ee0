"""The feed is made one document at a time, by several processes or one, and says the same as what was frozen before."""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodtrad.codes import systems
from rodtrad.compare import compare
from rodtrad.crew import Crew
from rodtrad.feed import models as m
from rodtrad.feed.items import canonical
from rodtrad.feed.payload import payload
from rodtrad.feed.releases import frozen, released
from rodtrad.feed.schema import schema_of
from rodtrad.feed_writing import Share, begin, finish, write, write_share
from rodtrad.files import Filling, Joined, claim, settle, write_tree
from rodtrad.html import Setting, html_and_words, to_html
from rodtrad.project import Project, open_project
from rodtrad.project import files as project_files
from rodtrad.quantities.times import has_figure
from rodtrad.reader import read
from rodtrad.tree import plain

ROOT = Path(__file__).parents[1]
SMALL = Path(__file__).parent / "golden" / "feed" / "project"
BASE = "https://rodtrad.example/"


@pytest.fixture(scope="module")
def project() -> Project:
    return open_project(ROOT)


def files(home: Path) -> dict[str, bytes]:
    return {p.relative_to(home).as_posix(): p.read_bytes() for p in home.rglob("*") if p.is_file()}


@pytest.mark.parametrize("shares", [1, 2, 7])
def test_the_same_bytes_however_the_work_is_shared(project: Project, tmp_path: Path, shares: int) -> None:
    """What goes between processes is what pickle carries: the plan there, and what stays of a share back."""
    write(ROOT, tmp_path / "whole", environment="acceptance", base=BASE)
    plan = begin(ROOT, tmp_path / "shared", environment="acceptance", base=BASE)
    done: list[Share] = []
    for number in reversed(range(shares)):
        share = write_share(iter(project.documents[number::shares]), project.library, pickle.loads(pickle.dumps(plan)))
        done.append(pickle.loads(pickle.dumps(share)))
    finish(plan, project.library, done)
    assert files(tmp_path / "shared") == files(tmp_path / "whole")


def test_what_stays_of_a_document_is_small(project: Project, tmp_path: Path) -> None:
    plan = begin(ROOT, tmp_path, environment="acceptance", base=BASE)
    share = write_share(project.documents, project.library, plan)
    written = sum(record.current.bytes for record in share.working.records)
    assert len(pickle.dumps(share.working)) < written / 10


def test_a_release_whose_text_is_gone_is_published_all_the_same(tmp_path: Path) -> None:
    gone = next(release.key for release in released(SMALL, "acceptance"))
    paths = [path for path in project_files(SMALL) if not path.endswith(f"/{gone}.md")]
    with Crew(SMALL, paths) as crew:
        write(SMALL, tmp_path, environment="acceptance", base=BASE, crew=crew)
    assert (tmp_path / "api/v1" / f"{gone}.json").is_file()
    assert not (tmp_path / "utkast/v1" / f"{gone}.json").exists()


def filled(value: Any) -> Any:
    """Without what is empty."""
    if isinstance(value, dict):
        return {k: v for k, v in ((k, filled(v)) for k, v in value.items()) if v is False or v not in ("", [], {}, 0)}
    return [filled(item) for item in value] if isinstance(value, list) else value


def test_what_was_frozen_is_read_and_an_unchanged_text_has_no_changes(project: Project) -> None:
    """Payloads that were frozen when what is empty was written out too say nothing else than those of today."""
    decoder = msgspec.json.Decoder(m.Payload)
    by_key = {document.face.key: document for document in project.documents}
    unchanged = 0
    for release in released(ROOT, "acceptance"):
        for event in release.versions:
            data = frozen(ROOT, event)
            assert filled(json.loads(canonical(decoder.decode(data)))) == filled(json.loads(data))
        document = by_key.get(release.key)
        before = json.loads(data)
        if document is None or document.face.sha256 != before["source"]["sha256"]:
            continue
        now = json.loads(canonical(payload(document, project.library, "acceptance", BASE)))
        assert compare(before, now) == []
        unchanged += 1
    assert unchanged


def test_what_is_empty_is_left_out_and_what_is_required_is_not() -> None:
    lines = "---\nid: a\ntitel: A\n---\n\n## Definition\n\nX.\n"
    document = read("content/indikatorer/a.md", lines.encode()).document
    assert document is not None
    data = json.loads(canonical(payload(document, open_project(SMALL).library, "draft", BASE)))
    assert (data["schemaVersion"], data["language"], data["licence"]) == ("1.0", "sv", "")
    (_, block) = data["content"]["blocks"]
    required = {"id", "stable", "role", "markdown", "html", "text", "standalone", "fingerprint"}
    assert block.keys() == required | {"parent"}
    assert set(schema_of(m.Payload)["$defs"]["Block"]["required"]) == required


def test_every_field_is_named_for_people_and_most_are_explained() -> None:
    said = [field for part in schema_of(m.Current)["$defs"].values() for field in part["properties"].values()]
    assert all(field["title"] for field in said)
    assert sum("description" in field for field in said) > len(said) / 2


def test_a_joined_file_is_written_when_a_part_has_changed(tmp_path: Path) -> None:
    def made(*parts: bytes) -> int:
        each = [(f"d/{number}.json", data) for number, data in enumerate(parts)]
        return write_tree(tmp_path / "ut", [*each, ("all.jsonl", Joined(tuple(path for path, _ in each)))])

    assert made(b"a\n", b"b\n") == 3
    assert (tmp_path / "ut/all.jsonl").read_bytes() == b"a\nb\n"
    assert made(b"a\n", b"b\n") == 0
    assert made(b"a\n", b"c\n") == 2
    assert (tmp_path / "ut/all.jsonl").read_bytes() == b"a\nc\n"
    assert made(b"a\n") == 2
    assert (tmp_path / "ut/all.jsonl").read_bytes() == b"a\n"


def test_two_that_fill_a_folder_never_write_at_one_place(tmp_path: Path) -> None:
    claim(tmp_path)
    with Filling(tmp_path) as one, Filling(tmp_path) as other:
        one.put("a", b"1")
        other.put("a", b"2")
    with pytest.raises(ValueError, match="two files at one place: 'a'"):
        settle(tmp_path, one.paths + other.paths)


def test_what_a_killed_run_had_not_put_in_place_goes(tmp_path: Path) -> None:
    write_tree(tmp_path, [("a", b"1")])
    (tmp_path / ".rodtrad-ny4711").mkdir()
    (tmp_path / ".rodtrad-ny4711/ny").write_bytes(b"half")
    (tmp_path / ".rodtrad-ny").write_bytes(b"half a list")
    (tmp_path / ".rodtrad-nyx").symlink_to(tmp_path / "a")
    write_tree(tmp_path, [("a", b"1")])
    assert sorted(p.name for p in tmp_path.iterdir()) == [".rodtrad", "a"]


def test_what_a_killed_helper_had_not_put_in_place_goes_when_the_others_are_done(tmp_path: Path) -> None:
    claim(tmp_path)
    Filling(tmp_path).put("a", b"1")  # never closed: as if it had been killed
    assert len(list(tmp_path.glob(".rodtrad-ny*"))) == 1
    settle(tmp_path, ["a"])
    assert sorted(p.name for p in tmp_path.iterdir()) == [".rodtrad", "a"]


@pytest.mark.parametrize("stop", ["begin", "share"])
def test_a_run_that_is_cut_off_between_its_steps_is_taken_up_again(tmp_path: Path, stop: str) -> None:
    project = open_project(SMALL)
    write(SMALL, tmp_path / "whole", environment="acceptance", base=BASE)
    plan = begin(SMALL, tmp_path / "ut", environment="acceptance", base=BASE)
    if stop == "share":
        write_share(project.documents[:2], project.library, plan)
    write(SMALL, tmp_path / "ut", environment="acceptance", base=BASE)
    assert files(tmp_path / "ut") == files(tmp_path / "whole")


def test_no_file_is_replaced_when_nothing_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(SMALL, tmp_path, environment="acceptance", base=BASE)

    def refuse(*_: object) -> None:
        raise AssertionError("a file was replaced")

    monkeypatch.setattr(os, "replace", refuse)
    assert write(SMALL, tmp_path, environment="acceptance", base=BASE) == 0


PIECES = st.sampled_from(
    [
        *(
            "ord",
            " ",
            "\n",
            "\n\n",
            "- a",
            "  - b",
            "> q",
            "`kod`",
            "```\nx\n```",
            "**s**",
            "[l](b.md)",
            "![alt](x.png)",
        ),
        *("[^n]", "\n[^n]: Not\n", "<b>", "<div>\n\n", "<!-- c -->", "  \n", "| a | b |\n| --- | --- |\n| c | `d` |"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_the_words_that_come_with_the_html_are_those_of_the_tree(text: str) -> None:
    document = read("content/vardforlopp/a.md", f"---\nid: a\ntitel: A\n---\n\n{text}\n".encode()).document
    assert document is not None
    setting = Setting(link=lambda _: None)
    for block in document.body.blocks:
        assert html_and_words(block.nodes, setting) == (to_html(block.nodes, setting), plain(*block.nodes))


@pytest.mark.parametrize("scheme", [system.scheme for system in systems().values() if system.prose])
def test_every_code_in_prose_has_a_figure(scheme: str) -> None:
    """The look-up by code passes over blocks without one."""
    prose = systems()[scheme].prose
    assert prose is not None
    find: Callable[[str], object] = prose.search

    @settings(max_examples=300, deadline=None)
    @given(st.text("ABCFISUlagförordning (.:#-§\u00a0", max_size=40))
    def without(text: str) -> None:
        assert not has_figure(text)
        assert find(text) is None

    without()
    assert has_figure(systems()[scheme].example)
