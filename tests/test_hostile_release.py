"""Attempts to get into a release what must not be there, to change what is, or to stop the feed for everybody."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodtrad.cli import main
from rodtrad.errors import UsageError
from rodtrad.feed.items import Item, sha256
from rodtrad.feed.making import of_release
from rodtrad.feed.releases import Event, ReleaseError, events, frozen_path, read_event, released
from rodtrad.feed_writing import write
from rodtrad.files import write_atomic
from rodtrad.project import open_project
from rodtrad.release import RefusedError, content_hash, release, withdraw
from rodtrad.templates import template

BASE = "https://rodtrad.example/"
KEY = "indikatorer/vantetid"
INDICATOR = "content/indikatorer/vantetid.md"
PATHWAY = "vardforlopp/njursten"
PATH = "content/vardforlopp/njursten.md"
ALLOWED = "".join(f"<!-- tillåt: {rule} – prov -->\n\n" for rule in ("generic-model-missing", "no-outcome-measure"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with an indicator, and a pathway that is ready to be approved."""
    path, text = template("indikator", "vantetid", "Väntetid till bedömning")
    put(tmp_path, path, text)
    put(tmp_path, "content/register/organ.yaml", "id: organ\ntitel: Organ\nposter:\n  - id: sks\n    namn: SKS\n")
    path, text = template("vårdförlopp", "njursten", "Njursten")
    head = (
        "status: godkänt\nförvaltare: sks\ngranskat: 2026-01-01\nnästa granskning: 2028-01-01\n"
        "patientmedverkan:\n  organisationer: [Njurförbundet]\n  hur: Läste utkastet.\n"
        "jäv:\n  deklarerat: true\n  datum: 2026-01-01\nbeslutslogg: []\n"
    )
    text = text.replace("status: utkast\n", head).replace("---\n\n", f"---\n\n{ALLOWED}", 1)
    put(tmp_path, path, text)
    return tmp_path


def put(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    put(root, path, text.replace(old, new))


def approve(root: Path) -> None:
    """The steering group approves the text as it stands."""
    document = next(d for d in open_project(root).documents if d.face.path == PATH)
    decision = "  - organ: sks\n    datum: 2026-01-01\n    typ: godkännande\n"
    edit(root, PATH, "beslutslogg: []\n", f"beslutslogg:\n{decision}    innehåll: {content_hash(document)}\n")


def release_now(root: Path, key: str = KEY, environment: Any = "acceptance", **more: Any) -> Event:
    return release(open_project(root), key, environment=environment, base=BASE, **{"date": "2026-01-02", **more})


def published(root: Path, environment: Any = "acceptance") -> dict[str, Any]:
    """What a region gets, by path."""
    write(root, root / "out", environment=environment, base=BASE, drafts=False)
    home = root / "out/api/v1"
    return {p.relative_to(home).as_posix(): json.loads(p.read_bytes()) for p in home.rglob("*.json")}


def items(root: Path, environment: str) -> list[Item]:
    """What was released, read back."""
    return [of_release(root, release) for release in released(root, environment)]


def test_the_approved_pathway_reaches_production(root: Path) -> None:
    approve(root)
    assert release_now(root, PATHWAY, "production").miljö == "production"


def test_a_draft_with_a_decision_is_still_a_draft(root: Path) -> None:
    """A draft need not have an owner, declared interests or a review date: the state decides what is demanded."""
    edit(root, PATH, "status: godkänt", "status: utkast")
    approve(root)
    with pytest.raises(RefusedError, match="godkänt"):
        release_now(root, PATHWAY, "production")


def test_acceptance_is_no_way_round_the_decision(root: Path) -> None:
    """A clinical change that only acceptance has seen does not become editorial for production."""
    approve(root)
    release_now(root, PATHWAY, "production")
    edit(root, PATH, "- Bedöm patienten.", "- Ge patienten morfin.")
    edit(root, PATH, "version: 0.1.0", "version: 1.0.0")
    release_now(root, PATHWAY)
    edit(root, PATH, "Ge patienten morfin.", "Ge patienten, morfin.")
    edit(root, PATH, "version: 1.0.0", "version: 1.0.1")
    with pytest.raises(RefusedError, match="just den här texten"):
        release_now(root, PATHWAY, "production", confirm=True)


def test_what_acceptance_has_tried_can_go_to_production(root: Path) -> None:
    """With a number of its own: a released file belongs to one environment and is never written again."""
    approve(root)
    release_now(root, PATHWAY)
    with pytest.raises(RefusedError, match="redan utgiven"):
        release_now(root, PATHWAY, "production")
    edit(root, PATH, "version: 0.1.0", "version: 0.1.1")
    event = release_now(root, PATHWAY, "production")
    assert (event.miljö, event.klass, event.sammanfattning) == ("production", "clinical", ("Första utgåvan",))
    assert published(root, "production")[f"{PATHWAY}.json"]["environment"] == "production"
    assert published(root)[f"{PATHWAY}.json"]["version"] == "0.1.0"


@pytest.mark.parametrize(
    ("old", "new"),
    [("målgrupper: [primärvård]", "målgrupper: [kommunal vård]"), ("licens:", "koder:\n  icd-10-se: [N20]\nlicens:")],
)
def test_the_decision_is_about_whom_the_text_is_for_too(root: Path, old: str, new: str) -> None:
    approve(root)
    edit(root, PATH, old, new)
    with pytest.raises(RefusedError, match="just den här texten"):
        release_now(root, PATHWAY, "production")


def test_production_does_not_lean_on_an_example(root: Path) -> None:
    edit(root, INDICATOR, 'enhet: "%"', 'enhet: "%"\nexempel: true')
    edit(root, PATH, "- Bedöm patienten.", "- Bedöm patienten, se [väntetid](../indikatorer/vantetid.md).")
    approve(root)
    with pytest.raises(RefusedError, match="vantetid är ett exempel"):
        release_now(root, PATHWAY, "production")


def test_the_frozen_text_is_the_file_to_the_byte(root: Path) -> None:
    """The payload says the hash of the text; with Windows line ends the kept text had another."""
    text = (root / INDICATOR).read_text("utf-8").replace("\n", "\r\n").encode()
    (root / INDICATOR).write_bytes(text)
    release_now(root)
    assert (root / frozen_path(KEY, "1.0.0", "md")).read_bytes() == text
    assert published(root)[f"{KEY}/1.0.0.json"]["source"]["sha256"] == sha256(text)


def test_a_file_that_changes_after_it_was_read_is_not_released(root: Path) -> None:
    project = open_project(root)
    edit(root, INDICATOR, "Väntetid", "Annat")
    with pytest.raises(RefusedError, match="ändrades"):
        release(project, KEY, environment="acceptance", base=BASE, date="2026-01-02")
    assert not (root / "content/utgivet").exists()


@pytest.mark.parametrize("version", ["01.0.0", "1.0.0-rc.1", "1.0", "１.0.0", "1.٢.0", "9" * 5000 + ".0.0", "../../x"])
def test_odd_versions_are_refused(root: Path, version: str) -> None:
    edit(root, INDICATOR, 'enhet: "%"', f'enhet: "%"\nversion: "{version}"')
    with pytest.raises(RefusedError):
        release_now(root)
    assert not (root / "content/utgivet").exists()


def test_a_lower_version_than_any_released_is_refused(root: Path) -> None:
    approve(root)
    edit(root, PATH, "version: 0.1.0", "version: 2.0.0")
    release_now(root, PATHWAY)
    edit(root, PATH, "version: 2.0.0", "version: 1.0.0")
    with pytest.raises(RefusedError, match=r"2\.0\.0"):
        release_now(root, PATHWAY, "production")


@pytest.mark.parametrize("date", ["i går", "2026-02-30", "20260102", "2026-W01-1", "2026-01-02\n", "-1"])
def test_odd_dates_are_refused(root: Path, date: str) -> None:
    with pytest.raises(RefusedError, match="datum"):
        release_now(root, date=date)
    release_now(root)
    with pytest.raises(RefusedError, match="datum"):
        withdraw(open_project(root), KEY, reason="x", environment="acceptance", date=date)


@pytest.mark.parametrize(
    "id", ["../x", "../../etc/passwd", "/etc/passwd", "vardforlopp/../indikatorer/vantetid", ".", ""]
)
def test_no_id_leads_out_of_the_project(root: Path, id: str) -> None:
    with pytest.raises(RefusedError, match="inget dokument"):
        release_now(root, id)


def test_two_at_once_never_touch_what_the_first_released(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second begins when the first has frozen its files and not yet logged them."""
    first, second = open_project(root), open_project(root)
    tried: list[Path] = []

    def meanwhile(path: Path, data: bytes, **how: bool) -> None:
        if path.suffix == ".yaml" and not tried:
            tried.append(path)
            with pytest.raises(RefusedError, match="samtidigt"):
                release(second, KEY, environment="acceptance", base=BASE, date="2026-01-02")
        write_atomic(path, data, **how)

    monkeypatch.setattr("rodtrad.release.write_atomic", meanwhile)
    release(first, KEY, environment="acceptance", base=BASE, date="2026-01-02")
    assert tried
    assert published(root)[f"{KEY}.json"]["environment"] == "acceptance"


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@settings(max_examples=200, deadline=None)
@given(TEXT, TEXT, st.lists(TEXT, max_size=4))
def test_any_event_can_be_read_again(title: str, reason: str, summary: list[str]) -> None:
    """One that could not would stop the feed of every document, for ever."""
    event = Event(
        nummer=1,
        händelse="upphävande",
        dokument=KEY,
        version="1.0.0",
        miljö="acceptance",
        klass="lifecycle",
        titel=title,
        datum="2026-01-02",
        sammanfattning=tuple(summary),
        skäl=reason,
    )
    assert read_event("00001.yaml", event.write().encode()) == event


def test_a_title_of_brackets_does_not_stop_the_feed(root: Path) -> None:
    edit(root, INDICATOR, "titel: Väntetid till bedömning", 'titel: "[[[[[[[[ <<: *x &y !z"')
    release_now(root)
    withdraw(open_project(root), KEY, reason="[" * 50 + "\x85\u2028.", environment="acceptance", date="2026-01-02")
    assert published(root)[f"{KEY}.json"]["lifecycle"]["reason"] == "[" * 50 + "\x85\u2028."


def test_a_release_with_very_many_changes_can_be_read_again(root: Path) -> None:
    rows = "\n".join(
        f"- Felkälla nummer {n} som beskrivs med många ord, så att händelsen blir lång.\n" for n in range(900)
    )
    edit(root, INDICATOR, "## Felkällor\n", f"## Felkällor\n\n{rows}")
    release_now(root)
    edit(root, INDICATOR, "som beskrivs", "som här beskrivs")
    edit(root, INDICATOR, 'enhet: "%"', 'enhet: "%"\nversion: 2.0.0')
    event = release_now(root)
    assert events(root)[-1] == event
    assert len((root / "content/utgivet/logg/00002.yaml").read_bytes()) < 64 * 1024


def test_reasons_that_no_file_can_hold_are_refused(root: Path) -> None:
    release_now(root)
    for reason in ("x\udcff", "x" * 100_000):
        with pytest.raises(RefusedError, match="skäl"):
            withdraw(open_project(root), KEY, reason=reason, environment="acceptance", date="2026-01-02")
    assert len(events(root)) == 1


@pytest.mark.parametrize(
    "successor", [KEY, "register/organ", "indikatorer/saknas", "../x", "vardforlopp/njursten#a", PATHWAY]
)
def test_a_successor_is_another_document_that_readers_can_get(root: Path, successor: str) -> None:
    release_now(root)
    with pytest.raises(RefusedError, match=r"ersätta|inget dokument"):
        withdraw(
            open_project(root), KEY, reason="x", replaced_by=[successor], environment="acceptance", date="2026-01-02"
        )


BROKEN = [
    ("dokument", f'"{KEY}"', '"../../../etc/passwd"'),
    ("dokument", f'"{KEY}"', '"indikatorer/../vantetid"'),
    ("dokument", f'"{KEY}"', '"vantetid"'),
    ("dokument", f'"{KEY}"', '"register/organ"'),
    ("version", '"1.0.0"', '"../../../x"'),
    ("version", '"1.0.0"', '"1.0"'),
    ("händelse", '"utgivning"', '"annat"'),
    ("händelse", '"utgivning"', '"upphävande"'),
    ("miljö", '"acceptance"', '"draft"'),
    ("miljö", '"acceptance"', '"production"'),
    ("klass", '"clinical"', '"harmless"'),
    ("datum", '"2026-01-02"', '"i går"'),
    ("titel", '"Väntetid till bedömning"', "[a, b]"),
    ("sammanfattning", '\n  - "Första utgåvan"', ' "Första utgåvan"'),
    ("nummer", "1", "[1]"),
    ("nummer", "1", "1_0"),
    ("nummer", "1", "１"),
    ("nummer", "1", "9" * 5000),
    ("sha256", '"', '"0'),
]


@pytest.mark.parametrize(("key", "old", "new"), BROKEN)
def test_an_event_that_was_tampered_with_stops_the_feed(root: Path, key: str, old: str, new: str) -> None:
    """Above all: what was released to acceptance is not in production because a line in the log says so."""
    release_now(root)
    space = "" if old.startswith("\n") else " "
    edit(root, "content/utgivet/logg/00001.yaml", f"{key}:{space}{old}", f"{key}:{new if new[0] == ' ' else ' ' + new}")
    for environment in ("acceptance", "production"):
        try:
            files = published(root, environment)
        except ReleaseError:
            break
        assert not any(path.startswith("indikatorer/") for path in files)
    else:
        pytest.fail("nobody noticed")


def test_an_event_that_is_no_text_is_named(root: Path) -> None:
    release_now(root)
    log = root / "content/utgivet/logg"
    for data in (b"\xff\xfe\x00", b"", b"- a", b"a: b", b"nummer: 2\n", b"[" * 100_000):
        (log / "00002.yaml").write_bytes(data)
        with pytest.raises(ReleaseError, match=r"00002\.yaml"):
            events(root)
    (log / "00002.yaml").unlink()
    (log / "00002.yaml").mkdir()
    with pytest.raises(ReleaseError, match=r"00002\.yaml"):
        events(root)


def test_the_frozen_file_must_be_the_one_that_the_event_names(root: Path) -> None:
    """Another document's payload with its true hash in the log: every hash fits, and the text is wrong."""
    release_now(root)
    path = root / frozen_path(KEY, "1.0.0")
    old = path.read_bytes()
    for field, value in (("id", "annan"), ("version", "2.0.0"), ("environment", "production")):
        data = json.dumps({**json.loads(old), field: value}).encode()
        path.write_bytes(data)
        edit(root, "content/utgivet/logg/00001.yaml", sha256(old), sha256(data))
        with pytest.raises(ReleaseError, match=r"1\.0\.0\.json"):
            items(root, "acceptance")
        edit(root, "content/utgivet/logg/00001.yaml", sha256(data), sha256(old))


def test_an_example_in_the_log_of_production_stops_the_feed(root: Path) -> None:
    edit(root, INDICATOR, 'enhet: "%"', 'enhet: "%"\nexempel: true')
    release_now(root)
    path = root / frozen_path(KEY, "1.0.0")
    old = path.read_bytes()
    data = old.replace(b'"environment":"acceptance"', b'"environment":"production"')
    path.write_bytes(data)
    edit(root, "content/utgivet/logg/00001.yaml", sha256(old), sha256(data))
    edit(root, "content/utgivet/logg/00001.yaml", "acceptance", "production")
    with pytest.raises(ReleaseError, match="exempel"):
        items(root, "production")


def test_what_was_withdrawn_says_so_where_it_is_shown(root: Path) -> None:
    release_now(root)
    withdraw(open_project(root), KEY, reason="Fel täljare.", environment="acceptance", date="2026-01-03")
    stub = published(root)[f"{KEY}.json"]
    assert stub["notice"] == "Upphävt och gäller inte: Fel täljare."


def test_commands_say_what_is_wrong_with_the_log(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    release_now(root)
    put(root, "content/utgivet/logg/00003.yaml", "nummer: 3\n")
    monkeypatch.chdir(root)
    for command in (
        ["feed", "--out", "ut", "--environment", "acceptance"],
        ["release", KEY, "--environment", "acceptance"],
        ["withdraw", KEY, "--environment", "acceptance", "--reason", "x"],
    ):
        assert main(command) == 2
        assert "00003.yaml" in capsys.readouterr().err


def test_what_nobody_can_decide_about_never_reaches_production(root: Path) -> None:
    with pytest.raises(RefusedError, match="beslutslogg"):
        release_now(root, environment="production")
    assert events(root) == ()


def test_the_log_is_read_from_ordinary_files_only(root: Path) -> None:
    release_now(root)
    os.mkfifo(root / "content/utgivet/logg/00002.yaml")
    with pytest.raises(ReleaseError, match="vanlig fil"):
        published(root)
    (root / "content/utgivet/logg/00002.yaml").unlink()
    (root / "content/utgivet/logg/00002.yaml").symlink_to("/dev/zero")
    with pytest.raises(ReleaseError, match="kan inte läsas"):
        published(root)


def test_a_release_is_not_written_through_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("annat")
    (root / "content/utgivet").mkdir(parents=True, exist_ok=True)
    (root / "content/utgivet/indikatorer").symlink_to(outside)
    with pytest.raises(UsageError, match="leads out of the project"):
        release_now(root)
    assert not list(outside.iterdir())


def test_a_frozen_text_that_was_changed_is_noticed(root: Path) -> None:
    release_now(root)
    text = root / frozen_path(KEY, "1.0.0", "md")
    text.write_bytes(text.read_bytes().replace(b"titel", b"Titel", 1))
    with pytest.raises(ReleaseError, match="har ändrats sedan utgivningen"):
        published(root)
    text.unlink()
    with pytest.raises(ReleaseError, match="saknas men är utgiven"):
        published(root)
