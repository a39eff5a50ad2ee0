"""The page that shows how a block is embedded: what it says to copy is what works."""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode
from dataclasses import replace

from family_pages import ROOT, dom, made, real_pages, real_site

from rodtrad.site import assets
from rodtrad.site.pages import embedding

SCRIPT = ROOT / "tools/rodtrad/site/theme/assets" / assets.BLOCK


def test_the_code_names_the_script_to_the_byte() -> None:
    code = dom(real_pages()["inbaddning/"]).findtext(".//pre/code") or ""
    found = re.search('integrity="sha384-([^"]+)"', code)
    assert found
    assert b64decode(found[1]) == hashlib.sha384(SCRIPT.read_bytes()).digest()


def test_the_code_names_the_site_and_a_block_that_there_is() -> None:
    site, _ = real_site()
    (page,) = embedding.pages(replace(site, address="https://rodtrad.example/"))
    code = dom(page).findtext(".//pre/code") or ""
    found = re.search('src="https://rodtrad.example/api/v1/" block="(.*)#(.*)"', code)
    assert found
    key, id = found.groups()
    face = site.library.faces[key]
    assert face.by_id[id].stable
    assert key in site.released


def test_the_example_has_a_link_of_its_own_and_no_address_of_another_site() -> None:
    tree = dom(real_pages()["inbaddning/"])
    (block,) = tree.iter("rodtrad-block")
    (script,) = tree.iter("script")
    assert (block.get("src"), script.get("src")) == ("../api/v1/", f"../assets/{assets.BLOCK}")
    assert block.get("block", "").startswith("vardforlopp/")
    assert block.find(".//a") is not None


def test_nothing_released_gives_no_example() -> None:
    page = made(embedding, {"register/organ.yaml": "id: organ\ntitel: Organ\nposter:\n  - id: a\n    namn: A\n"})
    tree = dom(page["inbaddning/"])
    assert not list(tree.iter("rodtrad-block"))
    assert "vardforlopp/ID" in (tree.findtext(".//pre/code") or "")


def test_the_handbook_says_the_same() -> None:
    said = (ROOT / "content/handbok/for-regioner.md").read_text("utf-8")
    for name, _ in embedding.ATTRIBUTES:
        assert f"| `{name}` |" in said
    script = SCRIPT.read_text("utf-8")
    for part in re.findall(r"::part\((\w+)\)", said):
        assert f'part: "{part}"' in script
    for name in re.findall("`(--rodtrad-[a-z-]+)`", said):
        assert f"var({name}" in script
