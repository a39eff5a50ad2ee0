"""A check: the same findings in one process or several, and whatever happens to one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from msgspec.structs import replace

from rodtrad import checking, crew
from rodtrad import project as project_module
from rodtrad.checking import check
from rodtrad.document import Document
from rodtrad.errors import ChangedError
from rodtrad.face import Face
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.project import files, open_project
from rodtrad.reader import Reading
from rodtrad.rules import rules
from rodtrad.store import Store

TEXT = "---\nid: {id}\ntitel: {id}\ntyp: {type}\nomfattning: fulltext\n---\n\nSe [nästa](n{next}.md).\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Seven pathways, each with a link to the next; the last leads nowhere, one has no front matter."""
    home = tmp_path / "content/vardforlopp"
    home.mkdir(parents=True)
    for number in range(7):
        kind = "vårdförlop" if number == 3 else "vårdförlopp"
        (home / f"n{number}.md").write_text(TEXT.format(id=f"n{number}", type=kind, next=number + 1), "utf-8")
    (home / "n5.md").write_text("Ingen början.\n", "utf-8")
    return tmp_path


@pytest.fixture
def parallel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "PARALLEL_FROM", 1)


def said(findings: Sequence[Finding]) -> list[tuple[str, int, str]]:
    return [(f.path.rpartition("/")[2], f.place.line, f.rule) for f in findings]


def test_what_is_found(project: Path) -> None:
    found = said(check(project, jobs=1).findings)
    assert ("n6.md", 8, "dead-link") in found
    assert ("n3.md", 4, "wrong-value") in found
    assert ("n5.md", 1, "missing-front-matter") in found
    assert not [f for f in found if f[0] == "n4.md" and f[2] == "dead-link"], "n5 is there, though it cannot be read"


@pytest.mark.usefixtures("parallel")
@pytest.mark.parametrize("jobs", [2, 3, 7])
def test_several_processes_find_the_same(project: Path, jobs: int) -> None:
    one, several = check(project, jobs=1), check(project, jobs=jobs)
    assert one.findings
    assert several.findings == one.findings
    assert (several.files, several.library) == (one.files, one.library)


Work = Callable[[Connection, Sequence[Connection], crew._Share, int], None]


def dies_at_once(pipe: Connection, inherited: Sequence[Connection], share: crew._Share, first: int) -> None:
    os._exit(9)


def dies_when_read(pipe: Connection, inherited: Sequence[Connection], share: crew._Share, first: int) -> None:
    share.read()
    pipe.send((share.packed(), share.unreadable, share.findings))
    os._exit(9)


def dies_when_checking(pipe: Connection, inherited: Sequence[Connection], share: crew._Share, first: int) -> None:
    share.read()
    pipe.send((share.packed(), share.unreadable, share.findings))
    pipe.recv()
    pipe.recv()
    os._exit(9)


@pytest.mark.usefixtures("parallel")
@pytest.mark.parametrize("work", [dies_at_once, dies_when_read, dies_when_checking])
def test_the_share_of_a_process_that_dies_is_done_all_the_same(
    project: Path, monkeypatch: pytest.MonkeyPatch, work: Work
) -> None:
    expected = check(project, jobs=1)
    monkeypatch.setattr(crew, "_help", work)
    found = check(project, jobs=3)
    assert found.findings == expected.findings
    assert found.library == expected.library


HANGING = """
import multiprocessing, os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # which is not so in what a script has started with "&"
from rodtrad import crew
from rodtrad.cli import run
crew.PARALLEL_FROM = 1
os.cpu_count = lambda: 3
def link(*_):
    print(*(process.pid for process in multiprocessing.active_children()), flush=True)
    time.sleep(60)
crew.link = link
sys.argv = ["rodtrad", "check", "--no-cache"]
run()
"""


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="asks /proc which processes there are")
@pytest.mark.parametrize("ended", [signal.SIGKILL, signal.SIGINT])
def test_no_process_is_left_behind_and_none_complains(project: Path, ended: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HANGING],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as first:
        assert first.stdout is not None
        pids = [int(pid) for pid in first.stdout.readline().split()]
        assert len(pids) == 2
        if ended is signal.SIGINT:
            os.killpg(first.pid, ended)  # as a terminal does
        else:
            first.kill()
        _, complaints = first.communicate(timeout=30)
    assert complaints == ""
    assert first.returncode == (130 if ended is signal.SIGINT else -9)
    until = time.monotonic() + 20
    while any(map(is_alive, pids)):
        assert time.monotonic() < until
        time.sleep(0.05)


WORKING = """
import multiprocessing, os, sys, time
from rodtrad import crew
from rodtrad.cli import run
from rodtrad.reader import Reading
crew.PARALLEL_FROM = 1
os.cpu_count = lambda: 3
first = os.getpid()
def read_file(root, path):
    if os.getpid() == first:
        print(*(process.pid for process in multiprocessing.active_children()), flush=True)
        time.sleep(60)
    time.sleep(0.5)
    return Reading(path, None, [])
crew.read_file = read_file
sys.argv = ["rodtrad", "check", "--no-cache"]
run()
"""


@pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="asks /proc which processes there are")
def test_nobody_works_on_for_a_first_process_that_was_killed(project: Path) -> None:
    for number in range(80):  # 13 seconds of work
        (project / f"content/vardforlopp/m{number}.md").write_text("x", "utf-8")
    with subprocess.Popen([sys.executable, "-c", WORKING], cwd=project, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        pids = [int(pid) for pid in first.stdout.readline().split()]
        assert len(pids) == 2
        first.kill()
    until = time.monotonic() + 6
    while any(map(is_alive, pids)):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_only_the_paths_asked_for_are_reported(project: Path) -> None:
    paths = ["content/vardforlopp/n6.md", "content/vardforlopp/borta.md"]
    found = check(project, paths)
    assert {f.path for f in found.findings} <= set(paths)
    assert ("n6.md", 8, "dead-link") in said(found.findings)
    assert ("borta.md", 1, "unreadable-file") in said(found.findings)
    assert found.files == 2


def test_only_the_rules_chosen_are_reported(project: Path) -> None:
    found = check(project, chosen=[rules()["dead-link"]])
    assert {f.rule for f in found.findings} == {"dead-link"}


@pytest.mark.parametrize("again", [False, True], ids=["first", "remembered"])
def test_a_rule_on_the_whole_library_is_allowed_in_a_document(tmp_path: Path, again: bool) -> None:
    home = tmp_path / "content/vardforlopp"
    home.mkdir(parents=True)
    head = "---\nid: {0}\ntitel: Sömnstörning hos vuxna\ntyp: vårdförlopp\nomfattning: fulltext\n---\n\n"
    comment = "<!-- tillåt: near-duplicate-title – paret är avsiktligt -->\n\n"
    (home / "a.md").write_text(head.format("a") + comment, "utf-8")
    (home / "b.md").write_text(head.format("b") + comment, "utf-8")
    store = Store(tmp_path / "minne.sqlite", "prov") if again else None
    for _ in range(2):
        found = [f for f in check(tmp_path, store=store).findings if f.rule != "missing-chapter"]
        assert "near-duplicate-title" not in [f.rule for f in found]
        assert len([f for f in found if f.rule == "unneeded-allowance"]) == 1, "it is said in one of the two only"
    (home / "a.md").write_text(head.format("a"), "utf-8")
    (home / "b.md").write_text(head.format("b"), "utf-8")
    assert "near-duplicate-title" in [f.rule for f in check(tmp_path, store=store).findings]


def test_texts_above_the_limit_are_read_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = check(project).findings
    monkeypatch.setattr(crew, "KEPT_BYTES", 0)
    assert check(project).findings == expected


def paths_of(documents: Iterable[Document], library: Library) -> list[str]:
    return [document.face.path for document in documents]


@pytest.mark.usefixtures("parallel")
@pytest.mark.parametrize("vanish", [True, False])
@pytest.mark.parametrize("which", [0, 1])
def test_a_text_that_changes_between_two_readings_is_told(project: Path, vanish: bool, which: int) -> None:
    paths = [path for path in files(project) if not path.endswith("n5.md")]
    with crew.Crew(project, files(project), keep=0, jobs=2) as workers:
        assert sorted(path for share in workers.each(paths_of) for path in share) == paths
        changed = project / paths[which]
        if vanish:
            changed.unlink()
        else:
            changed.write_text(changed.read_text("utf-8") + "\nMer.\n", "utf-8")
        with pytest.raises(ChangedError, match=f"{paths[which]} was changed"):
            workers.each(paths_of)


def fails_here(documents: Iterable[Document], library: Library, first: int) -> list[str]:
    if os.getpid() == first:
        raise ZeroDivisionError
    return ["answer to another question"]


@pytest.mark.usefixtures("parallel")
def test_after_a_fault_nobody_gets_the_answer_to_another_question(project: Path) -> None:
    with crew.Crew(project, files(project), jobs=2) as workers:
        with pytest.raises(ZeroDivisionError):
            workers.each(fails_here, os.getpid())
        with pytest.raises(RuntimeError, match="their share"):
            workers.each(paths_of)


@pytest.mark.usefixtures("parallel")
def test_what_a_dead_process_had_read_is_not_taken_for_what_there_is_now(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "_help", dies_when_read)
    with crew.Crew(project, files(project), jobs=2) as workers:
        mine = {face.path for face in workers._mine.faces}
        theirs = next(path for path in workers.library.by_path if path not in mine)
        (project / theirs).write_text((project / theirs).read_text("utf-8") + "\nMer.\n", "utf-8")
        with pytest.raises(ChangedError):
            workers.each(paths_of)


@pytest.mark.usefixtures("parallel")
def test_nothing_is_done_by_half_when_the_others_are_gone(project: Path) -> None:
    workers = crew.Crew(project, files(project), jobs=2)
    workers.close()
    with pytest.raises(RuntimeError, match="their share"):
        workers.each(paths_of)


def test_a_fault_in_the_reader_or_a_rule_costs_one_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: str, data: bytes, known: Face | None = None) -> Reading:
        if path.endswith("n1.md"):
            raise RecursionError("djupt")
        return real_read(path, data, known)

    def faulty(document: Document, library: Library) -> Iterator[Finding]:
        if document.face.id == "n2":
            raise KeyError("borta")
        yield from real_check(document, library)

    def always(library: Library) -> Iterator[Finding]:
        raise ZeroDivisionError

    real_read = project_module.read
    known = dict(rules())
    real_check = known["wrong-heading-level"].check
    assert real_check
    monkeypatch.setattr(project_module, "read", read)
    known["wrong-heading-level"] = replace(known["wrong-heading-level"], check=faulty)
    known["near-duplicate-title"] = replace(known["near-duplicate-title"], check=always)
    monkeypatch.setattr(checking, "_selected", lambda _: tuple(known.values()))
    found = check(project).findings
    faults = {f.path.rpartition("/")[2]: f for f in found if f.rule == "internal-error"}
    assert set(faults) == {"n0.md", "n1.md", "n2.md"}
    assert "ZeroDivisionError" in faults["n0.md"].message
    assert all(f.severity is Severity.ERROR for f in faults.values())
    assert "RecursionError: djupt" in faults["n1.md"].message
    assert "test_checking.py:" in faults["n2.md"].message
    assert ("n6.md", 8, "dead-link") in said(found)


@pytest.mark.usefixtures("parallel")
def test_progress_counts_all_files(project: Path) -> None:
    for number in range(40):
        (project / f"content/vardforlopp/m{number}.md").write_text("", "utf-8")
    seen: list[tuple[int, int]] = []
    check(project, jobs=2, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(40, 47)]


def test_reading_a_project_gives_what_a_check_links(project: Path) -> None:
    opened = open_project(project)
    assert opened.library == check(project).library
    assert [d.face.id for d in opened.documents] == [f"n{n}" for n in (0, 1, 2, 3, 4, 6)]
    assert [f.rule for f in opened.findings if f.path.endswith("n5.md")] == ["missing-front-matter"]
