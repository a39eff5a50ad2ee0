"""The layout: nothing overlaps, nothing is cut, every edge can be followed."""

from __future__ import annotations

import itertools
import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from flowcharts import DEPRESSION, STROKE, chart, charts, faults
from rodtrad.layout import Chart, Edge, Layout, Node, arrange, leads_back
from rodtrad.layout.channels import Net, assign
from rodtrad.layout.ports import spread
from rodtrad.layout.simplex import solve
from rodtrad.layout.text import measure, wrap


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(charts())
def test_any_chart_can_be_read(made: Chart) -> None:
    assert faults(made, arrange(made)) == []


@pytest.mark.parametrize("made", [DEPRESSION, STROKE], ids=["depression", "stroke"])
def test_real_flows_can_be_read(made: Chart) -> None:
    laid = arrange(made)
    assert faults(made, laid) == []
    assert laid.width <= 1250
    assert sum(len(route.hops) for route in laid.routes) <= 4


def test_a_chart_of_one_column_stays_narrow() -> None:
    assert arrange(STROKE).width <= 900


# -- the judge itself must be able to say no ----------------------------------------------------------------------


def test_a_moved_box_is_noticed() -> None:
    laid = arrange(STROKE)
    first, second = laid.boxes[:2]
    moved = replace(second, x=first.x, y=first.y + first.height - 5)
    assert any("overlap" in f for f in faults(STROKE, replace(laid, boxes=(first, moved, *laid.boxes[2:]))))


def test_a_moved_label_is_noticed() -> None:
    laid = arrange(STROKE)
    labels = tuple(replace(label, x=laid.labels[0].x, y=laid.labels[0].y) for label in laid.labels[:2])
    assert any("overlap" in f for f in faults(STROKE, replace(laid, labels=labels + laid.labels[2:])))


def test_edges_on_top_of_each_other_are_noticed() -> None:
    laid = arrange(STROKE)
    double = replace(laid.routes[0], points=laid.routes[1].points)
    told = faults(STROKE, replace(laid, routes=(double, *laid.routes[1:])))
    assert any("run 0 apart" in f for f in told)


def test_an_edge_through_a_node_is_noticed() -> None:
    laid = arrange(STROKE)
    box = laid.boxes[5]
    line = replace(laid.routes[0], points=((box.x - 9, box.y + 9), (box.x + box.width + 9, box.y + 9)))
    told = faults(STROKE, replace(laid, routes=(line, *laid.routes[1:])))
    assert any("runs through node" in f for f in told)


def test_words_wider_than_their_box_are_noticed() -> None:
    laid = arrange(STROKE)
    lines = tuple(replace(line, text=line.text * 3) for line in laid.boxes[1].lines)
    box = replace(laid.boxes[1], lines=lines)
    told = faults(STROKE, replace(laid, boxes=(laid.boxes[0], box, *laid.boxes[2:])))
    assert any("wider than its box" in f for f in told)


def test_a_lost_edge_and_a_cut_border_are_noticed() -> None:
    laid = arrange(STROKE)
    assert "not every edge has one route" in faults(STROKE, replace(laid, routes=laid.routes[1:]))
    assert any("cut by the border" in f for f in faults(STROKE, replace(laid, width=300)))


# -- what a reader expects -----------------------------------------------------------------------------------------


def boxes(laid: Layout) -> dict[str, tuple[int, int]]:
    """The middle of each node."""
    return {box.node.id: (box.x + box.width // 2, box.y + box.height // 2) for box in laid.boxes}


def test_the_main_way_is_one_straight_line() -> None:
    place = boxes(arrange(DEPRESSION))
    assert len({place[name][0] for name in "abcdfhijnopq"}) == 1
    assert all(place[a][1] < place[b][1] for a, b in pairwise("abcdfhijnopq"))


def test_parallel_branches_stand_side_by_side_under_one_bar() -> None:
    laid = arrange(STROKE)
    place = boxes(laid)
    assert place["h"][0] < place["i"][0] < place["j"][0]
    assert place["h"][1] == place["i"][1] == place["j"][1]
    (fork,) = laid.forks
    (left, y), (right, _) = fork.bar
    assert (left, right) == (place["h"][0], place["j"][0])
    for route in (route for route in laid.routes if route.edge in fork.edges):
        assert route.own[0][1] == y
        assert fork.stem[-1] in route.points or route.points[0] == fork.stem[0]


def test_edges_that_lead_back_are_known_and_run_upwards() -> None:
    back = leads_back(DEPRESSION)
    ends = [(edge.source, edge.target) for edge, leads in zip(DEPRESSION.edges, back, strict=True) if leads]
    assert ends == [("h", "e"), ("j", "f"), ("l", "l")]
    for route in arrange(DEPRESSION).routes:
        assert route.back == back[route.edge]
        if not route.back:
            assert route.points[0][1] < route.points[-1][1]


def test_document_order_decides_which_edge_of_a_loop_leads_back() -> None:
    nodes = tuple(Node(name, "action", name.upper(), name) for name in "abc")
    ring = (Edge("a", "b"), Edge("b", "c"), Edge("c", "a"))
    assert leads_back(Chart(nodes, ring)) == (False, False, True)
    # against document order, but nothing leads round: not back
    assert leads_back(Chart(nodes, (Edge("c", "b"), Edge("b", "a")))) == (False, False)


def test_crossings_are_marked_on_the_horizontal_line() -> None:
    made = chart(
        "\n".join(f"{name} a Åtgärd {name}" for name in "abcdef"),
        "\n".join(f"{a} {b}" for a, b in itertools.product("abc", "def")),
    )
    laid = arrange(made)
    assert faults(made, laid) == []
    hops = [(route, hop) for route in laid.routes for hop in route.hops]
    assert hops
    for route, (x, y) in hops:
        assert any(y1 == y == y2 and min(x1, x2) < x < max(x1, x2) for (x1, y1), (x2, y2) in pairwise(route.points))


def test_what_cannot_be_drawn_is_left_out() -> None:
    assert arrange(Chart((), ())).routes == ()
    made = Chart(
        (Node("a", "action", "A", "Ett"), Node("a", "exit", "", "Samma id"), Node("b", "exit", "", "")),
        (Edge("a", "b"), Edge("a", "saknas"), Edge("saknas", "a")),
    )
    laid = arrange(made)
    assert [box.node.title for box in laid.boxes] == ["Ett", ""]
    assert [route.edge for route in laid.routes] == [0]
    assert leads_back(made) == (False, False, False)


def test_many_branches_are_spread_over_rows() -> None:
    made = Chart(
        (Node("a", "decision", "A", "Vad nu?"), *(Node(f"u{n}", "exit", "", f"Utgång {n}") for n in range(9))),
        tuple(Edge("a", f"u{n}", f"Fall {n}") for n in range(9)),
    )
    laid = arrange(made)
    assert faults(made, laid) == []
    assert laid.width < 9 * 180  # side by side they would need 9 × 236


# -- the parts -----------------------------------------------------------------------------------------------------


@given(st.text(max_size=120), st.integers(40, 300))
def test_wrapping_loses_nothing(text: str, limit: int) -> None:
    lines, width = wrap(text, 14, limit)
    assert "".join(line + ("" if glued else " ") for line, glued in lines).split() == text.split()
    assert all(measure(line, 14) <= width for line, _ in lines)
    longest = max((measure(word, 14) for word in text.split()), default=0)
    assert width <= max(limit, longest)


def test_wrapping_breaks_after_hyphens_and_slashes_inside_words() -> None:
    assert wrap("ACE-hämmare/betablockerare vid behov", 14, 100)[0] == (
        ("ACE-", True),
        ("hämmare/", True),
        ("betablockerare", False),
        ("vid behov", False),
    ) or wrap("ACE-hämmare/betablockerare", 14, 100)[0][0] == ("ACE-hämmare/", True)
    assert wrap("3–4 st - 5 / 6", 14, 30)[0][0] == ("3–4", False)


def test_unknown_characters_are_wide() -> None:
    assert measure("ä", 100) == measure("a", 100)
    assert measure("漢", 100) >= 100
    assert measure("a\u0301", 100) == measure("a", 100)
    assert measure("", 14) == 0


def test_positions_are_the_best_possible() -> None:
    dice = random.Random(1)
    for _ in range(120):
        count = dice.randint(2, 5)
        tensions = [(dice.randrange(v), v, dice.randint(0, 2), dice.randint(0, 3)) for v in range(1, count)]
        for _ in range(dice.randint(0, 4)):
            a, b = sorted(dice.sample(range(count), 2))
            tensions.append((a, b, dice.randint(0, 2), dice.randint(0, 3)))

        def cost(at: tuple[int, ...], tensions: list[tuple[int, int, int, int]] = tensions) -> int | None:
            if any(at[b] - at[a] < distance for a, b, distance, _ in tensions):
                return None
            return sum(weight * (at[b] - at[a]) for a, b, _, weight in tensions)

        found = cost(tuple(solve(count, tensions)))
        others = (cost(at) for at in itertools.product(range(2 * count - 1), repeat=count))
        assert found == min(other for other in others if other is not None)


@given(st.lists(st.integers(-100, 100), min_size=1, max_size=9))
def test_ports_keep_their_distance_and_stay_within_reach(wanted: list[int]) -> None:
    places = spread([(x, 1 + x % 3) for x in sorted(wanted)], 18, -100, 100)
    assert all(b - a >= 18 for a, b in pairwise(places))
    assert min(places) >= -100
    assert max(places) <= 100


def test_a_straight_edge_keeps_its_port() -> None:
    assert spread([(0, 16), (4, 1)], 18, -100, 100)[0] in (-1, 0)
    assert spread([(0, 1), (4, 1)], 18, -100, 100) == [-7, 11]


def test_two_edges_that_change_places_get_past_each_other() -> None:
    one, other = Net([100], [200]), Net([200], [100])
    assert assign([one, other]) == 3
    assert (one.joint is None) != (other.joint is None)
    split, whole = (one, other) if other.joint is None else (other, one)
    assert split.level < whole.level < split.second
