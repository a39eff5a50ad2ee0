"""What has been pulled is what a region checks against and merges with."""

from __future__ import annotations

from pathlib import Path

import pytest

from region_world import NOW, Notary, archive_of, serving
from rodtrad.cli import main
from rodtrad.errors import UsageError
from rodtrad.feed_writing import write
from rodtrad.national import national_faces, open_copy
from rodtrad.region import Mirror

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pulled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A copy of the real content, and the feed that it was pulled from."""
    out = tmp_path_factory.mktemp("sender")
    write(ROOT, out, environment="acceptance", drafts=False)
    home = out / "api/v1"
    notary = Notary(home)
    notary.sign(NOW, archive=archive_of(home))
    folder = tmp_path_factory.mktemp("region") / "kopia"
    with serving(home) as server, Mirror(folder) as mirror:
        mirror.pull(server.address, root=notary.first, environment="acceptance", examples=True, now=NOW)
    return folder, home


def test_a_pulled_copy_says_what_the_feed_says(pulled: tuple[Path, Path]) -> None:
    copy, feed = map(open_copy, pulled)
    assert copy.environment == feed.environment == "acceptance"
    assert list(copy.keys()) == list(feed.keys())
    assert {face.key: face for face in national_faces(copy, ())} == {f.key: f for f in national_faces(feed, ())}
    version = "vardforlopp/sepsis", "1.0.0"
    assert copy.version(*version) == feed.version(*version)
    with pytest.raises(KeyError):
        copy.version("vardforlopp/sepsis", "9.0.0")
    with pytest.raises(KeyError):
        copy.current("vardforlopp/finns-inte")


def test_check_and_merge_use_it(
    pulled: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "content/tillagg/kalmar-lan/depression-vuxna.md"
    path.parent.mkdir(parents=True)
    path.write_bytes((ROOT / "content/tillagg/kalmar-lan/depression-vuxna.md").read_bytes())
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--national", str(pulled[0])]) == 0
    assert capsys.readouterr().out == "Inga anmärkningar i 1 fil.\n"
    made = []
    for number, copy in enumerate(pulled):
        out = tmp_path / f"ut-{number}"
        arguments = ["--region", "jonkopings-lan", "--additions", ".", "--out", str(out), "--date", "2026-11-27"]
        assert main(["merge", str(copy), *arguments]) == 0
        assert capsys.readouterr().out.startswith("Depression hos vuxna 2.0.0: 2 tillägg, 1 avvikelse\n")
        made.append({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()})
    assert made[0] == made[1]
    assert len(made[0]) == 4


def test_a_damaged_copy_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "kopia.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(UsageError, match="skadad"):
        open_copy(tmp_path)
