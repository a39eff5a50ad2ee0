"""A region's additions while they are written, against the national texts that it has fetched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rodtrad.feed.canonical import current
from rodtrad.feed.models import Lifecycle
from rodtrad.feed_writing import write
from rodtrad.lsp.answers import RefusedError
from rodtrad.lsp.desk import Desk
from rodtrad.lsp.hovering import hover
from rodtrad.lsp.renaming import rename
from rodtrad.lsp.session import Session
from rodtrad.lsp.uses import definition, uses

ROOT = Path(__file__).parents[2]
ADDITION = "content/tillagg/kalmar-lan/depression-vuxna.md"
TEXT = (ROOT / ADDITION).read_text("utf-8")
NATIONAL = "vardforlopp/depression-vuxna"


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("feed")
    write(ROOT, out, environment="acceptance", drafts=False)
    return out


@pytest.fixture
def session(feed: Path, tmp_path: Path) -> Session:
    path = tmp_path / "region" / ADDITION
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, "utf-8")
    shutil.copytree(feed / "api/v1", tmp_path / "region/kopia")
    made = Session(tmp_path / "region", jobs=1)
    made.write(ADDITION, TEXT)
    return made


def found(session: Session) -> list[str]:
    return [finding.rule for finding in session.findings(ADDITION)]


def test_they_are_used_when_they_are_named(session: Session) -> None:
    assert "unknown-reference" in found(session)
    session.use({}, "kopia")
    assert found(session) == []
    session.write(ADDITION, TEXT.replace("(#konsultation)", "(#konsultationen)"))
    assert found(session) == ["dead-anchor"]
    session.use({})
    assert "unknown-reference" in found(session)


def test_a_new_copy_is_seen(session: Session) -> None:
    session.use({}, "kopia")
    home = session.root / "kopia"
    data = (home / f"{NATIONAL}/1.0.0.json").read_bytes()
    (home / f"{NATIONAL}.json").write_bytes(current(data, Lifecycle(state="upphävt", reason="Föråldrat")))
    index = (home / "index.json").read_bytes()
    (home / "index.json").write_bytes(index + b"\n")
    session.refresh()
    assert found(session) == ["withdrawn-pathway"]


def test_what_the_project_has_itself_holds(session: Session) -> None:
    own = session.root / "content" / f"{NATIONAL}.md"
    own.parent.mkdir()
    own.write_text("---\nid: depression-vuxna\ntitel: Egen\n---\n", "utf-8")
    session.use({}, "kopia")
    assert session.library.faces[NATIONAL].title == "Egen"
    own.unlink()
    session.refresh()
    assert session.library.faces[NATIONAL].title == "Depression hos vuxna"


def test_what_is_no_copy_is_told_once(session: Session) -> None:
    session.use({}, "finns-inte")
    (told,) = session.untold()
    assert told.startswith("De nationella texterna används inte: ")
    session.refresh()
    assert session.untold() == []


def test_what_is_fetched_can_be_read_about_but_not_opened_or_changed(session: Session) -> None:
    session.use({}, "kopia")
    line = TEXT.split("\n").index("## Avvikelse vid [M](#konsultation)") + 1
    at = (session, ADDITION, line, 22)
    told = hover(*at)
    assert told
    assert "Depression hos vuxna" in told.text
    assert definition(*at) is None
    assert {spot.path for spot in uses(*at, declaration=True)} == {ADDITION}
    with pytest.raises(RefusedError, match="hämtad text"):
        rename(*at, "annat")


@pytest.mark.parametrize(("said", "rules"), [("kopia", False), (7, True), (None, True), ("", True)])
def test_the_editor_names_the_copy(session: Session, said: object, rules: bool) -> None:
    desk = Desk([session])
    desk.use({"national": said})
    assert bool(found(session)) is rules
