"""Releasing is all or nothing, refuses what must not be released, and never changes what was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rodtrad.cli import main
from rodtrad.feed.making import of_release
from rodtrad.feed.releases import ReleaseError, events, frozen_path, released
from rodtrad.feed_writing import write
from rodtrad.finding import Finding
from rodtrad.project import open_project
from rodtrad.release import RefusedError, content_hash, release, withdraw
from rodtrad.source import START
from rodtrad.templates import template

BASE = "https://rodtrad.example/"
KEY = "indikatorer/vantetid"
PATHWAY = "vardforlopp/njursten"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one indicator that passes check."""
    path, text = template("indikator", "vantetid", "Väntetid till bedömning")
    put(tmp_path, path, text)
    issuers = "id: kvalitetsregister\ntitel: Kvalitetsregister\nposter:\n  - id: riksstroke\n    namn: Riksstroke\n"
    put(tmp_path, "content/register/kvalitetsregister.yaml", issuers)
    return tmp_path


def put(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    put(root, path, text.replace(old, new))


def release_now(root: Path, key: str = KEY, environment: str = "acceptance", **more: object):  # type: ignore[no-untyped-def]
    return release(open_project(root), key, environment=environment, base=BASE, date="2026-01-02", **more)  # type: ignore[arg-type]


def snapshot(root: Path) -> dict[str, bytes]:
    """The feed as readers see it."""
    out = root / "out"
    write(root, out, environment="acceptance", base=BASE, drafts=False)
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def test_a_release_freezes_payload_and_text_and_logs_one_event(root: Path) -> None:
    event = release_now(root)
    assert [e.nummer for e in events(root)] == [1]
    frozen = json.loads((root / frozen_path(KEY, "1.0.0")).read_bytes())
    assert frozen["id"] == "vantetid"
    assert frozen["environment"] == "acceptance"
    assert (root / frozen_path(KEY, "1.0.0", "md")).read_text("utf-8").startswith("---\n")
    assert event.klass == "clinical"
    (found,) = released(root, "acceptance")
    assert of_release(root, found).lifecycle.state == "gäller"
    assert released(root, "production") == ()


def test_the_same_version_is_never_released_twice(root: Path) -> None:
    release_now(root)
    with pytest.raises(RefusedError, match="redan utgiven"):
        release_now(root)


def test_a_change_demands_a_version_that_says_how_grave_it_is(root: Path) -> None:
    path = "content/indikatorer/vantetid.md"
    release_now(root)
    edit(
        root,
        path,
        "Ingen målnivå är känd.",
        "| År | Måttlig | Hög | Utfärdare | Beteckning |\n| --- | --- | --- | --- | --- |\n"
        "| 2019 | 35 | 50 | riksstroke | C |",
    )
    edit(root, path, 'enhet: "%"', 'enhet: "%"\nversion: 1.1.0')
    with pytest.raises(RefusedError, match=r"klinisk och kräver minst version 2\.0\.0"):
        release_now(root)
    edit(root, path, "version: 1.1.0", "version: 2.0.0")
    event = release_now(root)
    assert event.klass == "clinical"
    assert any("2019" in line for line in event.sammanfattning)


def test_nothing_changed_is_refused(root: Path) -> None:
    release_now(root)
    edit(root, "content/indikatorer/vantetid.md", 'enhet: "%"', 'enhet: "%"\nversion: 1.0.1')
    with pytest.raises(RefusedError, match="har inte ändrats"):
        release_now(root)


def test_errors_drafts_and_missing_licence_are_refused(root: Path) -> None:
    path = "content/indikatorer/vantetid.md"
    edit(root, path, "licens: CC0-1.0\n", "")
    with pytest.raises(RefusedError, match="licens"):
        release_now(root)
    edit(root, path, 'enhet: "%"', 'enhet: "%"\nlicens: CC0-1.0\nokänd nyckel: x')
    with pytest.raises(RefusedError, match="rodtrad check"):
        release_now(root)
    with pytest.raises(RefusedError, match="Det finns inget dokument"):
        release_now(root, "vardforlopp/saknas")


def test_what_the_text_allows_does_not_stop_its_release(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule on the whole library makes errors yet."""
    path = f"content/{KEY}.md"
    twin = Finding(path, START, "near-duplicate-title", "Lika.")
    monkeypatch.setattr("rodtrad.release.check_library", lambda *_: [twin])
    with pytest.raises(RefusedError, match="Lika"):
        release_now(root)
    edit(root, path, "\n## ", "\n<!-- tillåt: near-duplicate-title – två mått på samma sak -->\n\n## ")
    release_now(root)


def test_a_link_that_was_to_wait_stops_a_release(root: Path) -> None:
    """It may be allowed while the text is written; what is released never changes."""
    path = f"content/{KEY}.md"
    comment = "<!-- tillåt: dead-link – sidan kommer i maj -->"
    put(root, path, (root / path).read_text("utf-8") + f"\n{comment}\n\nSe [sidan](../vardforlopp/borta.md).\n")
    assert main(["check", str(root / path)]) == 0
    with pytest.raises(RefusedError, match=r"borta.*Undantag från `dead-link` gäller inte"):
        release_now(root)


def test_an_example_never_reaches_production(root: Path) -> None:
    edit(root, "content/indikatorer/vantetid.md", 'enhet: "%"', 'enhet: "%"\nexempel: true')
    with pytest.raises(RefusedError, match="acceptance"):
        release_now(root, environment="production")
    assert release_now(root).miljö == "acceptance"


def test_withdrawal_leaves_a_stub_and_the_old_version(root: Path) -> None:
    release_now(root)
    project = open_project(root)
    with pytest.raises(RefusedError, match="skäl"):
        withdraw(project, KEY, reason=" ", environment="acceptance")
    withdraw(project, KEY, reason="Måttet har inget underlag.", environment="acceptance", date="2026-02-03")
    files = snapshot(root)
    current = json.loads(files[f"api/v1/{KEY}.json"])
    assert current["lifecycle"] == {
        "state": "upphävt",
        "reason": "Måttet har inget underlag.",
        "validFrom": "2026-01-02",
        "versions": ["1.0.0"],
    }
    assert current["content"]["blocks"] == []
    assert f"api/v1/{KEY}/1.0.0.json" in files
    with pytest.raises(RefusedError, match="redan upphävt"):
        withdraw(project, KEY, reason="igen", environment="acceptance")


def test_a_released_file_that_was_changed_stops_the_feed(root: Path) -> None:
    release_now(root)
    path = root / frozen_path(KEY, "1.0.0")
    path.write_bytes(path.read_bytes().replace(b"vantetid", b"vantetio"))
    with pytest.raises(ReleaseError, match="har ändrats"):
        snapshot(root)


def test_a_gap_in_the_log_stops_the_feed(root: Path) -> None:
    release_now(root)
    log = root / "content/utgivet/logg"
    (log / "00001.yaml").rename(log / "00002.yaml")
    with pytest.raises(ReleaseError):
        events(root)


def test_a_number_that_is_taken_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release_now(root)
    monkeypatch.setattr("rodtrad.release.events", lambda _: ())  # as another release would have seen the log
    edit(root, "content/indikatorer/vantetid.md", 'enhet: "%"', 'enhet: "%"\nversion: 2.0.0')
    with pytest.raises(RefusedError, match="samtidigt"):
        release_now(root)


def test_production_needs_the_decision_for_exactly_this_text(root: Path) -> None:
    path, text = template("vårdförlopp", "njursten", "Njursten")
    ready = (
        "status: godkänt\nförvaltare: sks\ngranskat: 2026-01-01\nnästa granskning: 2028-01-01\n"
        "patientmedverkan:\n  organisationer: [Njurförbundet]\n  hur: Läste utkastet.\n"
        "jäv:\n  deklarerat: true\n  datum: 2026-01-01\n"
    )
    log = "beslutslogg:\n  - organ: sks\n    datum: 2026-01-01\n    typ: godkännande\n"
    allowed = "".join(f"<!-- tillåt: {rule} – prov -->\n\n" for rule in ("generic-model-missing", "no-outcome-measure"))
    put(root, path, text.replace("status: utkast\n", ready + log).replace("---\n\n", f"---\n\n{allowed}", 1))
    put(root, "content/register/organ.yaml", "id: organ\ntitel: Organ\nposter:\n  - id: sks\n    namn: SKS\n")
    with pytest.raises(RefusedError, match=r"innehåll: [0-9a-f]{32}") as refused:
        release_now(root, PATHWAY, "production")
    document = next(d for d in open_project(root).documents if d.face.path == path)
    wanted = content_hash(document)
    assert wanted in str(refused.value)
    edit(root, path, "typ: godkännande\n", f"typ: godkännande\n    innehåll: {wanted}\n")
    assert release_now(root, PATHWAY, "production").miljö == "production"
    edit(root, path, "- Bedöm patienten.", "- Bedöm patienten igen.")
    edit(root, path, "version: 0.1.0", "version: 1.0.0")
    with pytest.raises(RefusedError, match="just den här texten"):
        release_now(root, PATHWAY, "production")


KILLER = """
import os, signal, sys
from pathlib import Path
steps = int(sys.argv[1])
done = 0
def dying(original):
    def call(*args, **kwargs):
        global done
        if done == steps:
            os.kill(os.getpid(), signal.SIGKILL)
        done += 1
        return original(*args, **kwargs)
    return call
for home, names in ((os, "fsync fdopen"), (Path, "replace hardlink_to unlink chmod")):
    for name in names.split():
        setattr(home, name, dying(getattr(home, name)))
from rodtrad.cli import main
code = main(["release", "indikatorer/vantetid", "--environment", "acceptance", "--date", "2026-01-02"])
sys.exit(code)
"""


def test_killed_at_any_point_leaves_all_or_nothing(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    before = snapshot(root)
    whole: dict[str, bytes] = {}
    for steps in range(40):
        run = subprocess.run(
            [sys.executable, "-c", KILLER, str(steps)],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ},
        )
        after = snapshot(root)
        if run.returncode == 0:
            whole = after
            break
        if run.returncode == -signal.SIGKILL:
            if after != before:  # the event is there, so everything is
                assert len(events(root)) == 1
                whole = after
                break
        else:
            pytest.fail(run.stderr)
    assert steps >= 8, "the release was never seen to die half-way"
    assert json.loads(whole["api/v1/index.json"])["documents"][0]["id"] == "vantetid"
    if not events(root):
        release_now(root)
    assert snapshot(root) == whole
