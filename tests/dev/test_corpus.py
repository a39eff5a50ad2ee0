"""The test corpus: its size, its shape, its language, and that every machine gets the same bytes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from rodtrad.dev import corpus
from rodtrad.dev.grammar import Dice, Grammar
from rodtrad.dev.nodes import GROUPS
from rodtrad.dev.outlines import outline
from rodtrad.dev.pathways import pathway
from rodtrad.dev.subjects import capacity, slug, subject
from rodtrad.dev.ways import choose, ways

CHAPTERS = (
    "Omfattning av kunskapsstödet",
    "Om hälsotillståndet",
    "Ingång och utgång",
    "Flödesschema för vårdförloppet",
    "Vårdförloppets åtgärder",
    "Patientmedverkan och kommunikation",
    "Utmaningar och mål",
    "Kvalitetsuppföljning",
    "Sammanfattning av vårdförloppet",
    "Relaterad information",
    "Referenser",
)
VAGUE = re.compile(r"\b(snarast|skyndsamt|omgående|omedelbart|genast|snabbt|vid behov|inom kort)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("corpus")
    corpus.write(20, directory, seed=1)
    return directory


def texts(project: Path, folder: str) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in (project / "content" / folder).iterdir()}


def pathways(project: Path) -> dict[str, str]:
    return {name: text for name, text in texts(project, "vardforlopp").items() if not name.startswith("generisk-")}


def test_number_of_files(project: Path) -> None:
    assert len(pathways(project)) == 20
    assert len(texts(project, "indikatorer")) == 100
    assert (project / "mkdocs.yml").read_text(encoding="utf-8").startswith("site_name:")


def test_sizes_are_those_of_the_published_measurements(project: Path) -> None:
    for name, text in pathways(project).items():
        assert 25_200 <= len(text.encode()) <= 30_800, name
    sizes = [len(text.encode()) for text in texts(project, "indikatorer").values()]
    assert 1_250 <= sum(sizes) / len(sizes) <= 1_450


def test_same_seed_gives_same_bytes(project: Path, tmp_path: Path) -> None:
    corpus.write(20, tmp_path, seed=1)
    for path in sorted(project.rglob("*.*")):
        assert (tmp_path / path.relative_to(project)).read_bytes() == path.read_bytes()


def test_bytes_are_those_of_every_machine() -> None:
    text = pathway(outline(3, 0), 10)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "980ee8b6a179dc42"


def test_other_seed_gives_other_text(project: Path, tmp_path: Path) -> None:
    corpus.write(10, tmp_path, seed=2)
    assert set(pathways(tmp_path)) != set(pathways(project))


def test_titles_are_unique_up_to_the_largest_corpus() -> None:
    assert capacity() >= 20_000
    assert len({subject(index, 0).title for index in range(capacity())}) == capacity()
    assert len({subject(index, 0).id for index in range(capacity())}) == capacity()


def test_chapters_stand_in_order(project: Path) -> None:
    for name, text in pathways(project).items():
        assert tuple(re.findall(r"^## (.+)$", text, re.MULTILINE)) == CHAPTERS, name


def test_every_link_leads_somewhere(project: Path) -> None:
    folder = project / "content" / "vardforlopp"
    ids = {path: set(re.findall(r"\{#([a-z-]+)\}", path.read_text(encoding="utf-8")))
           for path in (project / "content").rglob("*.md")}  # fmt: skip
    seen = 0
    for path in folder.iterdir():
        for target in re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
            file, _, anchor = target.partition("#")
            where = (folder / file).resolve() if file else path
            assert where in ids, target
            assert not anchor or anchor in ids[where], target
            seen += 1
    assert seen > 20 * 50


def test_every_indicator_is_used_once(project: Path) -> None:
    used = re.findall(r"indikatorer/([a-z0-9-]+)\.md", "".join(pathways(project).values()))
    assert sorted(used) == sorted(texts(project, "indikatorer"))


def test_no_vague_time_words_and_no_long_sentences(project: Path) -> None:
    for text in [*pathways(project).values(), *texts(project, "indikatorer").values()]:
        body = re.sub(r"\]\([^)]*\)|\{#[^}]*\}", "", text.split("---\n", 2)[2])
        assert not VAGUE.search(body)
        for line in body.splitlines():
            if not line.startswith("|"):
                assert max(len(s.split()) for s in re.split(r"(?<=[.?!:])\s", line)) < 30, line


def test_patient_halves_speak_to_the_patient(project: Path) -> None:
    for text in pathways(project).values():
        for half in re.findall(r"##### Patientens åtgärder \(efter förmåga\)\n\n(.+?)\n\n", text, re.DOTALL):
            if half.startswith("Ej tillämpligt:"):
                continue
            assert all(re.search(r"\b(du|dig|din|ditt|dina)\b", line) for line in half.splitlines()), half


def test_vocabulary_is_wide(project: Path) -> None:
    words = re.findall(r"[a-zåäöé]{2,}", " ".join(pathways(project).values()).lower())
    assert len(set(words)) >= 1_800


def test_templates_are_filled(project: Path) -> None:
    for text in [*pathways(project).values(), *texts(project, "indikatorer").values()]:
        assert not re.search(r"\{[^#}]*\}|\[[^\]]*\|[^\]]*\](?!\()", re.sub(r"^\|.*$", "", text, flags=re.MULTILINE))


def test_flow_reaches_every_node() -> None:
    for index in range(60):
        chosen = choose(Dice(index))
        assert 12 <= len(chosen) <= 18
        flow = ways(chosen, Dice(index), "other", 6)
        assert set(flow) == chosen
        reached, waiting = set[str](), ["kartlaggning", "aterremiss"]
        while waiting:
            node = waiting.pop()
            if node in reached or node not in flow:
                continue
            reached.add(node)
            waiting += [target for way in flow[node] for target in way.targets]
        assert reached == chosen


def test_decisions_have_no_phase_and_actions_have_one() -> None:
    for group in GROUPS:
        for kind in group.kinds:
            assert bool(kind.phase) is not kind.id.startswith("beslut-")


def test_pools_are_used_up_before_anything_comes_back() -> None:
    grammar = Grammar(Dice(5), {"word": ("a", "b", "c")}, {"fixed": "x"}, {"made": lambda: "y"})
    assert sorted(grammar.deal("word") for _ in range(3)) == ["a", "b", "c"]
    assert grammar.expand("[ö|ö] {fixed} {made}") == "Ö x y"


def test_slugs_are_ascii() -> None:
    assert slug("Öron–näsa hos äldre, å") == "oron-nasa-hos-aldre-a"


@pytest.mark.parametrize("n", [9, 10**6])
def test_impossible_sizes_are_refused(n: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="must be between"):
        corpus.write(n, tmp_path)


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.main(["10", str(tmp_path / "out"), "--seed", "4"]) == 0
    assert "10 of 10" in capsys.readouterr().err
    assert len(pathways(tmp_path / "out")) == 10
    with pytest.raises(SystemExit):
        corpus.main(["3", str(tmp_path)])
