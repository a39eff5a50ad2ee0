"""What is told about a text: hover, definition, references, names of ids, outline and folding."""

from __future__ import annotations

import pytest
from lsp_project import ADDITION, FILES, INDICATOR, OTHER, PATHWAY, REGISTER, at

from rodtrad.lsp.answers import RefusedError, Symbol
from rodtrad.lsp.hovering import hover
from rodtrad.lsp.outline import folds, outline
from rodtrad.lsp.renaming import prepare, rename
from rodtrad.lsp.session import Session
from rodtrad.lsp.uses import definition, uses

TEXT = FILES[PATHWAY]


def told(session: Session, words: str, inside: int = 1, path: str = PATHWAY) -> str:
    found = hover(session, path, *at(FILES[path], words, inside))
    return found.text if found else ""


def test_hover_tells_an_indicators_definition_and_targets(session: Session) -> None:
    text = told(session, "[Tid till besök]")
    assert text.startswith("**Tid till besök**\n\nIndikator\n\nAndelen som får komma inom 2 veckor.")
    assert "Täljare: Besökta inom 2 veckor." in text
    assert "2025 · måttlig 70 % · hög 90 % · Socialstyrelsen" in text


def test_hover_tells_titles_and_states(session: Session) -> None:
    assert told(session, "[feber]") == "**Feber**\n\nVårdförlopp, På remiss"
    assert told(session, "[åtgärden där]") == "**A. Prov**\n\nÅtgärd i Feber (Vårdförlopp, På remiss)"
    assert told(session, "npo-luft").startswith("**Programområde luftvägar**\n\nPost i registret i Organ")
    assert told(session, "[^ett]") == "En källa."
    guideline = "content/riktlinjer/nr.md"
    session.write(guideline, "---\nid: nr\ntitel: Hosta 2020\nutgivare: X\nläge: ersatt\n---\n")
    text = TEXT.replace("vuxna med", "[x](../riktlinjer/nr.md)").replace("licens:", "riktlinjer: [nr, feber]\nlicens:")
    session.write(PATHWAY, text)
    for words, inside in (("[x](", 1), ("[nr, ", 2)):
        found = hover(session, PATHWAY, *at(text, words, inside))
        assert found
        assert found.text == "**Hosta 2020**\n\nNationell riktlinje, ersatt"
    assert hover(session, PATHWAY, *at(text, "[nr, ", 4)) is None
    session.write(PATHWAY, TEXT)
    assert told(session, "par med", 10, OTHER).startswith("**Långvarig hosta**")
    assert told(session, "{#samtal}", 3).startswith("**A. Samtal på mottagning**")


def test_hover_tells_what_a_code_is_and_a_key_is_for(session: Session) -> None:
    for words in ("[R05.9]", "R05.9. Se"):
        text = told(session, words)
        assert text.startswith("**R05.9**\n\nICD-10-SE")
        assert "Ingår i R05" in text
        assert "Anges av: Feber, Långvarig hosta" in text
    assert told(session, "förvaltare").startswith("**förvaltare** – Det organ")
    assert told(session, "vuxna med") == ""


def test_definition_leads_to_where_it_is_written(session: Session) -> None:
    def there(words: str, path: str = PATHWAY, inside: int = 1) -> tuple[str, int] | None:
        found = definition(session, path, *at(FILES[path], words, inside))
        return (found.path, found.place.line) if found else None

    def line(path: str, words: str) -> tuple[str, int]:
        return path, at(FILES[path], words)[0]

    assert there("[samtal](#samtal)") == line(PATHWAY, "#### A. Samtal")
    assert there("[åtgärden där]") == line(OTHER, "#### A. Prov")
    assert there("[feber]") == (OTHER, 1)
    assert there("[Utgång][1]") == line(PATHWAY, "- Hostan är borta")
    assert there("npo-luft") == line(REGISTER, "id: npo-luft")
    assert there("[^ett]") == line(PATHWAY, "[^ett]: En")
    assert there("[A](#samtal)", ADDITION) == line(PATHWAY, "#### A. Samtal")
    assert there("vuxna med") is None


def test_references_are_links_and_values_everywhere(session: Session) -> None:
    def found(words: str, path: str = PATHWAY, inside: int = 3, *, declaration: bool = False) -> list[tuple[str, int]]:
        spots = uses(session, path, *at(FILES[path], words, inside), declaration=declaration)
        return sorted((spot.path, spot.place.line) for spot in spots)

    action = [
        (ADDITION, at(FILES[ADDITION], "[A](#samtal)")[0]),
        (OTHER, at(FILES[OTHER], "[samtalet]")[0]),
        (PATHWAY, at(TEXT, "[A](#samtal)")[0]),
        (PATHWAY, at(TEXT, "[samtal](#samtal)")[0]),
    ]
    assert found("{#samtal}") == sorted(action)
    assert found("{#samtal}", declaration=True) == sorted([*action, (PATHWAY, at(TEXT, "#### A. Samtal")[0])])
    assert (OTHER, at(FILES[OTHER], "par med")[0]) in found("id: hosta", inside=5)
    assert (ADDITION, at(FILES[ADDITION], "tillägg till")[0]) in found("id: hosta", inside=5)
    assert found("id: npo-luft", REGISTER, 5) == [(PATHWAY, at(TEXT, "förvaltare")[0])]
    assert [path for path, _ in found("[Tid till besök]")] == [PATHWAY]
    codes = found("[R05.9]")
    assert (OTHER, at(FILES[OTHER], "(icd-10-se:R05.9)")[0]) in codes
    assert (OTHER, at(FILES[OTHER], "icd-10-se: [")[0]) in codes


def test_an_id_is_renamed_in_its_braces_and_in_every_link(session: Session) -> None:
    for words, inside in (("{#samtal}", 3), ("[samtal](#samtal)", 12), ("[A](#samtal)", 6)):
        assert prepare(session, PATHWAY, *at(TEXT, words, inside))[1] == "samtal"
        texts = changed(session, words, inside, "besok")
        assert texts[PATHWAY] == TEXT.replace("#samtal", "#besok")
        assert texts[OTHER] == FILES[OTHER].replace("hosta.md#samtal", "hosta.md#besok")
        assert texts[ADDITION] == FILES[ADDITION].replace("#samtal", "#besok")
    assert changed(session, "{#ut-frisk}", 3, "ut-bra")[PATHWAY] == TEXT.replace("#ut-frisk", "#ut-bra")


def changed(session: Session, words: str, inside: int, new: str) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    changes = rename(session, PATHWAY, *at(TEXT, words, inside), new)
    for path, place, text in sorted(changes, key=lambda c: (c.place.line, c.place.column), reverse=True):
        lines = texts.setdefault(path, FILES[path].split("\n"))
        line = lines[place.line - 1]
        assert place.end_line == place.line
        lines[place.line - 1] = line[: place.column - 1] + text + line[place.end_column - 1 :]
    return {path: "\n".join(lines) for path, lines in texts.items()}


@pytest.mark.parametrize(
    ("words", "inside", "new", "why"),
    [
        ("{#samtal}", 3, "Första Besöket", "`forsta-besoket`"),
        ("{#samtal}", 3, "in-hosta", "finns redan i Långvarig hosta"),
        ("{#samtal}", 3, "referenser", "formatet ger"),
        ("{#samtal}", 3, "", "kan inte vara ett id"),
        ("[feber]", 1, "x", "ändras aldrig"),
        ("id: hosta", 5, "x", "ändras aldrig"),
        ("npo-luft", 2, "x", "register"),
        ("vuxna med", 2, "x", "Här står inget id"),
        ("R05.9. Se", 2, "x", "Här står inget id"),
        ("[^ett]", 2, "x", "Fotnoter"),
    ],
)
def test_what_cannot_be_renamed_is_refused_with_the_reason(
    session: Session, words: str, inside: int, new: str, why: str
) -> None:
    with pytest.raises(RefusedError, match=why):
        rename(session, PATHWAY, *at(TEXT, words, inside), new)


def test_ids_that_nobody_wrote_are_not_renamed(session: Session) -> None:
    text = TEXT.replace("vuxna med", "[kapitlet](#ingang-och-utgang) [avsnittet](#egen-rubrik) [fel](#finns-inte)")
    session.write(PATHWAY, text)
    for words, why in (("[kapitlet]", "formatet ger"), ("[avsnittet]", "rubrikens ord"), ("[fel]", "finns inget")):
        with pytest.raises(RefusedError, match=why):
            prepare(session, PATHWAY, *at(text, words, 2))


def names(symbols: list[Symbol], depth: int = 0) -> list[str]:
    return [line for s in symbols for line in ("  " * depth + s.name, *names(s.children, depth + 1))]


def test_the_outline_shows_chapters_actions_and_what_is_pointed_at(session: Session) -> None:
    document = session.document(PATHWAY)
    assert document
    assert names(outline(document)) == [
        "Omfattning av kunskapsstödet",
        "Ingång och utgång",
        "  Ingång i vårdförloppet",
        "    Hosta i mer än 8 veckor. → A",
        "  Utgång ur vårdförloppet",
        "    Hostan är borta.",
        "Vårdförloppets åtgärder",
        "  A. Samtal på mottagning",
        "    Hälso- och sjukvårdens åtgärder",
        "    Vägar vidare",
        "  Egen rubrik",
        "Kvalitetsuppföljning",
        "  Processmått",
        "    Tid till besök",
        "Referenser",
    ]
    register = session.document(REGISTER)
    assert register
    assert names(outline(register)) == ["Programområde luftvägar"]


def test_every_symbol_lies_within_the_one_above_and_holds_its_head(session: Session) -> None:
    def look(symbols: list[Symbol], above: Symbol | None) -> None:
        for one in symbols:
            whole, head = one.whole, one.head
            assert (whole.line, whole.column) <= (head.line, head.column)
            assert (head.end_line, head.end_column) <= (whole.end_line, whole.end_column), one
            if above:
                assert above.whole.line <= whole.line <= whole.end_line <= above.whole.end_line
            look(one.children, one)

    for path in (PATHWAY, OTHER, INDICATOR, ADDITION, REGISTER):
        document = session.document(path)
        assert document
        look(outline(document), None)


def test_front_matter_and_what_is_below_headings_is_folded(session: Session) -> None:
    document = session.document(PATHWAY)
    assert document
    found = {(fold.first, fold.last) for fold in folds(document)}
    assert (1, 12) in found
    first = at(TEXT, "## Vårdförloppets")[0]
    assert (first, at(TEXT, "Text.")[0]) in found
    assert (at(TEXT, "#### A. Samtal")[0], at(TEXT, "- → [Utgång]")[0]) in found
