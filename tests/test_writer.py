"""The canonical form: formatting twice changes nothing, and formatting never changes what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodtrad.document import Document
from rodtrad.finding import Edit
from rodtrad.project import files
from rodtrad.reader import read
from rodtrad.writer import apply, format_document, letters, words

ROOT = Path(__file__).parents[1]
MARKDOWN = [path for path in files(ROOT) if path.endswith(".md")]
HEAD = "---\nid: a\ntitel: A\n---\n\n"


def document(text: str) -> Document:
    found = read("content/vardforlopp/a.md", text.encode()).document
    assert found is not None
    return found


@pytest.mark.parametrize("path", MARKDOWN)
def test_the_real_content_is_in_canonical_form(path: str) -> None:
    data = (ROOT / path).read_bytes()
    found = read(path, data).document
    assert found is not None
    assert format_document(found).encode() == data


LINES = st.sampled_from(
    ["## Vårdförloppets åtgärder", "### Grupp", "#### B. Åtgärd {#x}", "#### Beslut: Ja? {#y}", "#### C. Mer {#z}",
     "##### Vägar vidare", "- -> [Q](#x)", "- **Ja.** → [A](#y) och [B](#z) inom 3 dagar",
     "* punkt", "+ punkt", "  * under",
     "| a   |  b|", "|---|:--:|", "| 1 | två **fet** |", "text med slut   ", "rad  ",
     "", "", "```", "  kod   ", "> citat",
     "1. ett", "[^n]: not", "se ([D](#x)) [^n]", "<!-- kommentar -->", "<div>", "    indragen"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=25).map("\n".join))
def test_formatting_is_idempotent_and_keeps_meaning(text: str) -> None:
    before = document(HEAD + text)
    once = document(format_document(before))
    assert format_document(once) == once.source.text
    assert [(b.role, b.parent) for b in once.body.blocks] == [(b.role, b.parent) for b in before.body.blocks]
    assert [link.target for link in once.face.links] == [link.target for link in before.face.links]
    assert without_letters(words(once)) == without_letters(words(before))


def without_letters(text: str) -> list[str]:
    """Words that are not the letters of nodes or arrows, which formatting is there to write."""
    return [word for word in text.split() if not word.strip("().").isupper() and word not in ("→", "->")]


def test_letters_follow_the_order_of_nodes_and_links_follow_letters() -> None:
    text = HEAD + (
        "## Vårdförloppets åtgärder\n\n#### C. Först {#x}\n\n##### Vägar vidare\n\n- -> [B](#y)\n\n"
        "#### Sedan {#y}\n\nÅter till [C](#x), men inte [först](#x).\n"
    )
    said = format_document(document(text))
    assert "#### A. Först {#x}" in said
    assert "#### B. Sedan {#y}" in said
    assert "- → [B](#y)" in said
    assert "[A](#x), men inte [först](#x)" in said


def test_tables_are_unpadded_and_cells_kept() -> None:
    said = format_document(document(HEAD + "|  a  | b |\n|-----|:---:|\n| x \\| y   | z |\n"))
    assert "| a | b |\n| --- | :---: |\n| x \\| y | z |\n" in said


def test_a_row_with_too_few_cells_is_left_for_the_author() -> None:
    rows = "| a | b |\n| --- | --- |\n| x  y |\n"
    assert rows in format_document(document(HEAD + rows))


def test_line_ends_become_newlines() -> None:
    said = format_document(document((HEAD + "## Rubrik\n\ntext").replace("\n", "\r\n")))
    assert "\r" not in said
    assert said.endswith("text\n")


def test_what_was_meant_as_a_letter_gets_no_second_one_and_a_bare_group_none() -> None:
    text = HEAD + "## Vårdförloppets åtgärder\n\n#### Grupp\n\n#### a) Först {#x}\n\n#### Sedan {#y}\n"
    assert format_document(document(text)) == text.replace("#### Sedan", "#### B. Sedan")


@pytest.mark.parametrize("unread", ["####B.", "####\u00a0B.", "## B."])
def test_letters_stay_while_the_heading_of_a_node_is_not_read(unread: str) -> None:
    text = f"{HEAD}## Vårdförloppets åtgärder\n\n#### A. En {{#en}}\n\n{unread} Två {{#tva}}\n\n#### C. Tre {{#tre}}\n"
    assert format_document(document(text)) == text


def test_letters_go_on_after_z() -> None:
    some = letters()
    assert [next(some) for _ in range(28)][-3:] == ["Z", "AA", "AB"]


def test_of_overlapping_edits_the_first_wins() -> None:
    assert apply("abcdef", [Edit(2, 4, "X"), Edit(0, 3, "Y")]) == "Ydef"
