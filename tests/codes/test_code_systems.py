"""What holds for every code system, and how they are found."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.codes import CodeSystem, identify, systems
from rodtrad.registry import names

SYSTEMS = list(systems().values())


def test_a_module_is_the_registration() -> None:
    found = [importlib.import_module(f"rodtrad.codes.{name}").SYSTEM for name in names("rodtrad.codes")]
    assert all(isinstance(system, CodeSystem) for system in found)
    assert {system.scheme: system for system in found} == systems()
    assert len(found) == len(systems()) >= 6


def test_systems_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        systems()["ny"] = SYSTEMS[0]  # type: ignore[index]


def test_no_two_systems_share_a_name() -> None:
    all_names = [name for system in SYSTEMS for name in (system.uri, *system.aliases)]
    assert len(all_names) == len(set(all_names))
    assert all(":" in name for name in all_names)


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.scheme)
def test_every_name_leads_to_its_system(system: CodeSystem) -> None:
    for name in (system.uri, *system.aliases):
        assert identify(name) is system
        assert identify(name.removeprefix("urn:oid:")) is system
    assert system.scheme.isascii()
    assert system.scheme == system.scheme.lower()


def test_an_unknown_name_leads_nowhere() -> None:
    assert identify("http://example.org/codes") is None
    assert identify("1.2.3") is None


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.scheme)
def test_an_example_is_valid_and_its_parents_end(system: CodeSystem) -> None:
    code = system.example
    assert system.valid(code)
    assert system.normalise(f" {code} ") == code
    seen = []
    parent = system.parent(code)
    while parent is not None:
        assert system.valid(parent)
        assert len(parent) < len(code)
        seen.append(parent)
        parent = system.parent(parent)
    assert len(seen) == len(set(seen))


codes = st.text(max_size=20) | st.from_regex(r"[A-Z]{1,3}[0-9]{1,5}(\.[0-9][A-Z]?)?", fullmatch=True)


@given(st.sampled_from(SYSTEMS), codes)
def test_total_and_stable(system: CodeSystem, written: str) -> None:
    code = system.normalise(written)
    assert system.normalise(code) == code
    if system.valid(written):
        assert code == written
    else:
        assert system.parent(written) is system.url(written) is None
    for mention in system.find(f"({written})"):
        assert system.valid(mention.code)
        assert 0 < mention.start < mention.end <= len(written) + 1


@given(st.sampled_from(SYSTEMS), st.data())
def test_what_the_pattern_makes_is_kept(system: CodeSystem, data: st.DataObject) -> None:
    code = data.draw(st.from_regex(system.pattern, fullmatch=True))
    assert system.normalise(code) == code
    assert system.valid(code) == system.check(code)


def test_a_list_decides(tmp_path: Path) -> None:
    path = tmp_path / "kva.txt"
    path.write_text("AV020\tEn åtgärd\nGD008\tEn annan\n", encoding="utf-8")
    system = systems()["kva"]
    listed = system.load(path)
    assert "AV020" in listed
    assert len(listed) == 2
    assert system.valid("AV020", listed)
    assert system.valid("AV021")
    assert not system.valid("AV021", listed)
    assert not system.valid("av020", listed)
