"""Merging: nothing national is lost or altered, every addition is there once, and what has changed is never hidden."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merging import addition, at, block, national
from rodtrad.additions import AdditionError, merge, parts
from rodtrad.feed import models as m
from rodtrad.feed.canonical import canonical
from rodtrad.feed.merged import NATIONAL, Merged

ACTION = [
    block("atgarder", role="chapter"),
    block("larm", "A. Larma", "atgarder", "action", label="A"),
    block("larm/vard", "Hälso- och sjukvårdens åtgärder", "larm", "care-half", stable=True),
    block("larm/vard/1", "Ring 112.", "larm/vard", "care-action"),
    block("larm/vard/2", "Ge syrgas.", "larm/vard", "care-action"),
    block("odla", "B. Odla", "atgarder", "action", label="B"),
]
DAY = "2026-11-27"


def merged(
    now: m.Payload, *additions: m.Payload, region: str = "x", before: m.Payload | None = None, date: str = DAY
) -> Merged:
    known = {v.version: v for v in (now, before) if v}
    return merge(now, additions, region, version=known.get, date=date)


def changed(*edits: tuple[str, str], version: str = "2.0.0") -> m.Payload:
    """The national text with other words in some blocks; without those whose words are none."""
    words = dict(edits)
    kept = [b for b in ACTION if words.get(b.id, "x")]
    return national(
        [block(b.id, words.get(b.id, b.text), b.parent, b.role, stable=b.stable, label=b.label) for b in kept], version
    )


def test_without_a_new_version_an_addition_is_unchanged() -> None:
    found = merged(national(ACTION), addition("x", at("larm")))
    (one,) = found.additions
    assert (one.outcome, one.place, one.before, one.now) == ("unchanged", "A. Larma", [], [])


def test_an_addition_stands_after_all_that_is_below_its_block() -> None:
    found = merged(national(ACTION), addition("x", [*at("larm"), *at("larm/vard/2")]))
    assert [b.block.id for b in found.blocks] == [
        *("atgarder", "larm", "larm/vard", "larm/vard/1", "larm/vard/2"),
        *("tillagg-larm/vard/2", "tillagg-larm/vard/2/1", "tillagg-larm", "tillagg-larm/1", "odla"),
    ]
    assert {b.at for b in found.blocks if b.origin == "x"} == {"larm", "larm/vard/2"}


def test_a_change_elsewhere_is_no_conflict() -> None:
    found = merged(changed(("odla", "B. Odla två gånger")), addition("x", at("larm")), before=national(ACTION))
    assert [a.outcome for a in found.additions] == ["clean"]


@pytest.mark.parametrize("id", ["larm", "larm/vard/2"])
def test_a_change_below_the_block_or_in_it_is_a_conflict(id: str) -> None:
    found = merged(changed((id, "Gör något annat.")), addition("x", at("larm")), before=national(ACTION))
    (one,) = found.additions
    assert (one.outcome, one.reason) == ("conflict", "changed")
    assert [b.id for b in one.before] == [b.id for b in one.now] == ["larm", "larm/vard", "larm/vard/1", "larm/vard/2"]
    assert "Gör något annat." in [b.text for b in one.now]
    assert "Gör något annat." not in [b.text for b in one.before]
    assert all(b.outdated for b in found.blocks if b.origin == "x"), "it stays in use, and says so"


def test_an_addition_at_one_of_several_things_to_do_leans_on_the_action_it_belongs_to() -> None:
    found = merged(changed(("larm", "A. Avvakta")), addition("x", at("larm/vard/1")), before=national(ACTION))
    (one,) = found.additions
    assert (one.outcome, [b.id for b in one.now]) == ("conflict", ["larm", "larm/vard", "larm/vard/1"])


def test_a_block_that_is_gone_is_a_conflict_with_what_was_there() -> None:
    found = merged(changed(("odla", "")), addition("x", at("odla")), before=national(ACTION))
    (one,) = found.additions
    assert (one.reason, one.place, [b.id for b in one.before], one.now) == ("gone", "B. Odla", ["odla"], [])
    assert [b.block.id for b in found.blocks][-2:] == ["tillagg-odla", "tillagg-odla/1"]
    assert found.blocks[-1].at == ""


def test_a_block_that_is_moved_is_a_conflict() -> None:
    moved = [b if b.id != "odla" else msgspec.structs.replace(b, parent="larm") for b in ACTION]
    found = merged(national(moved, "1.1.0"), addition("x", at("odla")), before=national(ACTION))
    assert [a.reason for a in found.additions] == ["moved"]


def test_what_cannot_be_compared_is_a_conflict() -> None:
    found = merged(changed(), addition("x", at("larm")))
    assert [(a.reason, a.before) for a in found.additions] == [("incomparable", [])]
    later = merged(national(ACTION), addition("x", at("larm"), based_on="3.0.0"))
    assert [a.reason for a in later.additions] == ["incomparable"]
    nameless = merged(national(ACTION), addition("x", [block("tillagg-x", "Tillägg vid A", role="addition")]))
    assert [a.reason for a in nameless.additions] == ["unplaced"]


def test_a_withdrawn_pathway_is_a_conflict_for_every_addition() -> None:
    found = merged(national([]), addition("x", [block("inledning"), *at("larm")]))
    assert [a.reason for a in found.additions] == ["gone", "gone"]


def test_words_written_otherwise_are_the_same_words() -> None:
    now = national([*ACTION[:5], msgspec.structs.replace(ACTION[5], markdown="#### B. *Odla*\n")], "1.0.1")
    assert merged(now, addition("x", at("odla")), before=national(ACTION)).conflicts == []
    now = national([*ACTION[:5], msgspec.structs.replace(ACTION[5], fingerprint="made otherwise")], "1.0.1")
    assert merged(now, addition("x", at("odla")), before=national(ACTION)).conflicts == []


def test_a_region_follows_anothers_additions_but_where_it_has_its_own() -> None:
    found = merged(
        national(ACTION),
        addition("z", [*at("larm", "z"), *at("odla", "z"), *at("larm/vard", "z")]),
        addition("y", [*at("odla", "y"), *at("larm", "y")], inherits="z"),
        addition("x", at("larm", "x"), inherits="y"),
        addition("other", at("atgarder")),
        addition("x", at("larm"), to="stroke"),
    )
    assert [(a.region, a.at, a.inherited) for a in found.additions] == [
        ("z", "larm/vard", True),
        ("x", "larm", False),
        ("y", "odla", True),
    ]
    assert [(r.region, r.at, r.by) for r in found.replaced] == [
        ("y", "larm", "x"),
        ("z", "larm", "x"),
        ("z", "odla", "y"),
    ]
    assert [s.key for s in found.sources] == ["tillagg/x/sepsis", "tillagg/y/sepsis", "tillagg/z/sepsis"]


def test_a_region_without_a_document_inherits_nothing() -> None:
    assert merged(national(ACTION), addition("y", at("larm"))).additions == []


@pytest.mark.parametrize("ring", [{"x": "x"}, {"x": "y", "y": "z", "z": "y"}])
def test_a_ring_is_refused(ring: dict[str, str]) -> None:
    documents = [addition(region, at("larm"), inherits=there) for region, there in ring.items()]
    with pytest.raises(AdditionError, match="ärver i ring: x → "):
        merged(national(ACTION), *documents)


def test_two_documents_of_a_region_are_refused() -> None:
    with pytest.raises(AdditionError, match="två tillägg"):
        merged(national(ACTION), addition("x", at("larm")), addition("x", at("odla")))


def test_additions_written_for_an_old_id_still_hold() -> None:
    now = national(ACTION, alias=["blodforgiftning"])
    found = merged(now, addition("x", at("larm", to="blodforgiftning"), to="blodforgiftning"))
    assert [a.outcome for a in found.additions] == ["unchanged"]


@pytest.mark.parametrize(
    ("until", "expired"),
    [
        *(("2026-11-26", True), ("2026-11-27", False), ("2026-10", True), ("2026-11", False)),
        *(("2025", True), ("2026", False), ("tills vidare", False), ("", False)),
    ],
)
def test_a_deviation_expires_after_its_last_day(until: str, expired: bool) -> None:
    found = merged(national(ACTION), addition("x", at("larm", role="deviation", reason="skäl", until=until)))
    (one,) = found.additions
    assert (one.expired, one.motive, one.until) == (expired, "skäl", until)


IDS = [f"b{n}" for n in range(8)]
WORDS = st.sampled_from(["ett", "två", "tre"])
ROLES = st.sampled_from(["chapter", "action", "care-half", "care-action", "prose"])


@st.composite
def texts(draw: st.DrawFn) -> list[m.Block]:
    """A national text in which each block stands at the top or below one before it."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=8))
    return [
        block(id, draw(WORDS), draw(st.sampled_from(["", *ids[:number]])), draw(ROLES)) for number, id in enumerate(ids)
    ]


@st.composite
def documents(draw: st.DrawFn) -> list[m.Payload]:
    found = []
    for number, region in enumerate(regions := ["x", "y", "z"]):
        anchors = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=5))
        said = [block("inledning")] if draw(st.booleans()) else []
        said += [b for anchor in anchors for b in at(anchor, role=draw(st.sampled_from(["addition", "deviation"])))]
        heir = draw(st.sampled_from([None, *regions[number + 1 :]]))
        based_on = draw(st.sampled_from(["1.0.0", "2.0.0", "3.0.0"]))
        found.append(addition(region, said, based_on, heir))
    return found


@settings(max_examples=300, deadline=None, derandomize=True)
@given(now=texts(), before=texts(), additions=documents(), order=st.randoms(use_true_random=False))
def test_nothing_is_lost_and_the_order_does_not_matter(
    now: list[m.Block], before: list[m.Block], additions: list[m.Payload], order: Random
) -> None:
    new, old = national(now, "2.0.0"), national(before)
    found = merged(new, *additions, before=old)
    assert [b.block for b in found.blocks if b.origin == NATIONAL] == now

    chain = [document for source in found.sources for document in additions if f"tillagg/{document.id}" == source.key]
    written = [(part.region, part.id) for document in chain for part in parts(document)]
    told = [(a.region, a.id) for a in found.additions] + [(r.region, r.id) for r in found.replaced]
    assert sorted(told) == sorted(written)
    here = [(b.origin, b.block.id) for b in found.blocks if b.origin != NATIONAL]
    assert here == [(a.region, id) for a in found.additions for id in a.blocks]

    for one in found.additions:
        outdated = {b.outdated for b in found.blocks if b.origin == one.region and b.block.id in one.blocks}
        assert outdated == {one.outcome == "conflict"}
        if one.outcome != "conflict":
            assert new.content.blocks
            assert one.role == "text" or one.at in [b.id for b in now]

    shuffled = list(additions)
    order.shuffle(shuffled)
    assert canonical(merged(new, *shuffled, before=old)) == canonical(found)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(now=texts(), additions=documents())
def test_with_no_national_change_nothing_that_is_placed_needs_a_look(
    now: list[m.Block], additions: list[m.Payload]
) -> None:
    known = {b.id for b in now}
    found = merged(national(now), *additions)
    for one in found.additions:
        (source,) = (s for s in found.sources if s.region == one.region)
        if source.based_on == "1.0.0" and (one.at in known or (now and one.role == "text")):
            assert one.outcome == "unchanged"
    same = merge(national(now, "2.0.0"), additions, "x", version=lambda v: national(now, v), date=DAY)
    assert all(a.outcome != "conflict" or a.reason == "gone" or a.at not in known for a in same.additions)
