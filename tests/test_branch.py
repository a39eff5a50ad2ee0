"""What a branch touches, and which findings that concerns."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from rodtrad.branch import touched
from rodtrad.cli import main
from rodtrad.errors import UsageError

HEAD = "---\nid: {id}\ntitel: {title}\ntyp: vårdförlopp\nomfattning: fulltext\nstatus: remiss\n{more}---\n\n"
HOME = "content/vardforlopp"

Said = Callable[..., set[tuple[str, str]]]


def git(*words: str) -> str:
    settings = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *settings, *words], check=True, capture_output=True, text=True).stdout


def write(id: str, body: str = "Text.\n", *, title: str = "", more: str = "") -> None:
    Path(f"{HOME}/{id}.md").write_text(HEAD.format(id=id, title=title or f"Titel {id * 9}", more=more) + body, "utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pathways a–e in a folder of a repository on the branch `main`: each links to the next, and to nothing."""
    root = tmp_path / "repo/vård"
    (root / HOME).mkdir(parents=True)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(root)
    for id, after in zip("abcde", "bcdea", strict=True):
        write(id, f"Se [nästa]({after}.md) och [ingen](borta-{id}.md).\n")
    git("init", "-q", "-b", "main", "..")
    git("add", "-A")
    git("commit", "-qm", "Början")
    git("switch", "-qc", "gren")
    return root


@pytest.fixture
def said(project: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """Document and text of the dead links that are told."""

    def said(*words: str, rule: str = "dead-link") -> set[tuple[str, str]]:
        capsys.readouterr()
        main(["check", "--format", "json", "--changed-since", "main", *words])
        found = json.loads(capsys.readouterr().out)["findings"]
        return {(f["path"].removeprefix(f"{HOME}/"), f["message"]) for f in found if f["rule"] == rule}

    return said


def paths(said: set[tuple[str, str]]) -> str:
    return "".join(sorted({path.removesuffix(".md") for path, _ in said}))


def test_nothing_changed_nothing_said(said: Said, capsys: pytest.CaptureFixture[str]) -> None:
    assert said() == set()
    assert main(["check", "--changed-since", "main"]) == 0
    assert capsys.readouterr().out == "Inga anmärkningar i 0 filer.\n"


@pytest.mark.parametrize("how", ["working tree", "staged", "committed"])
def test_a_changed_document_and_what_links_to_it(said: Said, how: str) -> None:
    write("c", "Se [nästa](d.md) och [ingen](borta-c.md). Mer.\n")
    if how != "working tree":
        git("add", "-A")
    if how == "committed":
        git("commit", "-qm", "Mer")
    assert paths(said()) == "bc"


def test_a_new_document_that_git_does_not_know(said: Said) -> None:
    write("å", "Se [ingen](borta.md).\n")
    Path(f"{HOME}/ny.md").write_bytes(Path(f"{HOME}/å.md").read_bytes())
    assert "ny.md" in {path for path, _ in said()}
    Path(".gitignore").write_text("ny.md\n", "utf-8")
    assert "ny.md" not in {path for path, _ in said()}


def test_a_removed_document_concerns_those_that_link_to_it(said: Said) -> None:
    Path(f"{HOME}/c.md").unlink()
    assert paths(said()) == "b"
    git("rm", "-q", f"{HOME}/c.md")
    assert paths(said()) == "b"


def test_a_renamed_document_is_both(said: Said) -> None:
    git("mv", f"{HOME}/c.md", f"{HOME}/z.md")
    assert paths(said()) == "bz"
    git("commit", "-qm", "Nytt namn")
    assert paths(said()) == "bz"


def test_an_alias_that_was_taken_away(said: Said) -> None:
    git("switch", "-q", "main")
    write("e", more="alias: [gammal]\n")
    write("a", "Se [den gamla](gammal.md).\n")
    git("commit", "-qam", "Alias")
    git("switch", "-q", "gren")
    git("merge", "-q", "main")
    assert said() == set()
    write("e")
    assert paths(said()) == "ad", "d links to e by its name"


def test_what_has_happened_on_the_other_branch_is_not_of_this(said: Said) -> None:
    git("switch", "-q", "main")
    write("a", "Se [en annan](borta-igen.md).\n")
    git("commit", "-qam", "På main")
    git("switch", "-q", "gren")
    assert said() == set()


def test_front_matter_that_names_a_changed_document(said: Said) -> None:
    git("switch", "-q", "main")
    write("a", "Se [ingen](borta.md).\n", more="ersätter: [d]\n")
    git("commit", "-qam", "Ersätter")
    git("switch", "-q", "gren")
    git("merge", "-q", "main")
    write("d")
    assert paths(said()) == "ac"


def test_a_register_concerns_those_who_name_its_entries(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = Path("content/register")
    home.mkdir()
    entry = "id: {0}\ntitel: {0}\nposter:\n  - {{id: x, titel: X}}\n"
    git("switch", "-q", "main")
    write("a", more="programområde: x\n")
    for name in ("programomraden", "termer"):
        (home / f"{name}.yaml").write_text(entry.format(name), "utf-8")
    git("add", "-A")
    git("commit", "-qm", "Register")

    def concerned(name: str) -> str:
        (home / f"{name}.yaml").write_text(entry.format(name).replace("x", "y"), "utf-8")
        main(["check", "--format", "json", "--changed-since", "main"])
        git("restore", ".")
        found = json.loads(capsys.readouterr().out)["findings"]
        return "".join(sorted({Path(f["path"]).stem for f in found if f["path"].startswith(HOME)}))

    assert concerned("programomraden") == "a"
    assert concerned("termer") == "abcde", "no front matter names a term: every text may use one"


def test_a_register_concerns_the_indicators_whose_targets_name_an_issuer(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "## Målnivåer\n\n| År | Måttlig | Hög | Utfärdare | Beteckning |\n| --- | --- | --- | --- | --- |\n"
    for path, text in (
        ("register/organ.yaml", "id: organ\ntitel: Organ\nposter:\n  - id: x\n    namn: X\n"),
        ("indikatorer/i.md", f"---\nid: i\ntitel: I\n---\n\n{table}| 2020 | 35 | 50 | x | C |\n"),
    ):
        Path("content", path).parent.mkdir()
        Path("content", path).write_text(text, "utf-8")
    git("switch", "-q", "main")
    write("a", more="förvaltare: x\n")
    git("add", "-A")
    git("commit", "-qm", "Organ")
    Path("content/register/organ.yaml").write_text(
        "id: organ\ntitel: Organ\nposter:\n  - id: y\n    namn: Y\n", "utf-8"
    )
    main(["check", "--format", "json", "--changed-since", "main"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert ("content/indikatorer/i.md", "unknown-target-issuer") in {(f["path"], f["rule"]) for f in found}


def test_a_register_concerns_the_outcomes_whose_tables_name_its_entries(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = Path("content/register/regioner.yaml")
    register.parent.mkdir(parents=True)
    register.write_text("id: regioner\ntitel: R\nposter:\n  - id: halland\n    namn: Region Halland\n", "utf-8")
    outcome = Path("content/utfall/m/2024.md")
    outcome.parent.mkdir(parents=True)
    head = "---\nindikator: m\nperiod: 2024\nkälla: K\nhämtat: 2025\n---\n\n## Utfall\n\n"
    outcome.write_text(f"{head}| Region | Värde |\n| - | - |\n| halland | 5 |\n", "utf-8")
    addition = Path("content/tillagg/halland/a.md")  # names the register in its front matter
    addition.parent.mkdir(parents=True)
    addition.write_text("---\nregion: halland\ntillägg till: a\nbygger på: 1.0.0\n---\n", "utf-8")
    git("add", "-A")
    git("commit", "-qm", "Utfall")
    git("branch", "-f", "main")
    register.write_text(register.read_text("utf-8").replace("id: halland", "id: hallands-lan"), "utf-8")
    main(["check", "--changed-since", "main", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert (outcome.as_posix(), "unknown-outcome-region") in {(f["path"], f["rule"]) for f in found}


def test_an_indicator_that_nobody_uses_any_more_is_concerned(said: Said) -> None:
    use = "## Kvalitetsuppföljning\n\n### Processmått\n\n- [I](../indikatorer/i.md)\n"
    Path("content/indikatorer").mkdir()
    Path("content/indikatorer/i.md").write_text("---\nid: i\ntitel: I\nexempel: true\n---\n", "utf-8")
    git("switch", "-q", "main")
    write("a", use)
    git("add", "-A")
    git("commit", "-qm", "Indikator")
    git("switch", "-q", "gren")
    git("merge", "-q", "main")
    write("a")
    assert {path for path, _ in said(rule="unused-indicator")} == {"content/indikatorer/i.md"}


def test_a_rule_on_the_whole_library_tells_what_the_branch_has_brought_about(said: Said) -> None:
    git("switch", "-q", "main")
    write("a", title="Sömnstörning hos vuxna")
    write("b", title="Sömnstörning hos vuxna")
    write("d", title="Ryggbesvär med smärta")
    git("commit", "-qam", "Lika titlar")
    git("switch", "-q", "gren")
    git("merge", "-q", "main")
    assert said(rule="near-duplicate-title") == set()
    write("c", title="Ryggbesvär med smärta")
    assert {path for path, _ in said(rule="near-duplicate-title")} == {"d.md"}, "it links neither to c nor is changed"


def test_with_paths_both_hold(said: Said) -> None:
    write("c", "Se [ingen](borta-c.md).\n")
    assert paths(said(f"{HOME}/a.md", f"{HOME}/b.md")) == "b"


def test_a_project_that_is_the_repository(project: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-q", "-b", "main", ".")
    git("add", "-A")
    git("commit", "-qm", "Början")
    write("c", "Se [ingen](borta-c.md).\n")
    assert paths(said()) == "bc"


def test_names_that_git_would_quote(project: Path) -> None:
    name = f'{HOME}/ä "b"\n\t.md'
    Path(name).write_text("x", "utf-8")
    Path(f"{HOME}/å.md").write_text("x", "utf-8")
    write("a")
    found, _ = touched(project, "main")
    assert set(found) == {name, f"{HOME}/å.md", f"{HOME}/a.md"}
    assert found[name] is None
    assert (old := found[f"{HOME}/a.md"])
    assert old.title == "Titel aaaaaaaaa"


def test_the_lines_that_are_new(project: Path) -> None:
    """Also where the text looks like a patch, in a file without a last newline, and with a name that Git quotes."""
    git("config", "diff.noprefix", "false")
    git("config", "diff.interHunkContext", "9")
    git("config", "color.diff", "always")
    write("a", "1\n2\n3\n4\n-- x\n6")
    write("b c", "1\n")
    git("add", "-A")
    git("commit", "-qm", "Mer")
    git("branch", "-f", "main")
    write("a", "1\n2b\n3\n++ x\n@@ -1 +1 @@\n6b")
    write("b c", "1\n2\n")
    write("d", "")
    write("ny")
    Path(f"{HOME}/e.md").unlink()
    head = HEAD.count("\n")
    lines = {
        path: [number - head for part in parts for number in part[:3]]
        for path, parts in touched(project, "main").lines.items()
    }
    assert lines == {
        f"{HOME}/a.md": [2, 4, 5, 6],
        f"{HOME}/b c.md": [2],
        f"{HOME}/d.md": [],
        f"{HOME}/e.md": [],
        f"{HOME}/ny.md": [-7, -6, -5],
    }


def test_on_github_the_lines_of_the_branch_come_first(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So many are old that there would be no room for them."""
    write("a", "Se [x](borta.md).\n\n" * 12)
    git("add", "-A")
    git("commit", "-qm", "Mer")
    git("branch", "-f", "main")
    write("a", "Se [x](borta.md).\n\n" * 12 + "Se [ny](ny.md).\n")
    main(["check", "--format", "github", "--changed-since", "main"])
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("::error ")]
    assert len(said) == 10
    assert f"file={HOME}/a.md,line={HEAD.count(chr(10)) + 25}," in said[0]


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("-n", "needs a revision"),
        ("--output=x", "needs a revision"),
        ("", "needs a revision"),
        ("a\0b", "needs a revision"),
        ("a\nb", "needs a revision"),
        ("finns-inte", "knows no revision 'finns-inte'"),
        ("main:content", "knows no revision"),
        ("$(touch x)", "knows no revision"),
        ("ensam", "no commit in common"),
    ],
)
def test_a_revision_that_will_not_do(
    project: Path, revision: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    git("switch", "-q", "--orphan", "ensam")
    git("commit", "-q", "--allow-empty", "-m", "Ensam")
    git("switch", "-q", "gren")
    assert main(["check", f"--changed-since={revision}"]) == 2
    told = capsys.readouterr().err
    assert words in told
    assert "internal" not in told
    assert sorted(path.name for path in project.iterdir()) == ["content"]


def test_outside_a_repository(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project.parent / ".git").rename(project.parent / "bort")
    assert main(["check", "--changed-since", "main"]) == 2
    assert "needs a Git repository" in capsys.readouterr().err


def test_what_git_says_is_passed_on(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container, where the files belong to somebody else."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(UsageError, match=r"needs a Git repository.*dubious ownership"):
        touched(project, "main")


def test_without_git(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="not installed"):
        touched(project, "main")


def test_no_program_that_the_repository_names_is_run(project: Path) -> None:
    ran = f"touch {project}/ran; false"
    git("config", "core.fsmonitor", ran)
    git("config", "diff.external", ran)
    git("config", "diff.x.textconv", ran)
    git("config", "filter.x.clean", ran)
    git("config", "filter.x.process", ran)
    Path(".gitattributes").write_text("*.md diff=x filter=x\n", "utf-8")
    Path(f"{HOME}/b.md").touch()
    write("a")
    assert set(touched(project, "main").before) == {f"{HOME}/a.md"}
    assert not (project / "ran").exists()


@pytest.mark.parametrize("path", ["content/bilder/x", f"{HOME}/x.md"])
def test_no_program_that_a_repository_within_names_is_run(project: Path, path: str) -> None:
    within = project / path
    git("init", "-q", str(within))
    (within / "a.txt").write_text("x", "utf-8")
    git("-C", str(within), "add", "-A")
    git("-C", str(within), "commit", "-qm", "Bild")
    git("-c", "advice.addEmbeddedRepo=false", "add", "-A")
    git("commit", "-qm", "Bilder")
    git("branch", "-f", "main")
    git("-C", str(within), "config", "filter.x.clean", f"touch {project}/ran; false")
    (within / ".gitattributes").write_text("* filter=x\n", "utf-8")
    (within / "a.txt").write_text("y", "utf-8")
    assert not touched(project, "main").before
    assert not (project / "ran").exists()
    shutil.rmtree(within)
    within.write_text("x", "utf-8")
    assert set(touched(project, "main").before) == {path}


@pytest.mark.parametrize("url", ["", "ssh://x/y", "ext::touch ran"])
def test_what_the_repository_lacks_is_not_fetched(project: Path, tmp_path: Path, url: str) -> None:
    """Git would run `remote.origin.uploadpack` or `core.sshCommand`, or go to the network."""
    git("config", "uploadpack.allowFilter", "true")
    where = (project.parent.as_uri(), str(tmp_path / "c"))
    git("clone", "-q", "--filter=blob:none", "--no-local", "--no-checkout", *where)
    ours = tmp_path / "c/vård"
    (ours / HOME).mkdir(parents=True)
    (ours / HOME / "a.md").write_text("x", "utf-8")
    git("-C", str(ours), "config", "protocol.ext.allow", "always")
    git("-C", str(ours), "config", "core.sshCommand", f"touch {ours}/ran; false")
    git("-C", str(ours), "config", "remote.origin.uploadpack", f"touch {ours}/ran; false")
    if url:
        git("-C", str(ours), "config", "remote.origin.url", url)
    with pytest.raises(UsageError, match="lacks what"):
        touched(ours, "origin/main")
    assert sorted(path.name for path in ours.iterdir()) == ["content"]


def test_line_ends_are_no_change(project: Path) -> None:
    """As Git writes them on Windows (`core.autocrlf`)."""
    for path in Path(HOME).iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    write("a", "Ny.\r\n")
    assert set(touched(project, "main").before) == {f"{HOME}/a.md"}


def test_a_file_that_becomes_a_link_or_goes_is_touched(project: Path) -> None:
    Path(f"{HOME}/a.md").unlink()
    Path(f"{HOME}/a.md").symlink_to("b.md")
    Path(f"{HOME}/c.md").unlink()
    os.mkfifo(f"{HOME}/c.md")
    Path(f"{HOME}/d.md").unlink()
    assert set(touched(project, "main").before) == {f"{HOME}/{id}.md" for id in "acd"}


def test_other_sums_than_sha1(project: Path) -> None:
    git("init", "-q", "-b", "main", "--object-format=sha256", ".")
    git("add", "-A")
    git("commit", "-qm", "Början")
    assert not touched(project, "main").before
    write("a")
    assert set(touched(project, "main").before) == {f"{HOME}/a.md"}


def test_of_a_text_with_nothing_in_common_all_lines_are_new(project: Path) -> None:
    """Comparing every line with every other would take minutes."""
    write("a", "\n".join(f"{n % 97}" for n in range(100_000)))
    git("commit", "-qam", "Mer")
    git("branch", "-f", "main")
    write("a", "\n".join(f"{n % 89}x" for n in range(100_000)))
    (part,) = touched(project, "main").lines[f"{HOME}/a.md"]
    assert len(part) == 100_000
