"""The library: faces linked both ways, whatever the order they come in."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from rodtrad.face import Face
from rodtrad.library import Library, is_example, link, reference_keys
from rodtrad.model import Kind
from rodtrad.reader import read

PATHWAY = """---
id: {id}
titel: {id}
{more}---

## Ingång och utgång

### Ingång i vårdförloppet

- Misstanke. → [A](#a) {{#in-a}}

## Kvalitetsuppföljning

### Processmått

- [Väntetid](../indikatorer/vantetid.md) {{#i-vantetid}}

Se [den andra]({other}) och [dess ingång]({other}#in-a).
"""


def face(path: str, text: str) -> Face:
    document = read(path, text.encode()).document
    assert document is not None
    return document.face


def pathway(id: str, other: str, more: str = "") -> Face:
    return face(f"content/vardforlopp/{id}.md", PATHWAY.format(id=id, other=other, more=more))


INDICATOR = face(
    "content/indikatorer/vantetid.md", "---\nid: vantetid\ntitel: Väntetid\n---\n\n## Definition\n\nTid.\n"
)
REGISTER = face("content/register/organ.yaml", "id: organ\ntitel: Organ\nposter:\n  - id: sks\n    namn: SKS\n")
ONE = pathway("ett", "gamla-tva.md")
TWO = pathway("tva", "ett.md", "alias: [gamla-tva]\nexempel: true\nförvaltare: sks\nersätter: [ett]\n")


def library() -> Library:
    return link([ONE, TWO, INDICATOR, REGISTER])


def test_the_order_of_faces_does_not_matter() -> None:
    expected = library()
    for faces in permutations([ONE, TWO, INDICATOR, REGISTER]):
        assert link(faces) == expected
    assert list(expected.faces) == ["indikatorer/vantetid", "register/organ", "vardforlopp/ett", "vardforlopp/tva"]


def test_of_two_with_one_key_the_first_path_is_kept() -> None:
    again = pathway("ett", "tva.md")
    double = face("content/vardforlopp/ett.md", PATHWAY.format(id="ett", other="tva.md", more=""))
    found = link([double, again])
    assert len(found.faces) == 1
    assert len(found.doubles) == 1


def test_an_alias_leads_to_the_document() -> None:
    found = library().resolve("vardforlopp/gamla-tva#in-a")
    assert found is not None
    assert (found[0].id, found[1] and found[1].id) == ("tva", "in-a")
    assert library().resolve("vardforlopp/gamla-tva") == (TWO, None)
    assert library().resolve("vardforlopp/tva#borta") is None
    assert library().resolve("vardforlopp/borta") is None


def test_links_are_known_from_the_other_end_too() -> None:
    incoming = library().incoming
    assert [found.face.id for found in incoming["vardforlopp/tva"]] == ["ett", "ett"], "not its own"
    assert [found.face.id for found in incoming["vardforlopp/tva#in-a"]] == ["ett"]
    assert "" not in incoming


def test_it_is_known_which_indicators_are_used() -> None:
    assert library().measured == {"indikatorer/vantetid"}
    assert [(found.face.id, found.block) for found in library().incoming["indikatorer/vantetid"]] == [
        ("ett", "i-vantetid"),
        ("tva", "i-vantetid"),
    ]


def test_what_is_used_is_unsure_where_a_pathway_cannot_be_read_or_a_use_leads_nowhere() -> None:
    assert not library().is_unsure
    assert link([ONE, TWO]).is_unsure
    assert link([ONE, TWO, INDICATOR], ["vardforlopp/borta"]).is_unsure
    assert not link([INDICATOR], ["indikatorer/borta"]).is_unsure
    tracked, asked = library().tracked()
    assert not tracked.is_unsure
    assert [library().answer(key) for key in asked] != [link([ONE, TWO]).answer(key) for key in asked]


def test_a_title_that_was_asked_for_is_noted_and_its_answer_follows_the_documents() -> None:
    tracked, asked = library().tracked()
    assert tracked.titled(Kind.INDICATOR, "VANTETID") == ("indikatorer/vantetid",)
    assert tracked.titled(Kind.PATHWAY, "VANTETID") == ()
    title = f"titled:{Kind.INDICATOR} VANTETID"
    assert asked == {title, f"titled:{Kind.PATHWAY} VANTETID"}
    assert library().answer(title) == "indikatorer/vantetid"
    assert link([ONE, TWO]).answer(title) == ""


def test_an_old_name_that_was_looked_for_is_noted_and_its_answer_follows_the_aliases() -> None:
    tracked, asked = link([ONE]).tracked()
    assert tracked.resolve("vardforlopp/gamla-tva") is None
    before, after = ({key: found.answer(key) for key in asked} for found in (link([ONE]), link([ONE, TWO])))
    assert library().resolve("vardforlopp/gamla-tva") is not None
    assert before != after


@pytest.mark.parametrize(
    "ask",
    [
        lambda found: found.faces["vardforlopp/ett"],
        lambda found: found.by_path["content/vardforlopp/ett.md"],
        lambda found: list(found.of(Kind.PATHWAY)),
        lambda found: found.get(Kind.PATHWAY, "borta"),
        lambda found: found.aliases,
        lambda found: "vardforlopp/borta" in found.unreadable,
        lambda found: found.resolve("vardforlopp/borta"),
        lambda found: found.register("organ"),
        lambda found: found.entry("organ", "sks"),
        lambda found: found.incoming,
        lambda found: found.titled(Kind.PATHWAY, "Ett"),
        lambda found: "indikatorer/vantetid" in found.measured,
        lambda found: "vardforlopp/ett" in found.drafts,
        lambda found: found.is_unsure,
        lambda found: found.lists.get("icd-10-se"),
    ],
)
def test_whatever_is_asked_is_noted(ask: Callable[[Library], object]) -> None:
    tracked, asked = library().tracked()
    ask(tracked)
    assert asked


def test_nothing_of_the_library_can_be_asked_in_another_way() -> None:
    """What is added here must be asked above, and noted."""
    known = (
        "faces by_path of get aliases resolve register entry incoming titled drafts measured is_unsure lists unreadable"
    )
    aside = "doubles tracked answer"  # of the whole library only
    assert {name for name in dir(Library) if name[0] != "_"} == {*known.split(), "unreadable", *aside.split()}


def test_look_up_by_kind_and_in_registers() -> None:
    found = library()
    assert [f.id for f in found.of(Kind.PATHWAY)] == ["ett", "tva"]
    assert found.get(Kind.INDICATOR, "vantetid") is INDICATOR
    assert found.get(Kind.PATHWAY, "vantetid") is None
    entry = found.entry("programomraden organ", "sks")
    assert entry is not None
    assert entry.title == "SKS"
    assert found.entry("organ", "borta") is None
    assert found.register("borta") == {}


def test_what_front_matter_names() -> None:
    assert list(reference_keys(TWO.matter)) == [
        ("förvaltare", "sks", "organ programomraden", ""),
        ("ersätter[0]", "ett", "", "pathway"),
    ]
    assert is_example(TWO)
    assert not is_example(ONE)
    assert not is_example(REGISTER)
