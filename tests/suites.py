"""Reads rule suites: prose with fenced documents, the expected finding written on the offending line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rodtrad.codelists import FOLDER, lists_of
from rodtrad.library import Library, link
from rodtrad.markdown import parse
from rodtrad.project import unreadable_keys
from rodtrad.reader import Reading, read
from rodtrad.rules import check_document, check_library, rules
from rodtrad.source import Source
from rodtrad.tree import plain

HOME = Path(__file__).parent / "rules"
EXPECT = re.compile(r"[ \t]*(?:<!-- error: (?P<body>[a-z0-9-]+) -->|# error: (?P<matter>[a-z0-9-]+))[ \t]*$")
COMMON = "Gemensamt"
"""Documents under this heading are part of every case of the suite."""


@dataclass
class Case:
    """One heading of a suite: its documents by path, and the findings it expects as (path, line)."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    expected: list[tuple[str, int]] = field(default_factory=list)
    lists: dict[str, bytes] = field(default_factory=dict)
    """Lists of codes by path."""


def cases(suite: Path) -> list[Case]:
    """The cases of a suite. An info string may end with `repeat=N` or `encoding=NAME`."""
    slug = suite.stem
    common = Case(COMMON)
    found: list[Case] = []
    current: Case | None = None
    for node in parse(Source.read(suite.name, suite.read_bytes())).children:
        if node.kind == "heading" and node.level > 1:
            current = common if plain(node) == COMMON else Case(plain(node))
            if current is not common:
                found.append(current)
        elif node.kind == "code" and node.href.startswith(("markdown content/", "yaml content/")):
            assert current is not None, f"{suite.name}: a document before the first heading"
            _add(current, slug, node.href.split()[1:], node.text)
        elif node.kind == "code" and node.href.startswith(f"tsv {FOLDER}/"):
            assert current is not None, f"{suite.name}: a list before the first heading"
            current.lists[node.href.removeprefix("tsv ")] = node.text.encode()
    for case in found:
        case.files = {**common.files, **case.files}
        case.lists = {**common.lists, **case.lists}
        case.expected += [e for e in common.expected if e[0] not in case.files]
    return found


def _add(case: Case, slug: str, info: list[str], text: str) -> None:
    path, *options = info
    assert path not in case.files, f"{case.name}: {path} twice"
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        while said := EXPECT.search(line):
            named = said["body"] or said["matter"]
            assert named == slug, f"{case.name}: expects {named} in the suite of {slug}"
            case.expected.append((path, number))
            line = line[: said.start()]
        lines[number - 1] = line
    settings = dict(option.split("=", 1) for option in options)
    data = ("\n".join(lines) * int(settings.get("repeat", "1"))).encode(settings.get("encoding", "utf-8"))
    case.files[path] = data


@contextmanager
def linked(case: Case) -> Iterator[tuple[list[Reading], Library]]:
    """What comes of the files of a case, and the library of its documents, with its lists of codes."""
    with TemporaryDirectory() as root:
        for path, data in case.lists.items():
            (Path(root) / path).parent.mkdir(exist_ok=True)
            (Path(root) / path).write_bytes(data)
        readings = [read(path, data) for path, data in sorted(case.files.items())]
        faces = [r.document.face for r in readings if r.document]
        yield readings, link(faces, unreadable_keys(readings), lists_of(Path(root)))


def findings(case: Case, slug: str, *, silenced: bool = False) -> list[tuple[str, int]]:
    """What the rule says of a case, as sorted (path, line)."""
    chosen = [] if silenced else [rules()[slug]]
    with linked(case) as (readings, library):
        said = [f for r in readings for f in r.findings if not silenced and f.rule == slug]
        said += check_library(library, chosen)
        for document in (r.document for r in readings if r.document):
            found = check_document(document, library, chosen)
            said += [f for f in found if f.rule in (slug, "internal-error") and not silenced]
    for finding in said:
        assert finding.message, f"{slug}: a finding without a message"
        assert finding.rule != "internal-error", finding.message
    return sorted((f.path, f.place.line) for f in said)
