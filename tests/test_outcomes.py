"""Outcomes read: numbers in Swedish, what may not be shown, periods in order, and made-up numbers kept apart."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodtrad.chapters.outcome import COLUMNS
from rodtrad.face import Outcome
from rodtrad.library import Library, link
from rodtrad.outcomes import Limits, count, deliveries, length, measurement, name_of, number, order, withheld
from rodtrad.project import open_project
from rodtrad.reader import read
from rodtrad.rules import check_document, rules
from rodtrad.source import START
from rodtrad.values import Withheld

ROOT = Path(__file__).parents[1]


def library(**files: str) -> Library:
    """A library of outcomes, by `indicator_period`, with the rows of their tables and what stands above them."""
    faces = []
    for name, said in files.items():
        indicator, period = name.split("_")
        head, _, rows = said.partition("\n|")
        table = f"| Region | Täljare | Nämnare | Värde | Redovisas inte |\n| - | - | - | - | - |\n|{rows}\n"
        text = f"---\nindikator: {indicator}\nperiod: {period}\n{head}\n---\n\n## Utfall\n\n{table}"
        document = read(f"content/utfall/{indicator}/{period}.md", text.encode()).document
        assert document
        faces.append(document.face)
    indicator = b"---\nid: x\ntitel: X\ndatatillg\xc3\xa5ng: saknas\nminsta redovisade: 20\n---\n"
    specified = read("content/indikatorer/x.md", indicator).document
    assert specified
    return link([*faces, specified.face])


def row(**cells: str) -> Outcome:
    names = ("region", "numerator", "denominator", "value", "low", "high", "withheld")
    return Outcome(*(cells.get(name, "") for name in names), START)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("75", 75),
        ("75,0", Decimal("75.0")),
        ("1 234,5", Decimal("1234.5")),
        ("1\u00a0234", 1234),
        ("-3", -3),
        ("0", 0),
        ("75.0", None),
        ("75 %", None),
        ("12 34", None),
        ("", None),
        ("1e9", None),
        ("\u0663", None),
        ("NaN", None),
    ],
)
def test_numbers_are_swedish(words: str, value: Decimal | int | None) -> None:
    assert number(words) == value


def test_counts_are_whole_and_not_negative() -> None:
    assert [count(words) for words in ("1 171", "0", "-1", "1,5", "x")] == [1171, 0, None, None, None]


@given(st.text(max_size=30))
def test_anything_may_stand_in_a_cell(words: str) -> None:
    number(words), count(words), withheld(words)
    measurement(row(value=words, numerator=words, denominator=words, withheld=words), Limits(10, 10))


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_what_is_too_small_has_no_numbers(numerator: int, denominator: int, most: int, least: int) -> None:
    limits = Limits(denominator=most, numerator=least)
    cells = {"region": "a", "numerator": str(numerator), "denominator": str(denominator), "value": "50"}
    found = measurement(row(**cells, low="40", high="60"), limits)
    if numerator < least or denominator < most:
        assert (found.numerator, found.denominator, found.value, found.low, found.high) == (None,) * 5
        assert found.withheld is Withheld.SMALL
    else:
        assert (found.numerator, found.denominator, found.value) == (numerator, denominator, 50)
        assert found.withheld is None


def test_a_reason_takes_the_numbers_away() -> None:
    found = measurement(row(region="a", value="50", denominator="700", withheld="Låg täckning"), Limits())
    assert (found.value, found.denominator, found.withheld) == (None, None, Withheld.COVERAGE)
    assert measurement(row(region="a"), Limits()).withheld is Withheld.MISSING


def test_the_limit_of_the_indicator_holds_where_the_outcome_says_none() -> None:
    said = library(x_2023="\n| halland | 4 | 15 | 26,7 | |", x_2024="minsta nämnare: 10\n| halland | 4 | 15 | 26,7 | |")
    first, second = deliveries(said)["x"]
    assert (first.limits.denominator, first.measurements[0].withheld) == (20, Withheld.SMALL)
    assert (second.limits.denominator, second.measurements[0].value) == (10, Decimal("26.7"))


def test_made_up_numbers_give_way_to_real_ones() -> None:
    rows = "\n| exempelregion-a | | | 50 | |"
    alone = deliveries(library(x_2023=f"exempel: true{rows}", x_2024=f"exempel: true{rows}"))
    assert [one.period for one in alone["x"]] == ["2023", "2024"]
    both = deliveries(library(x_2023=f"exempel: true{rows}", x_2022="källa: K\n| halland | | | 50 | |"))
    assert [(one.period, one.fictitious) for one in both["x"]] == [("2022", False)]


def test_of_two_rows_for_a_region_the_first_holds() -> None:
    found = deliveries(library(y_2024="\n| halland | | | 50 | |\n| skane | | | 60 | |\n| halland | | | 70 | |"))["y"]
    assert [(one.region, one.value) for one in found[0].measurements] == [("halland", 50), ("skane", 60)]


def test_an_empty_table_is_no_outcome() -> None:
    assert deliveries(library(y_2024="\n| | | | | |")) == {}


def test_periods_are_in_order_of_their_end() -> None:
    periods = ["2024-12", "2019-2020", "2024", "2024-h1", "2020", "2024-k3", "2024-01", "2018"]
    expected = ["2018", "2019-2020", "2020", "2024-01", "2024-h1", "2024-k3", "2024", "2024-12"]
    assert sorted(periods, key=order) == expected
    assert [length(period) for period in ("2024", "2019-2020", "2024-h1", "2024-k3", "2024-01")] == [
        *("år", "flera år", "h", "k", "månad")
    ]


def test_a_region_has_the_name_of_the_register() -> None:
    register = b"id: regioner\ntitel: R\nposter:\n  - id: halland\n    namn: Region Halland\n"
    document = read("content/register/regioner.yaml", register).document
    assert document
    known = link([document.face])
    ids = ("halland", "riket", "exempelregion-b", "exempelregioner", "okand")
    names = ["Region Halland", "Riket", "Exempelregion B", "Alla exempelregioner", "okand"]
    assert [name_of(id, known) for id in ids] == names


def test_the_example_of_the_handbook_is_checked_without_a_finding() -> None:
    text = (ROOT / "content/handbok/utfall.md").read_text("utf-8")
    example = text.partition("```markdown\n")[2].partition("```")[0]
    reading = read("content/utfall/trombolys-inom-30-min/2024.md", example.encode())
    assert reading.document
    found = check_document(reading.document, open_project(ROOT).library, rules().values())
    assert [*reading.findings, *found] == []
    assert len(reading.document.face.outcomes) == 4


CELLS = st.text(max_size=8) | st.sampled_from(
    [
        *("", "–", "halland", "Region Skåne", "riket", "exempelregion-a", "50", "7", "50,5", "1 200", "101", "-1"),
        *("75 %", "10.0", "små tal", "hemligt", "[a](b)", "`x`", "a|b"),
    ]
)
PASTED = st.sampled_from(["\t", ";", " | "])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*COLUMNS, "Värden", "x"]) | CELLS, min_size=1, max_size=8),
    st.lists(st.lists(CELLS, min_size=1, max_size=8), max_size=5),
    PASTED,
    st.sampled_from(["", "exempel: true\n", "minsta nämnare: 10\n", "minsta nämnare: x\n"]),
    st.booleans(),
)
def test_whatever_the_table_holds_the_rules_and_the_pages_can_read_it(
    heads: list[str], cells: list[list[str]], part: str, matter: str, twice: bool
) -> None:
    lines = [part.join(heads), "|".join(["---"] * len(heads)), *(part.join(row) for row in cells)]
    table = "\n".join(f"| {line} |" if part == " | " else line for line in lines)
    text = f"---\nindikator: x\nperiod: 2024\n{matter}---\n" + f"\n## Utfall\n\n{table}\n" * (1 + twice)
    document = read("content/utfall/x/2024.md", text.encode("utf-8", "replace")).document
    if document is None:
        return
    known = library()
    found = check_document(document, link([document.face, *known.faces.values()]), rules().values())
    assert [finding.message for finding in found if finding.rule == "internal-error"] == []
    for one in deliveries(link([document.face, *known.faces.values()])).get("x", ()):
        for each in one.measurements:
            assert (each.value is None) is (each.withheld is not None)
            assert each.withheld is None or (each.numerator, each.denominator, each.low, each.high) == (None,) * 4
            least = one.limits.denominator
            assert each.denominator is None or each.denominator >= least
