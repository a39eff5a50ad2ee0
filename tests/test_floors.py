"""Imports point only downwards, so that each floor can be understood, tested and replaced without those above."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import rodtrad
from rodtrad.model import MATTER

HOME = Path(rodtrad.__file__).parent

FLOORS: tuple[set[str], ...] = (
    {
        *("source", "store", "registry", "patch", "errors", "tree", "files", "values", "telling"),
        *("dates", "tabular", "zstandard", "once", "refusals"),
    },
    {"finding", "edits", "markdown", "codes", "codelists", "quantities", "spelling", "strictyaml", "html"},
    {"keyed", "model", "face", "document", "chapters"},
    {"matter", "misplaced", "faces", "reader", "writer", "wire", "prose", "tabs"},
    {
        *("library", "flow", "compare", "layout", "drawing", "feed", "project", "crew", "memory"),
        *("additions", "charts", "deviations", "outcomes", "vocabulary"),
    },
    {"rules", "formats", "region"},
    {
        *("baseline", "branch", "checking", "counting", "feed_writing", "fixing", "release", "report", "schemas"),
        *("templates", "site", "printing", "delivery", "national", "merging"),
    },
    {"commands", "conformance", "dev", "lsp"},
    {"cli", "__main__"},
)
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}

ASIDE = {"rules", "formats", "region"}
"""Parts of one floor that never import each other."""

MODULES = sorted(path for path in HOME.rglob("*.py") if path != HOME / "__init__.py")


def part_of(path: Path) -> str:
    return path.relative_to(HOME).parts[0].removesuffix(".py")


def imports(path: Path, home: Path = HOME) -> Iterator[str]:
    package = ["rodtrad", *path.relative_to(home).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def test_imports_are_seen_however_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    module = tmp_path / "rules/a.py"
    module.write_text(
        "import rodtrad.x\nfrom rodtrad import y\nfrom . import b\nfrom ..site import parts\nfrom .. import cli\n"
    )
    assert {"rodtrad.x", "rodtrad.y", "rodtrad.rules.b", "rodtrad.site.parts", "rodtrad.cli"} <= set(
        imports(module, tmp_path)
    )


def test_every_module_has_a_floor() -> None:
    assert {part_of(path) for path in MODULES} == set(FLOOR)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOME).as_posix())
def test_imports_point_downwards(path: Path) -> None:
    here = part_of(path)
    for name in imports(path):
        top, _, rest = name.partition(".")
        there = rest.partition(".")[0]
        if top != "rodtrad" or there not in FLOOR or there == here:
            continue
        assert FLOOR[there] <= FLOOR[here], f"{here} must not know {there}"
        assert not ({here, there} <= ASIDE), f"{here} must not know {there}"


@pytest.mark.parametrize(
    ("library", "only"),
    [
        ("pyromark", {"markdown"}),
        ("yaml", {"strictyaml"}),
        ("sqlite3", {"store", "formats", "region"}),
        ("platformdirs", {"store"}),
        ("multiprocessing", {"crew"}),
        ("mkdocs", {"site"}),
        ("jinja2", {"site"}),
        ("pygls", {"lsp"}),
        ("lsprotocol", {"lsp"}),
        ("hunspell", {"spelling"}),
        ("httpx2", {"region"}),
        ("httpcore2", {"region"}),
        ("tuf", {"delivery", "region"}),
        ("securesystemslib", {"delivery", "region"}),
        ("cryptography", {"delivery"}),
        ("obstore", {"delivery"}),
        ("weasyprint", {"printing"}),
        ("pydyf", set()),
    ],
)
def test_each_library_is_kept_behind_one_part(library: str, only: set[str]) -> None:
    users = {part_of(path) for path in MODULES if any(n.partition(".")[0] == library for n in imports(path))}
    assert users <= only


def test_the_client_knows_the_contract_and_nothing_that_texts_are_written_with() -> None:
    may = (
        "errors",
        "files",
        "telling",
        "zstandard",
        "feed.models",
        "feed.listings",
        "feed.canonical",
        "feed.addresses",
        "additions",
        "region",
    )
    for path in (HOME / "region").rglob("*.py"):
        own = [name.removeprefix("rodtrad.") for name in imports(path) if name.startswith("rodtrad.")]
        strange = [
            name for name in own if name not in ("feed",) and not f"{name}.".startswith(tuple(f"{m}." for m in may))
        ]
        assert not strange, path.name


def test_the_kit_for_clients_does_not_know_ours() -> None:
    """It judges a program by what that does: ours is one among others."""
    for path in (HOME / "conformance").rglob("*.py"):
        assert not [name for name in imports(path) if name.startswith("rodtrad.region")], path.name


def test_one_module_of_the_language_server_knows_the_protocol() -> None:
    knowing = {
        path.stem for path in MODULES if any(n.partition(".")[0] in ("pygls", "lsprotocol") for n in imports(path))
    }
    assert knowing == {"server"}


def test_one_module_knows_the_program_that_sets_pages() -> None:
    assert {path.stem for path in MODULES if any(n.partition(".")[0] == "weasyprint" for n in imports(path))} == {
        "press"
    }


def test_rules_do_not_import_each_other() -> None:
    for path in (HOME / "rules").glob("*.py"):
        known = [n for n in imports(path) if n.startswith("rodtrad.rules.") and not n[14:].startswith("_")]
        names = {p.stem for p in (HOME / "rules").glob("*.py")}
        assert not [n for n in known if n.split(".")[2] in names], path.name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOME).as_posix())
def test_a_module_says_what_it_is_and_stays_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module begins with one sentence"
    assert text.count("\n") <= 400


def test_what_is_asked_of_any_matter_is_a_key_of_some() -> None:
    """`getattr` with a default would go on in silence when a key is renamed: an example would be "approved"."""
    known = {name for cls in MATTER.values() for name in cls.keys}
    for path in MODULES:
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            match call:
                case ast.Call(
                    func=ast.Name(id="getattr"), args=[ast.Name() | ast.Attribute() as of, ast.Constant(value=name), _]
                ):
                    if ast.unparse(of).rpartition(".")[2] == "matter":
                        assert name in known, f"{path.name}: {name}"
