"""A region's own project, with additions and nothing else, is checked against what it has fetched."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest

from rodtrad.checking import check
from rodtrad.cli import main
from rodtrad.errors import UsageError
from rodtrad.feed.canonical import canonical, current
from rodtrad.feed.models import Lifecycle
from rodtrad.feed.payload import payload
from rodtrad.feed_writing import write
from rodtrad.finding import Finding
from rodtrad.national import Copy, national_faces, open_copy
from rodtrad.project import Project, open_project

ROOT = Path(__file__).parents[1]
ADDITION = "content/tillagg/kalmar-lan/depression-vuxna.md"

Edit = Callable[[str], str]


@pytest.fixture(scope="module")
def project() -> Project:
    return open_project(ROOT)


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("feed")
    write(ROOT, out, environment="acceptance", drafts=False)
    return out


class Today:
    """What would be published were everything released now."""

    environment = "draft"

    def __init__(self, project: Project, feed: Path) -> None:
        self.project, self.feed = project, feed
        self.documents = {
            d.face.key: d for d in project.documents if d.face.folder not in ("register", "handbok", "utfall")
        }

    def keys(self) -> Iterable[str]:
        return self.documents

    def current(self, key: str) -> bytes:
        return canonical(payload(self.documents[key], self.project.library, "draft", "https://rodtrad.example/"))

    def version(self, key: str, version: str) -> bytes:
        raise KeyError(version)

    def registers(self) -> Iterable[bytes]:
        return open_copy(self.feed).registers()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the national project."""
    root = tmp_path_factory.mktemp("whole")
    shutil.copytree(ROOT / "content", root / "content", ignore=shutil.ignore_patterns("utgivet", "bilder", "beslut"))
    return root


def told(findings: Iterable[Finding]) -> list[tuple[object, ...]]:
    return [(f.path, f.place, f.rule, f.severity, f.message, f.hint, f.fix) for f in findings]


FAULTS: dict[str, Edit] = {
    "nothing": lambda text: text,
    "dead-anchor": lambda text: text.replace("(#konsultation)", "(#konsultationen)"),
    "outdated-base": lambda text: text.replace("bygger på: 2.0.0", "bygger på: 0.9.0"),
    "unknown-reference": lambda text: text.replace("till: depression-vuxna", "till: depression-hos-vuxna"),
    "unknown region": lambda text: text.replace("region: kalmar-lan", "region: Region Kalmar län"),
    "dead-link": lambda text: f"{text}\nSe [förloppet](../../vardforlopp/depresion-vuxna.md#kartlaggning).\n",
    "dead anchor in a link": lambda text: f"{text}\nSe [sepsis](../../vardforlopp/sepsis.md#ingen).\n",
    "indicator": lambda text: f"{text}\nSe [måttet](../../indikatorer/depression-aterbesok-6-vecka.md).\n",
    "live link": lambda text: (
        f"{text}\nSe [sepsis](../../vardforlopp/sepsis.md) och [organ](../../register/organ.yaml).\n"
    ),
    "repeated-national-text": lambda text: f"{text}\n## Tillägg vid [B](#diagnostik)\n\n{national_words()}\n",
    "language": lambda text: f"{text}\nMissbrukaren ska kontakta MÄVA inom 3 dgr, se (B) och åtgärd Q.\n",
}


def national_words() -> str:
    """What care does first."""
    text = (ROOT / "content/vardforlopp/depression-vuxna.md").read_text("utf-8")
    return text.partition("{#kartlaggning}")[2].partition("åtgärder\n")[2].partition("\n#####")[0].strip()


@pytest.mark.parametrize("fault", FAULTS)
def test_the_same_is_found_as_among_the_national_texts(
    fault: str, whole: Path, project: Project, feed: Path, tmp_path: Path
) -> None:
    text = (ROOT / ADDITION).read_text("utf-8")
    edited = FAULTS[fault](text)
    for root in (whole, tmp_path):
        (root / ADDITION).parent.mkdir(parents=True, exist_ok=True)
        (root / ADDITION).write_text(edited, "utf-8")
    wanted = told(check(whole, [ADDITION], jobs=1).findings)
    found = told(check(tmp_path, [ADDITION], national=partial(national_faces, Today(project, feed))).findings)
    assert found == wanted
    if fault not in ("nothing", "live link"):
        assert wanted, "the fault is none"
    if fault in ("dead-anchor", "outdated-base", "unknown-reference", "dead-link", "repeated-national-text"):
        assert fault in {rule for _, _, rule, *_ in wanted}


def region(root: Path, *edits: tuple[str, str]) -> Path:
    """A region's project; the text of its addition is edited."""
    text = (ROOT / ADDITION).read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    (root / ADDITION).parent.mkdir(parents=True, exist_ok=True)
    (root / ADDITION).write_text(text, "utf-8")
    return root


def checked(
    root: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    monkeypatch.chdir(root)
    code = main(["check", "--national", str(copy)])
    return code, capsys.readouterr().out


def test_check_uses_a_feed_folder(
    feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    region(tmp_path)
    for copy in (feed, feed / "api/v1"):
        assert checked(tmp_path, copy, monkeypatch, capsys) == (0, "Inga anmärkningar i 1 fil.\n")
    region(tmp_path, ("(#konsultation)", "(#konsultationen)"))
    code, out = checked(tmp_path, feed, monkeypatch, capsys)
    assert code == 1
    assert "dead-anchor" in out
    assert "Menade du `konsultation`?" in out


@pytest.mark.parametrize(
    ("after", "hint"),
    [
        ([], "Inget annat gäller i stället. Ta bort tillägget."),
        (
            ["vardforlopp/sepsis", "vardforlopp/annat"],
            "I stället gäller ”Sepsis” (`sepsis`) och `vardforlopp/annat`. Flytta det som behövs dit",
        ),
    ],
)
def test_an_addition_to_a_withdrawn_pathway_says_so_and_nothing_else(
    after: list[str],
    hint: str,
    feed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    copy = tmp_path / "feed"
    shutil.copytree(feed / "api/v1", copy)
    path = copy / "vardforlopp/depression-vuxna.json"
    ended = Lifecycle(state="upphävt", reason="Föråldrat.", replaced_by=after)
    path.write_bytes(current((copy / "vardforlopp/depression-vuxna/1.0.0.json").read_bytes(), ended))
    code, out = checked(region(tmp_path / "region"), copy, monkeypatch, capsys)
    assert (code, out.count("fel ["), out.count("varning [")) == (1, 1, 0)
    assert "[withdrawn-pathway] Depression hos vuxna är upphävt och gäller inte: Föråldrat." in out
    assert hint in out
    assert main(["merge", str(copy), "--region", "kalmar-lan", "--additions", ".", "--out", "ut", "--approved"]) == 1
    assert "Upphävt och gäller inte: Föråldrat." in capsys.readouterr().out


def test_an_addition_among_the_pathways_is_told_once(
    feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    region(tmp_path)
    (tmp_path / "content/vardforlopp").mkdir()
    (tmp_path / ADDITION).rename(tmp_path / "content/vardforlopp/depression.md")
    code, out = checked(tmp_path, feed, monkeypatch, capsys)
    assert (code, out.count("fel [")) == (1, 1)
    assert "Filen är ett regionalt tillägg, men ligger i mappen `content/vardforlopp`." in out
    assert f"Flytta den till `{ADDITION}`." in out


def test_what_was_found_is_remembered_until_the_national_text_changes(
    feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "feed"
    shutil.copytree(feed / "api/v1", copy)
    root = region(tmp_path / "region")
    assert checked(root, copy, monkeypatch, capsys)[0] == 0
    assert checked(root, copy, monkeypatch, capsys)[0] == 0
    path = copy / "vardforlopp/depression-vuxna.json"
    data = json.loads(path.read_bytes())
    for block in data["content"]["blocks"]:
        block["id"] = block["id"].replace("konsultation", "radgivning")
        block["parent"] = block.get("parent", "").replace("konsultation", "radgivning")
    path.write_text(json.dumps(data), "utf-8")
    code, out = checked(root, copy, monkeypatch, capsys)
    assert (code, "dead-anchor" in out) == (1, True)


def test_the_projects_own_files_hold_over_those_of_the_copy(feed: Path, project: Project) -> None:
    copy = open_copy(feed)
    keys = {face.key for face in national_faces(copy, [ADDITION, "content/register/organ.yaml"])}
    assert "tillagg/jonkopings-lan/depression-vuxna" in keys
    assert "tillagg/kalmar-lan/depression-vuxna" not in keys
    assert "register/regioner" in keys
    assert "register/organ" not in keys
    assert "vardforlopp/sepsis" in keys


def test_a_feed_folder_gives_versions_and_nothing_outside(feed: Path) -> None:
    copy: Copy = open_copy(feed)
    assert json.loads(copy.version("vardforlopp/sepsis", "1.0.0"))["version"] == "1.0.0"
    assert json.loads(copy.current("vardforlopp/sepsis"))["version"] == "3.0.0"
    for key, version in [("vardforlopp/sepsis", "9.9.9"), ("vardforlopp/sepsis", "../x"), ("vardforlopp/nej", "1.0.0")]:
        with pytest.raises(KeyError):
            copy.version(key, version)
    with pytest.raises(KeyError):
        copy.current("../manifest")


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="rodtrad pull"):
        open_copy(tmp_path)
    (tmp_path / "index.json").write_text("[]", "utf-8")
    with pytest.raises(UsageError, match="not the list of a feed"):
        open_copy(tmp_path)


def test_a_plain_check_imports_nothing_of_the_feed(tmp_path: Path) -> None:
    region(tmp_path)
    program = (
        "import sys; from rodtrad.cli import main; main(['check', '--no-cache']); "
        "print([m for m in sys.modules if m.startswith(('rodtrad.feed', 'rodtrad.national', 'rodtrad.region', 'tuf'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_the_national_texts_it_is_said_how_to_name_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / ADDITION
    path.parent.mkdir(parents=True)
    shutil.copy(ROOT / ADDITION, path)
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    assert "Granska mot de nationella texterna: `rodtrad check --national KOPIA`." in capsys.readouterr().out
