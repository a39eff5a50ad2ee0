"""`rodtrad pull` as a scheduler runs it: exit codes, and what it says."""

from __future__ import annotations

import io
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from region_office import Office
from region_world import Notary, World, serving
from rodtrad.cli import main
from rodtrad.commands import pull
from rodtrad.commands._progress import watched
from rodtrad.region import Mirror

LATER = datetime(2090, 1, 1, tzinfo=UTC)
"""What is signed then has not expired when these tests are run."""

EARLIER = datetime(2001, 1, 1, tzinfo=UTC)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    home = tmp_path / "sender"
    home.mkdir()
    office = Office()
    office.release("vardforlopp/a")
    with serving(home) as server:
        made = World(office, Notary(home, LATER), server, Mirror(tmp_path / "kopia"))
        made.publish(LATER)
        yield made
        made.mirror.close()


@pytest.fixture
def run(world: World, capfd: pytest.CaptureFixture[str]) -> Iterator[object]:
    def once(*more: str, root: bool = True) -> tuple[int, list[str]]:
        said = ["--root", str(world.notary.first)] if root else []
        code = main(["pull", world.server.address, str(world.mirror.folder), *said, *more])
        out = capfd.readouterr()
        return code, [*out.out.splitlines(), *out.err.splitlines()]

    return once  # type: ignore[return-value]


def test_a_root_of_another_sender_is_asked_about(world: World, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    home = tmp_path / "another"
    home.mkdir()
    other = Notary(home, LATER).first
    code, said = run("--root", str(other), root=False)
    assert (code, said[-1]) == (3, f"Är {other} den root.json som hör till adressen? Fråga avsändaren.")
    assert run()[0] == 0


def test_a_life(world: World, run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    code, said = run(root=False)
    assert (code, said) == (2, ["rodtrad pull: the first time it must be known whom to trust: add --root FILE"])
    code, said = run()
    assert code == 0
    assert said[0].startswith("Första hämtningen: 1 dokument, till och med händelse 1; ")
    assert run(root=False) == (0, ["Inget nytt: kopian är aktuell till och med händelse 1."])
    world.office.release("vardforlopp/b")
    world.publish(LATER)
    code, said = run("--dry-run")
    assert (code, said[1:3]) == (0, ["Nytt (1):", "  B 1.0.0 (vardforlopp/b)"])
    assert world.mirror.keys() == ["vardforlopp/a"]
    assert run()[0] == 0
    world.office.withdraw("vardforlopp/a", "Fel dos", ("vardforlopp/b",))
    world.publish(LATER)
    code, said = run()
    assert code == 1
    assert said[1:] == [
        "Upphävt, ska inte längre användas (1):",
        "  A 1.0.0 (vardforlopp/a): Fel dos. Ersätts av vardforlopp/b.",
    ]
    assert run() == (0, ["Inget nytt: kopian är aktuell till och med händelse 3."])
    code, said = run("--offline-verify")
    assert code == 0
    assert said[0].startswith("Kopian är hel: ")


def test_what_cannot_be_fetched_or_verified_is_3(world: World, run) -> None:  # type: ignore[no-untyped-def]
    run()
    timestamp = world.server.home / "tuf/timestamp.json"
    good = timestamp.read_bytes()
    timestamp.write_bytes(b"{}")
    code, said = run()
    assert code == 3
    assert len(said) == 1
    assert "Kopian är orörd" in said[0]
    timestamp.write_bytes(good)
    database = sqlite3.connect(world.mirror.folder / "kopia.sqlite")
    with database:
        database.execute("DELETE FROM blobs WHERE said != x''")
    database.close()
    code, said = run("--offline-verify")
    assert code == 3
    assert said[0].startswith("Kopian är skadad: vardforlopp/a/1.0.0.json.")
    code, said = run("--environment", "acceptance")
    assert (code, said) == (
        3,
        ["Kopian är av miljön production. Hämta acceptance till en annan mapp."],
    )


def test_what_has_expired_is_4(tmp_path: Path, run, world: World) -> None:  # type: ignore[no-untyped-def]
    home = tmp_path / "gammal"
    home.mkdir()
    notary = Notary(home, EARLIER)
    world.office.write(home)
    notary.sign(EARLIER)
    with serving(home) as server:
        old = World(world.office, notary, server, Mirror(world.mirror.folder))
        old.pull(now=EARLIER)
        address = server.address
        code = main(["pull", address, str(world.mirror.folder)])
        assert code == 4
    assert main(["pull", address, str(world.mirror.folder), "--offline-verify"]) == 4
    assert world.mirror.stale
    assert world.mirror.keys() == ["vardforlopp/a"], "it is served on"


def test_a_copy_that_has_expired_while_the_sender_is_away_is_4(  # type: ignore[no-untyped-def]
    world: World, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rodtrad.region.fetching.MOST_TRIES", 1)
    run()
    world.server.fault = lambda handler, path: (handler.answer(503, b""), True)[1]
    assert run()[0] == 3
    monkeypatch.setattr(Mirror, "expires", EARLIER)
    code, said = run()
    assert code == 4
    assert "servern svarar 503" in said[0]
    assert said[1] == "Kopian är inaktuell sedan 2001-01-01. Den används tills vidare."


def test_who_trusts_the_first_is_told_whom(run) -> None:  # type: ignore[no-untyped-def]
    code, said = run("--trust-first", root=False)
    assert code == 0
    assert said[0].startswith("Litar på den som svarade, utan --root. Fråga avsändaren om 1.root.json har sha256 ")


def test_without_the_extra_it_is_said_what_to_install(  # type: ignore[no-untyped-def]
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tuf.api", None)
    monkeypatch.delitem(sys.modules, "rodtrad.region.trust", raising=False)
    monkeypatch.delitem(sys.modules, "rodtrad.region.importing", raising=False)
    monkeypatch.delitem(sys.modules, "rodtrad.region.pulling", raising=False)
    code, said = run()
    assert code == 2
    assert "pip install 'rodtrad[region]'" in said[0]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_shown_to_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.5, 2.0, 3.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    monkeypatch.setattr("sys.stderr", Terminal())
    monkeypatch.delenv("CI", raising=False)
    with watched(pull._bar) as show:
        assert show
        show(1, 4)
        assert sys.stderr.getvalue() == "", "not in the first second"  # type: ignore[attr-defined]
        show(2_500_000, 5_000_000)
        bar = "█" * 15 + "░" * 15
        assert sys.stderr.getvalue().endswith(f"{bar} 2,5 MB av 5 MB")  # type: ignore[attr-defined]


def test_no_bar_in_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr("sys.stderr", Terminal())
    with watched(pull._bar) as show:
        assert show is None


def test_wrong_use_is_2(tmp_path: Path) -> None:
    assert main(["pull", "http://rodtrad.example/api/v1", str(tmp_path)]) == 2
    assert main(["pull", "inte en adress", str(tmp_path)]) == 2
    with pytest.raises(SystemExit) as raised:
        main(["pull", "https://rodtrad.example/api/v1", str(tmp_path), "--environment", "draft"])
    assert raised.value.code == 2


def test_a_file_that_is_no_root_is_said_so(tmp_path: Path, world: World, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "root.json"
    wrong.write_text("{}")
    assert main(["pull", world.server.address, str(tmp_path / "k"), "--root", str(wrong)]) == 3
    assert main(["pull", world.server.address, str(tmp_path / "k"), "--root", str(tmp_path / "saknas.json")]) == 2
    assert "saknas.json cannot be read: No such file or directory. --root names" in capsys.readouterr().err
