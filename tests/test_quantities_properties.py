"""What holds for every text: scanning is total, places are right, wordings survive, and no text is slow."""

from __future__ import annotations

import re
import re._constants as opcodes
import re._parser as parser
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib import import_module
from types import FrameType, ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad import quantities
from rodtrad.faces import _units as may_end
from rodtrad.quantities import (
    Amount,
    Numerals,
    Relation,
    TimeExpression,
    TimeKind,
    scan_amounts,
    scan_times,
    scan_unreadable,
    scan_vague,
)
from rodtrad.quantities.measures import swedish_unit, ucum
from rodtrad.quantities.numerals import WORDS
from rodtrad.quantities.units import FIRST_WORD, FORMS, NAMES, TOKEN, may_name_unit
from rodtrad.registry import modules

SCANNERS = (scan_times, scan_vague, scan_unreadable, scan_amounts)

WORDS_OF_TIME = (
    *(
        "inom",
        "senast",
        "tidigast",
        "först efter",
        "i",
        "under",
        "efter",
        "om",
        "vid",
        "sedan",
        "från",
        "mellan",
        "med",
    ),
    *(
        "minst",
        "högst",
        "mer än",
        "upp till",
        "cirka",
        "de senaste",
        "de första",
        "±",
        "≥",
        "<",
        "var",
        "varje",
        "vart",
    ),
    *(
        "varannan",
        "per",
        "gånger",
        "gång",
        "ggr",
        "eller",
        "och",
        "till",
        "–",
        "-",
        "/",
        ",",
        ".",
        "(",
        ")",
        "\n",
        "årligen",
    ),
    *(
        "före",
        "före eller efter",
        "före",
        "har gått sedan",
        "eller mer",
        "äldre",
        "barn",
        "ålder",
        "mellanrum",
        "intervall",
    ),
    *(
        "ankomst",
        "remiss",
        "att patienten är frisk",
        "dag",
        "DT",
        "Två",
        "Inom",
        "Årlig",
        "några",
        "X",
        "…",
        "½",
        "3:e",
    ),
    *(
        "tredje",
        "en halv",
        "ett halvt",
        "tjugofyra",
        "mg",
        "mmol/l",
        "mmHg",
        "×",
        "dagligen",
        "snarast",
        "inom kort",
        "%",
    ),
)
numbers = st.integers(0, 400).map(str) | st.sampled_from(["1,5", "2.5", "140/90", "1 000", *WORDS])
phrases = st.lists(
    st.sampled_from(WORDS_OF_TIME) | st.sampled_from(sorted(FORMS)) | numbers | st.sampled_from(["mg", "ml", "kg/m²"]),
    max_size=14,
).map(" ".join)
texts = phrases | st.text() | st.lists(phrases, max_size=3).map("".join)


@given(texts)
def test_every_place_is_in_the_text_and_in_order(text: str) -> None:
    for scan in SCANNERS:
        end = 0
        for hit in scan(text):  # type: ignore[operator]
            assert 0 <= hit.start < hit.end <= len(text)
            assert hit.start >= end or scan is scan_times
            end = hit.end
    for time in scan_times(text):
        if time.event is None:
            assert time.event_start is time.event_end is None
        else:
            assert " ".join(text[time.event_start : time.event_end].split()) == time.event
            assert time.start < (time.event_start or 0) < (time.event_end or 0) <= time.end


@given(texts)
def test_the_words_of_a_hit_say_all_of_it(text: str) -> None:
    for time in scan_times(text):
        assert time in scan_times(text[time.start : time.end])
    for amount in scan_amounts(text):
        assert scan_amounts(text[amount.start : amount.end]) == (amount,)
    for vague in scan_vague(text):
        assert [hit.word for hit in scan_vague(text[vague.start : vague.end])] == [vague.word]
    for unreadable in scan_unreadable(text):
        assert [hit.text for hit in scan_unreadable(unreadable.text)] == [unreadable.text]


@given(texts)
def test_the_canonical_wording_means_the_same(text: str) -> None:
    for time in scan_times(text):
        assert scan_times(time.swedish()) == (time,), time.swedish()
    for amount in scan_amounts(text):
        assert scan_amounts(amount.swedish()) == (amount,), amount.swedish()


@given(texts)
def test_a_comparator_says_which_end_is_known(text: str) -> None:
    for time in scan_times(text):
        assert time.low is not None or time.high is not None
        if time.low is not None and time.high is not None:
            assert time.low <= time.high
        if time.comparator == "=":
            assert time.low == time.high
        assert (time.times is None) == (time.kind is not TimeKind.FREQUENCY)
        assert time.iso8601.startswith("P")


events = st.none() | st.sampled_from(
    ["ankomst", "avslutad behandling", "start av trombolys", "att patienten är återställd"]
)
values = st.integers(1, 30).map(Decimal) | st.sampled_from([Decimal("0.5"), Decimal("4.5"), Decimal("2.25")])
ends = st.tuples(values, values).map(lambda pair: (min(pair), max(pair)))
_COMPARED = {
    TimeKind.LIMIT: "≤",
    TimeKind.MINIMUM: "≥",
    TimeKind.MAXIMUM: "≤",
    TimeKind.EARLIEST: "≥",
    TimeKind.WINDOW: "≤",
    TimeKind.LOOKBACK: "≤",
}


@st.composite
def times(draw: st.DrawFn) -> TimeExpression:
    """Any time that is not a frequency, by its meaning."""
    kind = draw(st.sampled_from([kind for kind in TimeKind if kind is not TimeKind.FREQUENCY]))
    low, high = draw(ends.filter(lambda pair: kind is not TimeKind.INTERVAL or pair[0] < pair[1]))
    comparator = _COMPARED.get(kind, "=" if low == high else None)
    relation = draw(st.none() | st.sampled_from(Relation)) if kind is not TimeKind.INTERVAL else None
    relation = Relation.AROUND if kind is TimeKind.WINDOW else None if relation is Relation.AROUND else relation
    if kind is TimeKind.EARLIEST and relation is Relation.BEFORE:
        comparator = "≤"
    unit = draw(st.sampled_from(["s", "min", "h", "d", "wk", "mo"] if kind is TimeKind.INTERVAL else sorted(NAMES)))
    single = low == high
    return TimeExpression(
        kind,
        None if single and comparator == "≤" else low,
        None if single and comparator == "≥" else high,
        unit,
        comparator,  # type: ignore[arg-type]
        relation=relation,
        event=draw(events) if relation else None,
        working_days=unit == "d" and draw(st.booleans()),
        approximate=comparator != "=" and draw(st.booleans()),
    )


@st.composite
def frequencies(draw: st.DrawFn) -> TimeExpression:
    low, high = draw(st.tuples(st.integers(1, 30), st.integers(0, 9)).map(lambda pair: (pair[0], pair[0] + pair[1])))
    few, more = draw(st.tuples(st.integers(1, 9), st.none() | st.integers(1, 9)))
    return TimeExpression(
        TimeKind.FREQUENCY,
        Decimal(low),
        Decimal(high),
        draw(st.sampled_from(sorted(NAMES))),
        draw(st.sampled_from(["≤", "≥", "<", ">", "="])),  # type: ignore[arg-type]
        times=few,
        times_high=few + more if more else None,
    )


@given(times() | frequencies())
def test_every_meaning_has_a_wording(time: TimeExpression) -> None:
    (again,) = scan_times(time.swedish())
    assert again == time
    assert again.numerals in (Numerals.DIGITS, Numerals.NONE)


units = st.sampled_from(
    [
        *(
            "mg",
            "g",
            "kg",
            "ug",
            "mL",
            "L",
            "mmol/L",
            "umol/L",
            "mm[Hg]",
            "%",
            "kg/m2",
            "Cel",
            "/min",
            "[iU]",
            "{score}",
        ),
        *("mg/d", "mg/kg/d", "mL/min/{1.73_m2}", "10*9/L", "mmol/mol"),
    ]
)


@given(units, values, values, st.sampled_from(["=", "≤", "≥", "<", ">"]), st.integers(0, 4))
def test_every_amount_has_a_wording(unit: str, value: Decimal, more: Decimal, comparator: Any, dose: int) -> None:
    times, per = (dose, "d") if dose else (None, None)
    for amount in (
        Amount(value, unit, comparator, times=times, per=per),
        Amount(value, unit, None, value + more, times=times, per=per),
        Amount(value, unit, None, approximate=True),
    ):
        assert scan_amounts(amount.swedish()) == (amount,)
    assert ucum(swedish_unit(unit)) == unit


@pytest.mark.parametrize("word", sorted(FORMS))
def test_every_form_of_a_unit_is_looked_at(word: str) -> None:
    for before in (" ", "\n", "(", "/", "\u00a0"):
        found = TOKEN().search(f"x{before}{word}.")
        assert found
        assert found[1] == word
        assert FORMS[word].short or may_name_unit(f"x{before}{word}")
    assert FIRST_WORD().match(word)
    assert FORMS[word].short or may_name_unit(word)


@pytest.mark.parametrize(
    "piece",
    [
        "inom 3 ",
        "inom 3 dagar ",
        "3, ",
        "3, 3 och ",
        "1",
        " ",
        "\n",
        "minst en gång per ",
        "var tredje till var ",
        "efter ",
        "5 år efter efter ",
        "snarast ",
        "inom några dagar ",
        "inom några dagar inom 2 dagar ",
        "5 mg ",
        "1 000 ",
        "mellan 3 och ",
        "en halv och ",
        "för varje dag ",
        "2 veckor efter a a a a a a a a ",
        "½",
        "–",
        "[",
    ],
)
def test_work_grows_with_the_text(piece: str) -> None:
    """Counts calls, not time: twice the text may take twice the calls, whatever the text."""
    for scan in SCANNERS:
        some = 4_000 // len(piece)
        once, twice = _calls(scan, piece * some), _calls(scan, piece * some * 2)
        assert twice <= 2 * once + 50
        scan(piece * (200_000 // len(piece)))


def _calls(scan: Callable[[str], object], text: str) -> int:
    count = 0

    def profile(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        scan(text)
    finally:
        sys.setprofile(before)
    return count


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    found: dict[str, ModuleType] = {**modules("rodtrad.quantities"), "": quantities}
    for name, module in found.items():
        for key, value in vars(module).items():
            pattern = value() if hasattr(value, "cache_info") else value
            if isinstance(pattern, re.Pattern):
                yield f"{name}.{key}", pattern


def test_no_pattern_can_run_away() -> None:
    """Only a single character class may repeat without bound, so no two repeats can share out the same text."""
    patterns = dict(_patterns())
    assert len(patterns) > 15
    for name, pattern in patterns.items():
        assert not list(_runaways(parser.parse(pattern.pattern, pattern.flags))), name


def _runaways(parsed: Any) -> Iterator[object]:
    for operator, argument in parsed:
        if operator in (opcodes.MAX_REPEAT, opcodes.MIN_REPEAT):
            _, most, body = argument
            if most is opcodes.MAXREPEAT and [
                op for op, _ in body if op not in (opcodes.IN, opcodes.LITERAL, opcodes.ANY)
            ]:
                yield body
            yield from _runaways(body)
        elif operator is opcodes.BRANCH:
            for branch in argument[1]:
                yield from _runaways(branch)
        elif operator is opcodes.SUBPATTERN:
            yield from _runaways(argument[3])
        elif operator in (opcodes.ASSERT, opcodes.ASSERT_NOT):
            yield from _runaways(argument[1])


def test_import_stays_light() -> None:
    """Nothing of the rest of the package comes along: this is the bottom floor."""
    for module in modules("rodtrad.quantities").values():
        for value in vars(module).values():
            home = getattr(value, "__module__", "") or ""
            assert not home.startswith("rodtrad.") or home.startswith("rodtrad.quantities"), value
    assert import_module("rodtrad.quantities") is quantities


@given(texts)
def test_no_block_with_a_time_is_passed_over(text: str) -> None:
    """Reading looks for times only in blocks in which one may end."""
    ends = may_end(f"\n{text}", 1)  # one further on, as the places before the units are: they even out
    for time in scan_times(text):
        assert any(time.start <= at < time.end for at in ends), text[time.start : time.end]
