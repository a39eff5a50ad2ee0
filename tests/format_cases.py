"""Reads the format as cases: prose with fenced documents, and beside each document what should be read from it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher, unified_diff
from pathlib import Path
from typing import Any

import yaml

from format_seen import SEEN, Case, Row
from rodtrad.markdown import parse
from rodtrad.source import Source
from rodtrad.tree import plain

HOME = Path(__file__).parent / "format"
NEWLINES = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}


class _Loader(yaml.BaseLoader):
    """Every value stays the text that was written; a key that stands twice would hide an expectation."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        assert len(mapping) == len(node.value), f"a key twice: {[key.value for key, _ in node.value]}"
        return mapping


def cases(path: Path) -> list[Case]:
    """The cases of a file, one for each heading below the first.

    The info string of a document may end with `newline=crlf`, `form=NFD` or `encoding=utf-8-sig`.
    """
    found: list[Case] = []
    last = ""
    for node in parse(Source.read(path.name, path.read_bytes())).children:
        if node.kind == "heading" and node.level > 1:
            found.append(Case(path.stem, plain(node)))
            last = ""
        elif node.kind == "code" and node.href.startswith(("markdown content/", "yaml content/")):
            last, *options = node.href.split()[1:]
            assert last not in found[-1].files, f"{found[-1].name}: {last} twice"
            found[-1].files[last] = _bytes(node.text, dict(option.split("=") for option in options))
        elif node.kind == "code" and node.href == "yaml":
            assert last, f"{found[-1].name}: an expectation before its document"
            found[-1].expected.append((last, yaml.load(node.text, Loader=_Loader)))
        elif node.kind == "code":
            raise AssertionError(f"{path.name}: neither a document nor an expectation: {node.href!r}")
        elif found and node.kind == "paragraph":
            found[-1].prose += plain(node)
    return found


def _bytes(text: str, options: Mapping[str, str]) -> bytes:
    text = unicodedata.normalize(options.get("form", "NFC"), text)  # type: ignore[arg-type]
    return text.replace("\n", NEWLINES[options.get("newline", "lf")]).encode(options.get("encoding", "utf-8"))


def faults(case: Case) -> list[str]:
    """What is wrong with the case itself, before anything is read."""
    found: list[str] = []
    if not case.prose:
        found.append("no prose says what the case is about")
    if not case.expected:
        found.append("nothing is expected")
    for path, expected in case.expected:
        if not isinstance(expected, dict) or not expected:
            found.append(f"{path}: the expectation names nothing")
            continue
        found += [f"{path}: no such key: {key}" for key in expected if key not in SEEN]
        for key, rows in expected.items():
            lists = rows.values() if key == "nodes" and isinstance(rows, dict) else [rows]
            for row in (row for rows in lists if isinstance(rows, list) for row in rows):
                if not row:
                    found.append(f"{path}: an empty row under {key}")
    return found


def difference(case: Case) -> str:
    """How what is read differs from what is expected, as a diff of YAML; "" when it does not."""
    told: list[str] = []
    for path, expected in case.expected:
        for key, want in expected.items():
            got = SEEN[key](case, path, want)
            told += _compare(f"{path} · {key}", want, got)
    return "\n".join(told)


def _compare(name: str, want: Any, got: Any) -> Iterator[str]:
    if isinstance(want, dict) and isinstance(got, dict):
        got = {key: _narrow(value, got.get(key)) for key, value in want.items()}
    else:
        got = _narrow(want, got)
    if got != want:
        yield from unified_diff(_lines(want), _lines(got), f"{name}: expected", f"{name}: got", n=3, lineterm="")


def _narrow(want: Any, got: Any) -> Any:
    """`got` with only the keys that `want` names; rows that seem to be the same are matched, for a short diff."""
    if isinstance(want, dict) and isinstance(got, dict):
        return {key: got.get(key, f"(no such key: {key})") for key in want}
    if not isinstance(want, list) or not isinstance(got, list):
        return got
    if not want:
        return got
    if not all(isinstance(row, dict) for row in (*want, *got)):
        return got
    if len(want) == len(got) and all(_narrow(w, g) == w for w, g in zip(want, got, strict=True)):
        return want
    common = [key for key in want[0] if all(key in row for row in want)]
    ours, theirs = ([_name(row, common) for row in rows] for rows in (want, got))
    pairs: dict[int, int] = {}
    for tag, a1, a2, b1, b2 in SequenceMatcher(a=ours, b=theirs, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and a2 - a1 == b2 - b1):
            pairs.update(zip(range(b1, b2), range(a1, a2), strict=True))
    empty = dict.fromkeys(common)
    return [_narrow(want[pairs[index]] if index in pairs else empty, row) for index, row in enumerate(got)]


def _name(row: Row, keys: list[str]) -> str:
    return json.dumps([row.get(key) for key in keys], ensure_ascii=False)


def _lines(value: Any) -> list[str]:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=None, width=10_000)
    return str(text).splitlines()


def words(all_cases: Iterable[Case], key: str, name: str) -> set[str]:
    """Every value that the rows under `key` give to `name`."""
    expectations = (expected for case in all_cases for _, expected in case.expected)
    return {row[name] for expected in expectations for row in expected.get(key, ()) if name in row}
