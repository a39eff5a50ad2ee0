"""The flow graph of a pathway with 19 nodes: branches, forks, a choice, loops, a way into another pathway."""

from __future__ import annotations

import pytest

from rodtrad.face import Face, Role
from rodtrad.flow import Edge, Flow, flow
from rodtrad.reader import read

WAYS = {
    "A": ["→ B"],
    "B": ["→ C"],
    "D": ["**Ja, lindrig till medelsvår.** → E och F och G", "**Ja, svår.** → O", "**Nej.** → ut-utesluten"],
    "C": ["→ D"],
    "E": ["→ H"],
    "F": ["→ H senast 2 veckor efter start"],
    "G": ["→ H"],
    "H": ["**Försämring.** → N", "**Målen är inte nådda.** → E", "**I övriga fall.** → I"],
    "I": ["**Ja.** → K", "**Nej.** → J"],
    "J": ["**Ja.** → M eller N", "**Nej.** → F"],
    "K": ["**Med läkemedel.** → L", "**Utan läkemedel.** → ut-aterstalld"],
    "L": ["**Fortsatt läkemedel.** → L minst 1 gång per år", "**Avslutat läkemedel.** → ut-lakemedel"],
    "M": ["→ N"],
    "N": ["→ O"],
    "O": ["→ P"],
    "P": ["**Ja.** → ut-psykiatri", "**Nej.** → Q"],
    "Q": ["→ ut-svar"],
    "R": ["→ S inom 30 dagar"],
    "S": ["→ ut-svar"],
}
DECISIONS = "DIJP"
EXITS = ("ut-utesluten", "ut-aterstalld", "ut-lakemedel", "ut-psykiatri", "ut-svar")


def link(word: str) -> str:
    if word in WAYS:
        return f"[{word}](#n-{word.lower()})"
    return f"[Utgång](#{word})" if word in EXITS else word


def pathway(ways: dict[str, list[str]] | None = None) -> Face:
    """The face of the pathway, with some ways written otherwise."""
    lines = ["---", "id: a", "titel: A", "---", "", "## Ingång och utgång", "", "### Ingång i vårdförloppet", ""]
    lines += ["- Misstanke. → [A](#n-a) {#in-misstanke}", "- Åter. → [R](#n-r) {#in-ater}", ""]
    lines += ["### Utgång ur vårdförloppet", "", *(f"- Slut. {{#{name}}}" for name in EXITS), ""]
    lines += ["## Vårdförloppets åtgärder", ""]
    for letter, written in sorted({**WAYS, **(ways or {})}.items()):
        title = "Beslut: Gäller det?" if letter in DECISIONS else "Åtgärd"
        lines += [f"#### {letter}. {title} {{#n-{letter.lower()}}}", ""]
        if letter not in DECISIONS and written:
            lines += ["##### Vägar vidare", ""]
        lines += ["- " + " ".join(link(word) for word in way.split()) for way in written] + [""]
    document = read("content/vardforlopp/a.md", "\n".join(lines).encode()).document
    assert document
    return document.face


@pytest.fixture(scope="module")
def graph() -> Flow:
    return flow(pathway())


def letters(ids: set[str]) -> str:
    return "".join(sorted(name[2:].upper() for name in ids if name.startswith("n-")))


def test_stops_are_entries_exits_and_nodes_in_document_order(graph: Flow) -> None:
    nodes = [f"n-{letter.lower()}" for letter in sorted(WAYS)]
    assert list(graph.stops) == ["in-misstanke", "in-ater", *EXITS, *nodes]
    assert [stop.label for stop in graph.of(Role.DECISION)] == list(DECISIONS)
    assert len(list(graph.of(Role.ACTION, Role.DECISION))) == 19


def test_a_way_with_several_targets_gives_one_edge_each(graph: Flow) -> None:
    edges = list(graph.out("n-d"))
    assert [edge.target for edge in edges] == ["n-e", "n-f", "n-g", "n-o", "ut-utesluten"]
    assert [edge.way.condition for edge in edges] == ["Ja, lindrig till medelsvår"] * 3 + ["Ja, svår", "Nej"]
    assert [edge.way.joined for edge in edges] == ["och"] * 3 + ["", ""]
    assert [edge.way.joined for edge in graph.out("n-j")] == ["eller", "eller", ""]
    assert len(graph.edges) == 33


def test_an_edge_may_lead_to_itself_and_have_a_time(graph: Flow) -> None:
    again = next(graph.out("n-l"))
    assert (again.target, again.way.time) == ("n-l", "minst 1 gång per år")
    assert [edge.way.time for edge in graph.out("n-r")] == ["inom 30 dagar"]


def test_all_is_reached_and_all_finishes(graph: Flow) -> None:
    assert graph.reached() == set(graph.stops)
    assert graph.finishing() == set(graph.stops)


def test_reached_starts_at_entries() -> None:
    graph = flow(pathway({"H": ["**Försämring.** → N", "**I övriga fall.** → E"]}))
    assert letters(set(graph.stops) - graph.reached()) == "IJKLM"
    assert {"ut-aterstalld", "ut-lakemedel"}.isdisjoint(graph.reached())


def test_finishing_ends_at_exits() -> None:
    graph = flow(pathway({"K": ["→ L"], "L": ["→ K"], "M": []}))
    assert letters(set(graph.stops) - graph.finishing()) == "KLM"


def test_another_pathway_finishes_too() -> None:
    graph = flow(pathway({"Q": ["→ [Annan vård](b.md#in-b)"], "M": ["→ [Annan vård](b.md)"]}))
    assert list(graph.out("n-q")) == [Edge("n-q", "vardforlopp/b#in-b", next(graph.out("n-q")).way, False)]
    assert letters(set(graph.stops) - graph.finishing()) == ""


def test_ways_to_what_is_no_stop_are_left_out() -> None:
    graph = flow(
        pathway({"Q": ["→ [Mål](#vardforloppets-atgarder)"], "S": ["→ [X](#finns-inte)", "→ [M](../indikatorer/m.md)"]})
    )
    assert not list(graph.out("n-q"))
    assert not list(graph.out("n-s"))
    assert letters(set(graph.stops) - graph.finishing()) == "QRS"
