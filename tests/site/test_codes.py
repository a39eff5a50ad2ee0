"""Codes: a code includes those below it, each use says where, and the look-up knows them all."""

from __future__ import annotations

import json

from family_pages import dom, fact, made, real_site, site_of, words

from rodtrad.site.pages import code_lists, codes
from rodtrad.site.pages._code_lookup import chapters
from rodtrad.site.pages._code_uses import uses

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
    tree = dom(made(codes, FILES)["koder/"])
    assert words(tree.get_element_by_id("icd-10-se")).startswith("ICD-10-SE 3 koder")
    assert "Inga koder används här ur HSA-id, KVÅ" in words(tree).replace("ATC, ", "")
    chapter = tree.xpath("//h2[@id='icd-10-se']/following-sibling::ul[1]/li")
    assert [words(item) for item in chapter] == ["F00–F99 Psykiska sjukdomar och beteende 3 koder"]
    assert chapter[0].find("a").get("href") == "../koder/icd-10-se/#f00-f99-psykiska-sjukdomar-och-beteende"
    listed = [words(row) for row in dom(made(code_lists, FILES)["koder/icd-10-se/"]).iterfind(".//ul/li")]
    assert listed == ["F32 Länkad; Smal; Riktlinje", "F32.1 Smal", "F33 Riktlinje"]


def test_a_long_list_of_titles_is_cut() -> None:
    many = {
        f"vardforlopp/v{n}.md": f"---\nid: v{n}\ntitel: Text {n}\n{HEAD}koder:\n  atc: [N06AB06]\n---\n"
        for n in range(5)
    }
    rows = [words(row) for row in dom(made(code_lists, many)["koder/atc/"]).iterfind(".//ul/li")]
    assert rows[-1] == "N06AB06 Text 0; Text 1; Text 2 och 2 till"
    assert [row.split()[0] for row in rows] == ["N", "N06", "N06A", "N06AB", "N06AB06"]


def looked_up() -> dict[str, list[tuple[str, list[str]]]]:
    """Code → titles of documents with the names of the places."""
    ((path, data),) = codes.files(site_of(FILES)[0])
    assert path == "koder/uppslag.json"
    read = json.loads(data)
    return {
        code: [(read["documents"][number][0], [name for name, _ in places]) for number, places in said]
        for _, code, _, said in read["codes"]
    }


def test_the_look_up_knows_documents_and_blocks() -> None:
    found = looked_up()
    assert found["F32"] == [("Länkad", ["Definition"]), ("Smal", []), ("Riktlinje", [])]
    assert found["F32.1"] == [("Smal", [])]
    assert found["2014:821"] == [("Länkad", ["Definition"])]


def test_the_look_up_leads_to_blocks_that_are_there() -> None:
    site, _ = real_site()
    ((_, data),) = codes.files(site)
    read = json.loads(data)
    places = 0
    for system, code, _, said in read["codes"]:
        assert code in uses(site.library)[read["systems"][system][0]]
        for number, blocks in said:
            key = read["documents"][number][2].rstrip("/")
            for _, id in blocks:
                places += 1
                assert any(id.startswith(block) for block in site.library.faces[key].by_id), (key, id)
    assert places > 10


def test_every_code_stands_in_one_chapter() -> None:
    site, _ = real_site()
    for scheme, found in uses(site.library).items():
        listed = [code for _, _, mine in chapters(codes.systems()[scheme], found) for code in mine]
        assert sorted(listed) == sorted(found)


def test_a_pair_is_two_codes() -> None:
    text = f"---\nid: par\ntitel: Par\n{HEAD}koder:\n  icd-10-se: [A17.0† G01*]\n---\n"
    pages = made(codes, {"vardforlopp/par.md": text})
    assert {"koder/icd-10-se/A17.0/", "koder/icd-10-se/A17/", "koder/icd-10-se/G01/"} <= set(pages)
