"""Environments never mix: nothing below `api/v1` of production is of a draft or an example, nor can it be put there."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rodtrad.cli import main
from rodtrad.conformance.office import Office
from rodtrad.feed.canonical import canonical, sha256
from rodtrad.feed.payload import is_catalogue
from rodtrad.feed.releases import ReleaseError, file_name, frozen_path, released
from rodtrad.feed_writing import LISTED, write
from rodtrad.project import open_project

ROOT = Path(__file__).parents[1]
BASE = "https://rodtrad.example/"

CANARY = "Kanariefågel"
"""A word that stands in every text that must stay out, wherever a text can say anything."""

HERE = "kanarie"
"""The same, in ids and codes."""


def strings(value: Any) -> Iterator[str]:
    """Every string in JSON, keys too."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value


def uses(value: Any) -> Iterator[tuple[str, str]]:
    """Every value of `clinicalUse` and `environment`, however deep."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("clinicalUse", "environment") and isinstance(item, str):
                yield key, item
            yield from uses(item)
    elif isinstance(value, list):
        for item in value:
            yield from uses(item)


def read_all(home: Path) -> dict[str, str]:
    """What every file of a feed says, by path: the words as a reader of its format gets them."""
    found = {}
    for path in (path for path in home.rglob("*") if path.is_file() and path.name != ".rodtrad"):
        name = path.relative_to(home).as_posix()
        if path.suffix == ".sqlite":
            with sqlite3.connect(path) as database:
                found[name] = "\n".join(database.iterdump())
            database.close()
        elif path.suffix in (".json", ".jsonld"):
            found[name] = "\n".join(strings(json.loads(path.read_bytes())))
        elif path.suffix == ".jsonl":
            found[name] = "\n".join(s for line in path.read_bytes().splitlines() for s in strings(json.loads(line)))
        else:
            found[name] = path.read_text("utf-8")
        found[name] += f"\n{name}\n" + path.read_bytes().decode("utf-8", "replace")
    return found


def check_uses(home: Path) -> set[str]:
    """Every word of use in every format is one that production may say; return the endings that were looked into."""
    seen = set()
    for path in home.rglob("*"):
        if path.suffix in (".json", ".jsonld", ".jsonl"):
            lines = path.read_bytes().splitlines() if path.suffix == ".jsonl" else [path.read_bytes()]
            for name, value in (found for line in lines for found in uses(json.loads(line))):
                assert value in (("production",) if name == "environment" else ("approved", "catalogue")), path
                seen.add(path.suffix)
    with (home / "csv/documents.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["clinical_use"], row["state"]) for row in csv.DictReader(file)]
    with sqlite3.connect(home / "tables.sqlite") as database:
        rows += database.execute("SELECT clinical_use, state FROM documents").fetchall()
    database.close()
    assert rows
    assert {use for use, _ in rows} <= {"approved", "catalogue"}
    assert {state for _, state in rows} <= {"gäller", "upphävt", "registerpost"}
    return seen


def test_no_made_up_outcome_is_in_production(tmp_path: Path) -> None:
    write(ROOT, tmp_path, environment="acceptance", base=BASE)
    made_up = sorted(file.name for file in (tmp_path / "api/v1/utfall").iterdir() if b"exempelreg" in file.read_bytes())
    assert len(made_up) >= 6, "or this test would find nothing"
    write(ROOT, tmp_path, environment="production", base=BASE)
    home = tmp_path / "api/v1"
    assert not [name for name in made_up if (home / "utfall" / name).exists()]
    assert not [path for path in home.rglob("*") if path.is_file() and b"exempelreg" in path.read_bytes()]
    kept = (tmp_path / "utkast/v1/utfall" / name for name in made_up)
    assert all(b"exempelreg" in file.read_bytes() for file in kept), "they are with the working texts"


def test_nothing_of_the_real_working_texts_is_in_production(tmp_path: Path) -> None:
    write(ROOT, tmp_path, environment="production", base=BASE, drafts=False)
    home = tmp_path / "api/v1"
    assert check_uses(home) == {".json", ".jsonl"}
    project = open_project(ROOT)
    official = {release.key for release in released(ROOT, "production")}
    # What is no document of its own in the feed, and what is in it without its text.
    others = LISTED
    working, entries = [], []
    for document in project.documents:
        if document.face.kind not in others and document.face.key not in official:
            (entries if is_catalogue(document.face) else working).append(document.face)
    assert len(working) > 50, "or this test would find nothing"
    listed = {entry["url"] for entry in json.loads((home / "index.json").read_bytes())["documents"]}
    assert listed == {f"{face.key}.json" for face in entries} | {f"{key}.json" for key in official}
    for face in working:
        assert not list(home.glob(f"{face.key}.*")), face.key
        assert not (home / face.key).exists(), face.key
    known = "\n".join((ROOT / face.path).read_text("utf-8") for face in entries)
    said = "\n".join(read_all(home).values())
    for face in working:
        lines = (ROOT / face.path).read_text("utf-8").split("\n---\n", 1)[1].splitlines()
        prose = [line.strip("-#* ") for line in lines if len(line) > 60 and "[" not in line and "`" not in line]
        own = [line for line in prose if line not in known][:20]
        assert not [line for line in own if line in said], face.path


HEAD = "---\nid: {id}\ntitel: Kanariefågel {id}\nlicens: CC0-1.0\n{more}---\n\n"
FLOW = (
    "## Omfattning av kunskapsstödet\n\nKanariefågel omfattas.\n\n"
    "## Ingång och utgång\n\n### Ingång i vårdförloppet\n\n- Kanariefågel misstänks. → [A](#a) {#in-kanarie}\n\n"
    "## Vårdförloppets åtgärder\n\n### Gång\n\n#### A. Kanariefågel {#a}\n\n"
    "##### Hälso- och sjukvårdens åtgärder\n\n- Ge 10 mg Kanariefågel inom 30 minuter.\n\n"
    "## Utmaningar och mål\n\n### Vårdförloppets mål\n\n- Fler Kanariefågel. {#m-kanarie}\n"
)
FULL = "typ: vårdförlopp\nomfattning: fulltext\nkoder:\n  icd-10-se: [Z99]\n"

HOSTILE: dict[str, tuple[str, str]] = {
    "a draft": ("vardforlopp/kanarie-utkast", HEAD.format(id="kanarie-utkast", more=f"{FULL}status: utkast\n") + FLOW),
    "approved but never released": (
        "vardforlopp/kanarie-godkant",
        HEAD.format(id="kanarie-godkant", more=f"{FULL}status: godkänt\nversion: 1.0.0\n") + FLOW,
    ),
    "an example": (
        "vardforlopp/kanarie-exempel",
        HEAD.format(id="kanarie-exempel", more=f"{FULL}exempel: true\nstatus: godkänt\n") + FLOW,
    ),
    "an example that says it is an entry": (
        "vardforlopp/kanarie-post",
        HEAD.format(id="kanarie-post", more="typ: vårdförlopp\nomfattning: registerpost\nexempel: true\n") + FLOW,
    ),
    "an example of a generic model": (
        "vardforlopp/kanarie-modell",
        HEAD.format(
            id="kanarie-modell", more="typ: generisk modell\nomfattning: registerpost\nexempel: true\nalias: [ett]\n"
        )
        + FLOW,
    ),
    "no extent": ("vardforlopp/kanarie-utan", HEAD.format(id="kanarie-utan", more="typ: vårdförlopp\n") + FLOW),
    "an odd extent": (
        "vardforlopp/kanarie-udda",
        HEAD.format(id="kanarie-udda", more="typ: vårdförlopp\nomfattning: Registerpost!\n") + FLOW,
    ),
    "the working text of what is released": (
        "vardforlopp/ett",
        HEAD.format(id="ett", more=f"{FULL}version: 9.0.0\nexempel: true\n") + FLOW,
    ),
    "an indicator": (
        "indikatorer/kanarie",
        HEAD.format(id="kanarie", more='enhet: "%"\nexempel: true\n') + "## Definition\n\nKanariefågel.\n",
    ),
    "a guideline": (
        "riktlinjer/kanarie",
        HEAD.format(id="kanarie", more="") + "## Rekommendationer\n\nKanariefågel.\n",
    ),
    "an addition": (
        "tillagg/kalmar-lan/ett",
        "---\nregion: kalmar-lan\ntillägg till: ett\nbygger på: 1.0.0\nlicens: CC0-1.0\n---\n\n"
        "## Tillägg vid [A](#a)\n\nKanariefågel.\n",
    ),
    "a document that cannot be read": ("vardforlopp/kanarie-trasig", "---\nid: [[[ Kanariefågel\n---\n"),
    "an odd name": ("vardforlopp/ett/1.0.0", HEAD.format(id="ett", more=FULL) + FLOW),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One document is released to production and has a later text, one is an entry, one is released for trying."""
    root = tmp_path / "projekt"
    office = Office(root)
    office.release("vardforlopp/ett")
    events = list(office.events)
    trying = Office(root, "acceptance")
    trying.release("vardforlopp/kanarie-prov")
    path = root / frozen_path("vardforlopp/kanarie-prov", "1.0.0")
    data = path.read_bytes().replace(b"Kanarie-prov", CANARY.encode())
    path.write_bytes(data)
    events.append(replace(trying.events[0], nummer=2, titel=CANARY, sha256=sha256(data), sammanfattning=(CANARY,)))
    for event in events:
        put(root, f"content/utgivet/logg/{file_name(event.nummer)}", event.write())
    entry = "typ: vårdförlopp\nomfattning: registerpost\n"
    text = "## Omfattning av kunskapsstödet\n\nSe [detta](kanarie-utkast.md) och [detta](kanarie-utkast.md#a).\n"
    put(root, "content/vardforlopp/listad.md", HEAD.replace("Kanariefågel ", "").format(id="listad", more=entry) + text)
    return root


def put(root: Path, path: str, text: str | bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())


def feed(root: Path, out: Path, environment: str = "production") -> Path:
    write(root, out, environment=environment, base=BASE)  # type: ignore[arg-type]
    return out / "api/v1"


@pytest.mark.parametrize("name", [*HOSTILE, "all of them"])
def test_what_must_stay_out_is_in_no_file_of_production(project: Path, tmp_path: Path, name: str) -> None:
    chosen = HOSTILE.values() if name == "all of them" else [HOSTILE[name]]
    for key, text in chosen:
        put(project, f"content/{key}.md", text)
    home = feed(project, tmp_path / "ut")
    check_uses(home)
    said = read_all(home)
    assert {"atom.xml", "csv/documents.csv", "tables.sqlite", "documents.jsonl", "index.json"} <= said.keys()
    assert not [path for path, words in said.items() if CANARY in words]
    # The one that speaks of a draft is an entry that links to it: what it says itself is what it may.
    allowed = {path for path, words in said.items() if "vardforlopp/listad" in words}
    named = {path for path, words in said.items() if HERE in words.replace("kanarie-utkast", "")}
    assert named == set()
    assert {path for path, words in said.items() if "kanarie-utkast" in words} <= allowed
    listed = [entry["id"] for entry in json.loads((home / "index.json").read_bytes())["documents"]]
    assert listed == ["ett", "listad"]
    assert json.loads((home / "vardforlopp/ett.json").read_bytes())["version"] == "1.0.0"


def test_the_search_finds_what_is_there(project: Path, tmp_path: Path) -> None:
    """The same search in the feed for trying, and in that of working texts, finds the word in every kind of file."""
    for key, text in HOSTILE.values():
        put(project, f"content/{key}.md", text)
    feed(project, tmp_path / "ut", "acceptance")
    trying = {path for path, words in read_all(tmp_path / "ut/api/v1").items() if CANARY in words}
    assert {"atom.xml", "andringar/1.json", "csv/changes.csv", "tables.sqlite"} <= trying
    working = {path for path, words in read_all(tmp_path / "ut/utkast/v1").items() if CANARY in words}
    assert {"index.json", "documents.jsonl", "csv/documents.csv", "tables.sqlite"} <= working
    assert any(path.startswith("koder/icd-10-se/") for path in working)
    assert any(path.endswith(".jsonld") for path in working)


@pytest.mark.parametrize("use", ["example", "draft"])
def test_a_frozen_file_that_is_an_example_stops_the_feed(project: Path, tmp_path: Path, use: str) -> None:
    """Somebody has changed both the file and the log."""
    path = frozen_path("vardforlopp/ett", "1.0.0")
    data = (project / path).read_bytes().replace(b'"approved"', f'"{use}"'.encode())
    log = project / "content/utgivet/logg/00001.yaml"
    text = log.read_text("utf-8").replace(sha256((project / path).read_bytes()), sha256(data))
    put(project, path, data)
    log.write_text(text, "utf-8")
    with pytest.raises(ReleaseError, match="är ett exempel eller ett utkast"):
        feed(project, tmp_path / "ut")


# By hand, in the folder that is published.


def example(home: Path, **other: str) -> bytes:
    said = json.loads((home / "vardforlopp/ett/1.0.0.json").read_bytes())
    return canonical({**said, "clinicalUse": "example", **other})


def stray(home: Path) -> None:
    put(home, "vardforlopp/nytt.json", example(home, id="nytt"))


def stray_that_says_it_is_approved(home: Path) -> None:
    put(home, "vardforlopp/nytt.json", example(home, id="nytt", clinicalUse="approved"))


def stray_version(home: Path) -> None:
    put(home, "vardforlopp/ett/2.0.0.json", example(home, version="2.0.0", clinicalUse="approved"))


def stray_linked_data(home: Path) -> None:
    put(home, "vardforlopp/nytt.jsonld", b"{}")


def stray_calendar(home: Path) -> None:
    """Of a format that may come."""
    put(home, "vardforlopp/nytt.ics", b"BEGIN:VCALENDAR")


def stray_packed(home: Path) -> None:
    """What nginx gives in place of a file that is not there, and nobody can read before it does."""
    put(home, "vardforlopp/nytt.json.gz", gzip.compress(example(home, id="nytt")))


def a_packed_code_page(home: Path) -> None:
    put(home, "koder/icd-10-se/Z99.json.gz", gzip.compress(example(home)))


def in_place_of_the_current(home: Path) -> None:
    put(home, "vardforlopp/ett.json", example(home))


def with_white_space(home: Path) -> None:
    put(home, "vardforlopp/ett.json", json.dumps(json.loads(example(home, clinicalUse="draft")), indent=2))


def in_the_lines(home: Path) -> None:
    put(home, "documents.jsonl", (home / "documents.jsonl").read_bytes() + b" " * 1_048_500 + b"\n" + example(home))


def in_a_code_page(home: Path) -> None:
    put(home, "koder/icd-10-se/Z99.json", b'{"environment": "production", "uses": [{"clinicalUse": "example"}]}')


def in_the_index(home: Path) -> None:
    put(home, "index.json", (home / "index.json").read_bytes().replace(b'"approved"', b'"example"'))


def of_acceptance(home: Path) -> None:
    put(home, "andringar/1.json", (home / "andringar/1.json").read_bytes().replace(b'"production"', b'"acceptance"'))


def in_the_lists(home: Path) -> None:
    """In the shard too, with all the hashes that follow."""
    manifest = json.loads((home / "manifest.json").read_bytes())
    for entry in manifest["shards"]:
        data = (home / entry["path"]).read_bytes().replace(b'"approved"', b'"example"')
        entry.update(path=f"manifest/{sha256(data)}.json", sha256=sha256(data), bytes=len(data))
        put(home, entry["path"], data)
    put(home, "manifest.json", canonical(manifest))


@pytest.mark.parametrize(
    ("by_hand", "why"),
    [
        (stray, "vardforlopp/nytt.json ser ut som ett dokument men finns inte i manifestet"),
        (stray_that_says_it_is_approved, "ser ut som ett dokument men finns inte i manifestet"),
        (stray_version, "vardforlopp/ett/2.0.0.json ser ut som ett dokument"),
        (stray_linked_data, "vardforlopp/nytt.jsonld ser ut som ett dokument"),
        (stray_calendar, "vardforlopp/nytt.ics ser ut som ett dokument"),
        (stray_packed, "vardforlopp/nytt.json.gz är en packad fil"),
        (a_packed_code_page, "Z99.json.gz är en packad fil"),
        (in_place_of_the_current, "vardforlopp/ett.json är eller nämner ett exempel"),
        (with_white_space, "vardforlopp/ett.json är eller nämner ett utkast"),
        (in_the_lines, "documents.jsonl är eller nämner ett exempel"),
        (in_a_code_page, "Z99.json är eller nämner ett exempel"),
        (in_the_index, "index.json är eller nämner ett exempel"),
        (of_acceptance, "hör till miljön acceptance, inte production"),
        (in_the_lists, "är eller nämner ett exempel"),
    ],
)
def test_nothing_is_published_that_somebody_has_put_there(
    project: Path, tmp_path: Path, by_hand: Any, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    home = feed(project, tmp_path / "ut")
    assert main(["keys", "init", str(tmp_path / "nycklar"), "--environment", "production"]) == 0
    words = ["publish", "--from", str(tmp_path / "ut"), "--to", str(tmp_path / "www"), "--keys"]
    words.append(str(tmp_path / "nycklar"))
    by_hand(home)
    capsys.readouterr()
    assert main(words) == 1
    assert why in capsys.readouterr().err
    assert not (tmp_path / "www/api").exists()


def test_what_nobody_has_touched_is_published(project: Path, tmp_path: Path) -> None:
    """And a text that only speaks of the field is no example."""
    entry = project / "content/vardforlopp/listad.md"
    entry.write_text(entry.read_text("utf-8") + '\nFältet `"clinicalUse":"example"` är ett fält.\n', "utf-8")
    feed(project, tmp_path / "ut")
    assert main(["keys", "init", str(tmp_path / "nycklar"), "--environment", "production"]) == 0
    words = ["publish", "--from", str(tmp_path / "ut"), "--to", str(tmp_path / "www"), "--keys"]
    assert main([*words, str(tmp_path / "nycklar")]) == 0
    assert b'clinicalUse\\":' in (tmp_path / "www/api/v1/vardforlopp/listad.json").read_bytes()


def test_examples_may_be_published_for_trying(project: Path, tmp_path: Path) -> None:
    for key, text in HOSTILE.values():
        put(project, f"content/{key}.md", text)
    feed(project, tmp_path / "ut", "acceptance")
    assert main(["keys", "init", str(tmp_path / "nycklar"), "--environment", "acceptance"]) == 0
    words = ["publish", "--from", str(tmp_path / "ut"), "--to", str(tmp_path / "www"), "--keys"]
    assert main([*words, str(tmp_path / "nycklar")]) == 0
    assert (tmp_path / "www/api/v1/vardforlopp/kanarie-post.json").exists()
