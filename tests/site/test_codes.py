"""Code pages: a code includes those below it, and each use says where."""

from __future__ import annotations

from family_pages import dom, fact, made, words

from rodtrad.site.pages import codes

HEAD = "typ: vårdförlopp\nomfattning: fulltext\n"
FILES = {
    "vardforlopp/smal.md": f"---\nid: smal\ntitel: Smal\n{HEAD}koder:\n  icd-10-se: [F32.1, fel]\n---\n",
    "vardforlopp/lank.md": (
        f"---\nid: lank\ntitel: Länkad\n{HEAD}exempel: true\n---\n\n## Om hälsotillståndet\n\n### Definition\n\n"
        "Se [F32](icd-10-se:F32) och [lagen](sfs:2014:821#K5P1).\n"
    ),
    "riktlinjer/nr-d.md": (
        "---\nid: nr-d\ntitel: Riktlinje\nutgivare: Socialstyrelsen\nläge: okänt\n"
        "koder:\n  icd-10-se: [F32, F33]\n---\n"
    ),
}


def rows(path: str) -> list[str]:
    return [words(row) for row in dom(made(codes, FILES)[path]).iterfind(".//tbody/tr")]


def test_a_code_includes_those_below_it() -> None:
    assert rows("koder/icd-10-se/F32/") == [
        "Länkad Exempel Vårdförlopp F32 Definition",
        "Smal Vårdförlopp F32.1 Överst i dokumentet",
        "Riktlinje Nationell riktlinje F32 Överst i dokumentet",
    ]
    assert rows("koder/icd-10-se/F32.1/") == ["Smal Vårdförlopp F32.1 Överst i dokumentet"]


def test_codes_lead_up_and_down() -> None:
    pages = made(codes, FILES)
    assert fact(pages["koder/icd-10-se/F32.1/"], "Ingår i") == "F32"
    assert fact(pages["koder/icd-10-se/F32/"], "Omfattar") == "F32.1"


def test_only_real_codes_get_a_page() -> None:
    assert not any("fel" in path for path in made(codes, FILES))


def test_a_place_in_an_act_stands_on_the_page_of_the_act() -> None:
    pages = made(codes, FILES)
    page = pages["koder/sfs/2014:821/"]
    assert words(dom(page).find(".//tbody/tr")) == "Länkad Exempel Vårdförlopp 2014:821 Definition"
    assert fact(page, "Läs mer") == "https://lagen.nu/2014:821"


def test_the_lists_say_how_many_and_which() -> None:
    pages = made(codes, FILES)
    systems = [words(row) for row in dom(pages["koder/"]).iterfind(".//tbody/tr")]
    assert any(row.startswith("ICD-10-SE") and row.endswith(" 3") for row in systems)
    assert any(row.startswith("ATC") and row.endswith(" 0") for row in systems)
    listed = [words(row) for row in dom(pages["koder/icd-10-se/"]).iterfind(".//ul[@class='rt-rows']/li")]
    assert listed == ["F32 Länkad; Smal; Riktlinje", "F32.1 Smal", "F33 Riktlinje"]


def test_a_long_list_of_titles_is_cut_but_still_found() -> None:
    many = {
        f"vardforlopp/v{n}.md": f"---\nid: v{n}\ntitel: Text {n}\n{HEAD}koder:\n  atc: [N06AB06]\n---\n"
        for n in range(5)
    }
    page = made(codes, many)["koder/atc/"]
    row = next(row for row in dom(page).iterfind(".//ul[@class='rt-rows']/li") if "N06AB06" in words(row))
    assert words(row).endswith("Text 0; Text 1; Text 2 och 2 till")
    assert "Text 4" in row.get("data-ord", "")


def test_a_pair_is_two_codes() -> None:
    text = f"---\nid: par\ntitel: Par\n{HEAD}koder:\n  icd-10-se: [A17.0† G01*]\n---\n"
    pages = made(codes, {"vardforlopp/par.md": text})
    assert {"koder/icd-10-se/A17.0/", "koder/icd-10-se/A17/", "koder/icd-10-se/G01/"} <= set(pages)
