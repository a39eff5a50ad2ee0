"""From a copy and a region's own files to what the region reads, with a report that says what to do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import jsonschema_rs
import msgspec
import pytest

from merging import addition, at, block, national
from rodtrad.cli import main
from rodtrad.commands._merge import lines
from rodtrad.errors import UsageError
from rodtrad.feed import models as m
from rodtrad.feed.canonical import canonical, current
from rodtrad.feed.listings import Register, RegisterEntry, head
from rodtrad.feed.merged import Merged
from rodtrad.feed_writing import write
from rodtrad.merging import own_additions, view
from rodtrad.national import FeedFolder, open_copy
from rodtrad.schemas import every

ROOT = Path(__file__).parents[1]
SCHEMAS = {path: json.loads(data) for path, data in every()}
DAY = "2026-11-27"


class Kept:
    """A copy in memory: of each document its versions, and its state."""

    environment: m.Environment = "acceptance"
    stale = False

    def __init__(self, *documents: tuple[m.State, list[m.Payload]]) -> None:
        self.by_key: dict[str, tuple[m.State, list[m.Payload]]] = {}
        for state, versions in documents:
            folder = "tillagg" if versions[0].kind == "addition" else "vardforlopp"
            self.by_key[f"{folder}/{versions[0].id}"] = state, versions

    def keys(self) -> Iterable[str]:
        return self.by_key

    def current(self, key: str) -> bytes:
        state, versions = self.by_key[key]
        return current(canonical(versions[-1]), m.Lifecycle(state=state, reason="Skäl"))

    def version(self, key: str, version: str) -> bytes:
        for one in self.by_key[key][1]:
            if one.version == version:
                return canonical(one)
        raise KeyError(version)

    def registers(self) -> Iterable[bytes]:
        entries = [RegisterEntry(id="x", title="Region X", facts=[])]
        yield canonical(Register(**head("acceptance"), id="regioner", title="Regioner", sources=[], entries=entries))


SEPSIS = [
    national([block("larm", role="action"), block("odla", role="action")]),
    national([block("larm", role="action"), block("odla", "annat", role="action")], "2.0.0"),
]


def test_what_the_region_wrote_holds_over_what_is_in_the_copy() -> None:
    copy = Kept(("gäller", SEPSIS), ("gäller", [addition("x", at("odla"))]))
    found = view(copy, "x", [addition("x", at("larm"))], DAY)
    assert [(a.at, a.outcome) for one in found.merged for a in one.additions] == [("larm", "clean")]
    assert [(a.at, a.reason) for one in view(copy, "x", [], DAY).merged for a in one.additions] == [("odla", "changed")]


def test_withdrawn_additions_are_left_out() -> None:
    copy = Kept(("gäller", SEPSIS), ("upphävt", [addition("x", at("odla"))]))
    assert view(copy, "x", [], DAY).merged == []


def test_a_withdrawn_pathway_says_so_and_its_additions_are_to_be_looked_at() -> None:
    (made,) = view(Kept(("upphävt", SEPSIS)), "x", [addition("x", at("larm"))], DAY).merged
    assert made.lifecycle
    assert (made.lifecycle.state, [a.reason for a in made.additions]) == ("upphävt", ["gone"])
    said = list(lines(view(Kept(("upphävt", SEPSIS)), "x", [addition("x", at("larm"))], DAY)))
    assert said[1].startswith("  Upphävt och gäller inte: Skäl. Tilläggen ska bort, ")


def test_a_pathway_is_found_by_its_old_id_and_one_that_is_not_there_is_told() -> None:
    now = national([block("larm", role="action")], alias=["blodforgiftning"])
    old = addition("x", at("larm", to="blodforgiftning"), to="blodforgiftning")
    found = view(Kept(("gäller", [now])), "x", [old, addition("x", at("larm"), to="okant")], DAY)
    assert [(one.id, [a.outcome for a in one.additions]) for one in found.merged] == [("sepsis", ["unchanged"])]
    assert found.missing == [("tillagg/x/okant", "vardforlopp/okant")]


def test_inheriting_from_a_region_without_additions_is_told() -> None:
    found = view(Kept(("gäller", SEPSIS)), "x", [addition("x", at("larm"), inherits="y")], DAY)
    assert found.childless == [("tillagg/x/sepsis", "y")]


def test_what_cannot_be_merged_or_read_ends_the_command() -> None:
    with pytest.raises(UsageError, match="ärver i ring"):
        view(Kept(("gäller", SEPSIS)), "x", [addition("x", at("larm"), inherits="x")], DAY)
    broken = Kept(("gäller", SEPSIS))
    broken.current = lambda key: b"{}"  # type: ignore[method-assign]
    with pytest.raises(UsageError, match="cannot be read"):
        view(broken, "x", [addition("x", at("larm"))], DAY)


def test_the_list_of_deviations_has_those_in_use_and_what_became_of_them() -> None:
    mine = addition("x", at("larm", role="deviation", reason="Skäl", until="2025"), inherits="y")
    theirs = addition("y", [*at("odla", role="deviation", reason="Andra skäl"), *at("larm", role="deviation")])
    found = view(Kept(("gäller", SEPSIS)), "x", [mine, theirs], DAY)
    assert [(d.region, d.at, d.outcome, d.inherited, d.expired) for d in found.deviations] == [
        ("x", "larm", "clean", False, True),
        ("y", "odla", "conflict", True, False),
    ]
    assert found.deviations[0].pathway_title == "sepsis"


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("feed")
    write(ROOT, out, environment="acceptance", drafts=False)
    return out


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """A region's own project, with an addition to a pathway where the newest version has another M, and the same B."""
    path = tmp_path / "region/content/tillagg/kalmar-lan/sepsis.md"
    path.parent.mkdir(parents=True)
    path.write_text(OWN, "utf-8")
    return tmp_path / "region"


OWN = """---
region: kalmar-lan
tillägg till: sepsis
bygger på: 1.0.0
licens: CC0-1.0
---

## Tillägg vid [M](#kallkontroll)

Ring bakjouren.

## Avvikelse vid [B](#ambulans)

- **Skäl:** Långa | avstånd
- **Ansvarig:** chefläkare
- **Gäller till:** 2026-06

Ambulansen larmar.
"""


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def merge(feed: Path, region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*more: str, copy: Path = feed, out: Path = tmp_path / "out") -> tuple[int, str, str]:
        code = main(["merge", str(copy), "--out", str(out), "--date", DAY, *more])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_the_command_writes_the_view_the_lists_and_a_report(merge: Run, region: Path, tmp_path: Path) -> None:
    code, out, _ = merge("--region", "kalmar-lan", "--additions", str(region))
    assert code == 1
    lines = out.splitlines()
    assert lines[0] == "Depression hos vuxna 2.0.0: 1 tillägg, 1 avvikelse"
    assert lines[1] == "Sepsis 3.0.0: 1 tillägg, 1 avvikelse, 1 att se över"
    assert any(
        line.startswith("  Att se över: Tillägg vid M.") and "skriv `bygger på: 3.0.0`" in line for line in lines
    )
    assert any(line.startswith("  Gäller: Avvikelse vid ") for line in lines)
    assert any(line.startswith("  Slutdatum passerat: Avvikelse vid ") for line in lines)
    home = tmp_path / "out"
    for path, schema in [
        ("vardforlopp/sepsis.json", "region-v1/merged.json"),
        ("vardforlopp/depression-vuxna.json", "region-v1/merged.json"),
        ("avvikelser.json", "feed-v1/deviations.json"),
    ]:
        jsonschema_rs.validator_for(SCHEMAS[schema]).validate(json.loads((home / path).read_bytes()))
    made = json.loads((home / "vardforlopp/sepsis.json").read_bytes())
    (conflict,) = [a for a in made["additions"] if a["outcome"] == "conflict"]
    assert [b["text"] for b in conflict["before"]] != [b["text"] for b in conflict["now"]]
    assert [s["clinicalUse"] for s in made["sources"]] == ["draft"]
    review = (home / "att-se-over.md").read_text("utf-8")
    assert [line for line in review.splitlines() if line.startswith("#")] == [
        "# Att se över: Region Kalmar län",
        f"## Sepsis: Tillägg vid {conflict['place']}",
        "### Den nationella texten i version 1.0.0",
        "### Den nationella texten nu, version 3.0.0",
        "### Regionens text",
    ]
    assert all(f"> {block['text'].splitlines()[0]}"[:40] in review for block in conflict["now"])
    table = (home / "avvikelser.md").read_text("utf-8").splitlines()
    assert table[0] == "# Avvikelser från nationella vårdförlopp: Region Kalmar län"
    assert len(table) == 6
    assert r"| Långa \| avstånd | chefläkare | 2026-06 | Inte beslutad. Slutdatumet har passerat |" in table[5]


def test_again_changes_nothing_and_what_is_no_longer_made_is_removed(merge: Run, region: Path, tmp_path: Path) -> None:
    here = ("--region", "kalmar-lan", "--additions", str(region))
    merge(*here)
    assert merge(*here)[1].splitlines()[-1].startswith("0 filer")
    (region / "content/tillagg/kalmar-lan/sepsis.md").unlink()
    assert merge(*here)[0] == 0
    assert not (tmp_path / "out/vardforlopp/sepsis.json").exists()


def test_what_the_region_has_approved_is_no_draft(merge: Run, region: Path, tmp_path: Path) -> None:
    merge("--region", "kalmar-lan", "--additions", str(region), "--approved")
    made = json.loads((tmp_path / "out/vardforlopp/sepsis.json").read_bytes())
    assert [s["clinicalUse"] for s in made["sources"]] == ["approved"]
    assert made["sources"][0]["canonicalUrl"] == "https://rodtrad.example/tillagg/kalmar-lan/sepsis/"


HTML = "Ring bakjouren.", "Ring <b onclick='alert(1)'>bakjouren</b>."


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (HTML, "content/tillagg/kalmar-lan/sepsis.md:10: HTML"),
        (("---\n\n## Till", "\n<<<<<<< HEAD\n\n## Till"), "content/tillagg/kalmar-lan/sepsis.md:"),
    ],
)
def test_what_has_errors_is_not_approved(
    merge: Run, region: Path, tmp_path: Path, fault: tuple[str, str], said: str
) -> None:
    here = ("--region", "kalmar-lan", "--additions", str(region))
    assert merge(*here, "--approved")[0] == 1
    before = (tmp_path / "out/vardforlopp/sepsis.json").read_bytes()
    path = region / "content/tillagg/kalmar-lan/sepsis.md"
    assert fault[0] in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(*fault), "utf-8")
    code, out, err = merge(*here, "--approved")
    assert (code, out) == (1, "")
    assert err.startswith(said)
    assert err.splitlines()[-1].startswith("Inget är skrivet: det som har fel kan inte vara beslutat.")
    assert (tmp_path / "out/vardforlopp/sepsis.json").read_bytes() == before, "what was in use stays"
    assert "Sepsis" in merge(*here)[1] or "kan inte läsas" in merge(*here)[2], "a draft may have errors"


def test_what_the_national_text_no_longer_has_stops_nothing(merge: Run, region: Path) -> None:
    path = region / "content/tillagg/kalmar-lan/sepsis.md"
    text = path.read_text("utf-8").replace("Ring bakjouren.", "Se [borta](../../vardforlopp/borta.md).")
    path.write_text(text.replace("vid [B](#", "vid [B](#ar-borta-"), "utf-8")
    code, out, _ = merge("--region", "kalmar-lan", "--additions", str(region), "--approved")
    assert (code, "finns inte längre" in out) == (1, True)


def test_what_is_inherited_is_told_with_whose_it_is(merge: Run, feed: Path, tmp_path: Path) -> None:
    code, out, _ = merge("--region", "jonkopings-lan")
    assert (code, out.splitlines()[0]) == (0, "Depression hos vuxna 2.0.0: 2 tillägg, 1 avvikelse")
    made = msgspec.json.decode((tmp_path / "out/vardforlopp/depression-vuxna.json").read_bytes(), type=Merged)
    kept = msgspec.json.decode((feed / "api/v1/vardforlopp/depression-vuxna.json").read_bytes(), type=m.Current)
    assert [b.block for b in made.blocks if b.origin == "nationell"] == kept.content.blocks
    assert made.lifecycle == kept.lifecycle
    assert {b.origin for b in made.blocks} == {"nationell", "kalmar-lan", "jonkopings-lan"}
    assert "Från Region Kalmar län" in (tmp_path / "out/avvikelser.md").read_text("utf-8")


def test_a_region_without_additions(merge: Run, tmp_path: Path) -> None:
    assert merge("--region", "stockholm")[:2] == (
        0,
        f"Region Stockholm har inga tillägg.\n2 filer ändrade under {tmp_path / 'out'}.\n",
    )
    assert "Inga avvikelser finns." in (tmp_path / "out/avvikelser.md").read_text("utf-8")


def test_inheriting_from_nobody_is_to_be_looked_at(merge: Run, region: Path) -> None:
    path = region / "content/tillagg/kalmar-lan/sepsis.md"
    text = path.read_text("utf-8").replace("bygger på: 1.0.0", "bygger på: 3.0.0\närver: blekinge")
    path.write_text(text, "utf-8")
    code, out, _ = merge("--region", "kalmar-lan", "--additions", str(region))
    assert "att se över" not in out
    assert "tillagg/kalmar-lan/sepsis ärver från Region Blekinge, som inte har några tillägg" in out
    assert code == 1


def test_a_file_that_cannot_be_read_is_told(merge: Run, region: Path) -> None:
    (region / "content/tillagg/kalmar-lan/stroke-tia-tidiga-insatser.md").write_text("<<<<<<< HEAD\n", "utf-8")
    code, _, err = merge("--region", "kalmar-lan", "--additions", str(region))
    assert code == 1
    assert err.startswith("content/tillagg/kalmar-lan/stroke-tia-tidiga-insatser.md: kan inte läsas")


def test_an_addition_among_the_pathways_is_told(merge: Run, region: Path) -> None:
    (region / "content/vardforlopp").mkdir()
    (region / "content/tillagg/kalmar-lan/sepsis.md").rename(region / "content/vardforlopp/sepsis.md")
    code, _, err = merge("--region", "kalmar-lan", "--additions", str(region))
    assert (code, err.partition(":")[0]) == (1, "content/vardforlopp/sepsis.md")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("skane/sepsis.md", ""),
        ("sepsis.md", ""),
        ("kalmar-lan/depression-vuxna.md", "Sepsis 3.0.0: 1 tillägg, 1 avvikelse, 1 att se över"),
    ],
)
def test_a_file_in_another_place_than_it_says_is_told(merge: Run, region: Path, path: str, line: str) -> None:
    home = region / "content/tillagg"
    (home / path).parent.mkdir(exist_ok=True)
    (home / "kalmar-lan/sepsis.md").rename(home / path)
    code, out, err = merge("--region", "kalmar-lan", "--additions", str(region))
    assert code == 1
    assert err.startswith(f"content/tillagg/{path}: mappen eller filnamnet är ett annat än i filen. Kör `rodtrad check")
    assert line in out


def test_a_copy_that_nobody_vouches_for_is_merged_and_told(merge: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert merge("--region", "stockholm")[2] == ""
    monkeypatch.setattr(FeedFolder, "stale", True)
    assert merge("--region", "stockholm")[2].startswith("Kopian är inaktuell")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--region", "Kalmar län"), "no id of a region"),
        (("--region", "kalmar"), "'kalmar' is no region; choose one of blekinge, "),
        (("--region", "kalmar-lan", "--date", "i morgon"), "no date"),
        (("--region", "kalmar-lan", "--additions", "/"), "is no project"),
    ],
)
def test_wrong_use(merge: Run, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = merge(*arguments)
    assert code == 2
    assert said in err


def test_the_example_in_the_handbook_is_what_is_said(merge: Run, region: Path, tmp_path: Path) -> None:
    page = (ROOT / "content/handbok/regionala-tillagg.md").read_text("utf-8")
    written = page.partition("```markdown\n")[2].partition("```")[0]
    (region / "content/tillagg/kalmar-lan/sepsis.md").write_text(written, "utf-8")
    _, out, _ = merge("--region", "kalmar-lan", "--additions", str(region))
    report = page.partition("### Exempel på en konflikt")[2].partition("```\n")[2].partition("```")[0]
    assert out.replace(str(tmp_path / "out"), "ut") == report


def test_own_additions_link_to_the_national_site(feed: Path, region: Path) -> None:
    path = region / "content/tillagg/kalmar-lan/sepsis.md"
    path.write_text(OWN, "utf-8")
    (one,) = own_additions(region, open_copy(feed), approved=False).payloads
    (link,) = one.content.blocks[0].references
    assert link.resolved
    assert link.url == "https://rodtrad.example/vardforlopp/sepsis/#kallkontroll"
