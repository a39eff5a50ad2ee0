"""YAML in which every value stays the text that was written and knows its place; no other types, no surprises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from rodtrad.quantities.patterns import later

MAX_FRONT_MATTER = 64 * 1024
"""Bytes of front matter that are read (64 KiB)."""

MAX_NESTING = 8
"""Levels of lists and maps. The C composer recurses: 100,000 brackets would end the process."""


NO_KEY = "Raden har ingen nyckel som kan läsas."


class Value(Struct, gc=False):
    """One YAML value. `kind` is text, null, list or map; offsets are in the text given to `read`."""

    kind: str
    start: int
    end: int
    text: str = ""
    items: list[Value] = []
    entries: list[tuple[Value, Value]] = []
    """Of a map: key and value, in order; duplicates are kept."""
    flow: bool = False
    """Written with brackets or braces."""


class Trouble(Struct, frozen=True, gc=False):
    """Something in the YAML that cannot be read, at an offset; `message` and `hint` are Swedish."""

    offset: int
    message: str
    hint: str
    value: tuple[int, int, str] | None = None
    """Where quotation marks are what is missing: the value's offsets, and the value quoted."""


def read(text: str, offset: int, limit: int = MAX_FRONT_MATTER) -> tuple[Value | None, list[Trouble]]:
    """Read block-style YAML whose first character stands at `offset` in the file. Total: never raises."""
    if len(text.encode("utf-8", "replace")) > limit:
        return None, [Trouble(offset, f"Blocket är större än {limit // 1024} kB och läses inte.", "Korta det.")]
    if trouble := _scan(text, offset):
        return None, [trouble]
    value, trouble = _compose(text, offset)
    if trouble is None:
        return value, list(_oddities(value)) if value else []
    # One broken key must not hide the others: read every top-level key by itself.
    whole = Value("map", offset, offset + len(text))
    troubles: list[Trouble] = []
    for begin, part in _segments(text):
        piece, fault = _compose(part, offset + begin)
        if fault is not None:
            troubles.append(fault)
        elif piece is not None and piece.kind == "map":
            whole.entries.extend(piece.entries)
            troubles.extend(_oddities(piece))
        elif piece is not None and piece.kind != "null":
            first = re.split("[:=]", part.strip().split("\n")[0], maxsplit=1)
            key, rest = first[0].strip(), first[-1].strip() if len(first) > 1 else ""
            hint = f"Skriv `{_shorten(key)}: {_shorten(rest)}`." if key and rest else "Skriv `nyckel: värde`."
            troubles.append(Trouble(offset + begin, "Raden är ingen nyckel med värde.", hint))
    return whole, troubles or [trouble]


_DEEPEST_INDENT = " " * (2 * MAX_NESTING)
_DEEP_LINE = re.compile(rf"^ *(?:[-?] +){{{MAX_NESTING + 1},}}", re.MULTILINE)


def _scan(text: str, offset: int) -> Trouble | None:
    """Refuse nesting that the composer could not survive, before it sees it."""
    depth = 0
    many = text.count("[") + text.count("{") > MAX_NESTING
    for found in re.finditer(r"[\[\]{}]", text) if many else ():
        depth += 1 if found[0] in "[{" else -1
        if depth > MAX_NESTING:
            return Trouble(offset + found.start(), "För många klamrar inuti varandra.", "Skriv listan på egna rader.")
        depth = max(depth, 0)
    if deep := _DEEP_LINE.search(text):
        return Trouble(offset + deep.start(), "För många listor inuti varandra.", "Skriv en enkel lista.")
    stack: list[int] = []
    position = 0
    for line in text.split("\n") if _DEEPEST_INDENT in text else ():
        if line.strip():
            indent = len(line) - len(line.lstrip(" "))
            while stack and stack[-1] >= indent:
                stack.pop()
            stack.append(indent)
            if len(stack) > 2 * MAX_NESTING:
                return Trouble(offset + position, "För många nivåer av indrag.", "Skriv färre nivåer.")
        position += len(line) + 1
    return None


_UNPRINTABLE = later("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@cache
def _loader() -> Any:
    import yaml

    base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    # What a value means is not its business: without this it asks itself for each.
    return type("Loader", (base,), {"resolve": lambda *_: ""})


def _compose(text: str, offset: int) -> tuple[Value | None, Trouble | None]:
    import yaml

    try:
        node = yaml.compose(text, Loader=_loader())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if re.search("quoted scalar|flow|simple key", str(error.context)):  # what is not closed began there
            mark = error.context_mark or mark
        at = _index(text, mark.line, mark.column) if mark else 0
        return None, _explain(str(error.problem or error.context or ""), text, at, offset)
    except (yaml.YAMLError, ValueError, RecursionError):
        if odd := _UNPRINTABLE().search(text):
            return None, Trouble(offset + odd.start(), "Ett osynligt tecken kan inte läsas här.", "Skriv om raden.")
        return None, Trouble(offset, "Blocket kan inte läsas som YAML.", "Skriv `nyckel: värde` på varje rad.")
    if node is None:
        return None, None
    return _convert(node, text, offset, set()), None


def _index(text: str, line: int, column: int) -> int:
    at = 0
    for _ in range(line):
        at = text.find("\n", at) + 1
        if at == 0:
            return len(text)
    return min(at + column, len(text))


def _convert(node: Any, text: str, offset: int, seen: set[int]) -> Value:
    start, end = node.start_mark.index, node.end_mark.index
    end = start + len(text[start:end].rstrip())
    flow = bool(getattr(node, "flow_style", False))
    value = Value("text", offset + start, offset + end, flow=flow)
    first = text[start : start + 1]
    if id(node) in seen or first == "&":  # an alias is the same node twice; its place is the anchor's
        value.kind = "alias"
        return value
    if first == "!":
        value.kind = "tagged"
        return value
    if node.id == "scalar":
        value.text = str(node.value)
        if not node.style and node.value in ("", "~", "null"):
            value.kind = "null"
        return value
    seen.add(id(node))
    if node.id == "sequence":
        value.kind = "list"
        value.items = [_convert(item, text, offset, seen) for item in node.value]
    else:
        value.kind = "map"
        value.entries = [(_convert(k, text, offset, seen), _convert(v, text, offset, seen)) for k, v in node.value]
    return value


def _oddities(value: Value) -> Iterator[Trouble]:
    """YAML that parses but that nobody should have to understand: aliases, tags, flow maps, merge keys."""
    stack = [value]
    anchors: set[int] = set()
    while stack:
        node = stack.pop()
        if node.kind == "alias" and node.start not in anchors:
            anchors.add(node.start)
            yield Trouble(node.start, "Ankare (`&`, `*`) används inte här.", "Skriv värdet en gång till.")
        elif node.kind == "tagged":
            yield Trouble(node.start, "Typmärken (`!`) används inte här.", "Skriv bara värdet.")
        elif node.kind == "map":
            if node.flow:
                yield Trouble(node.start, "Klammerparenteser används inte här.", "Skriv en nyckel per rad, indragen.")
            for key, item in node.entries:
                stack.extend((key, item))
                if key.kind in ("list", "map", "null"):
                    yield Trouble(key.start, NO_KEY, "Skriv `nyckel: värde`.")
                if key.text == "<<":
                    yield Trouble(key.start, "Sammanslagning (`<<`) används inte här.", "Skriv nycklarna.")
        stack.extend(node.items)


def _segments(text: str) -> Iterator[tuple[int, str]]:
    """Top-level keys with what belongs to them: (offset, text)."""
    begin = 0
    position = 0
    for line in text.splitlines(keepends=True):
        if position > begin and line.strip() and not line.startswith((" ", "\t", "-", "#", "]", "}")):
            yield begin, text[begin:position]
            begin = position
        position += len(line)
    if text[begin:].strip():
        yield begin, text[begin:]


def _explain(problem: str, text: str, at: int, offset: int) -> Trouble:
    """Say in Swedish what the YAML parser stumbled on, and what to write."""
    line_start = text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", at)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    key, colon, rest = line.partition(":")
    value = rest.strip()
    safe = quote(value)
    quoted = f"Sätt värdet inom citattecken: `{_shorten(key.strip())}: {_shorten(safe)}`." if colon else ""
    begin = offset + line_start + line.find(value, len(key) + 1)
    whole = (begin, begin + len(value), safe) if value else None
    hint = quoted or "Skriv `nyckel: värde`; underliggande rader dras in lika mycket."
    marked = re.match(r"(-\s+|[*_]+)(?=\w)", line)
    if marked and not (line[0] == "-" and "mapping values" in problem):
        bare = re.sub(r"[*_]{2,}", "", line[marked.end() :]).strip()
        message = f"`{marked[1].strip()}` hör inte hemma först på raden i blocket."
        return Trouble(offset + line_start, message, f"Skriv `{_shorten(bare)}`.")
    if colon and not key.strip():
        return Trouble(offset + line_start, NO_KEY, "Skriv `nyckel: värde`.")
    if "mapping values are not allowed" in problem and at == line_start + len(key):
        message = "Raden är indragen under en rad som redan har ett värde."
        return Trouble(offset + line_start, message, "Ta bort indraget, eller värdet på raden ovanför.")
    if "mapping values are not allowed" in problem and colon:
        return Trouble(offset + at, "Ett kolon inne i värdet gör att raden inte kan läsas.", quoted, whole)
    if "\t" in line:
        return Trouble(offset + line_start + line.index("\t"), "Tabbtecken kan inte läsas här.", "Använd mellanslag.")
    if "cannot start any token" in problem and colon:
        return Trouble(offset + at, "Värdet börjar med ett tecken som har särskild betydelse.", quoted, whole)
    if "quoted scalar" in problem or "unexpected end of stream" in problem:
        return Trouble(offset + at, "Ett citattecken saknas.", "Sätt citattecken både före och efter värdet.")
    if "could not find expected ':'" in problem:
        return Trouble(offset + at, "Ett kolon saknas efter nyckeln.", "Skriv `nyckel: värde`.")
    if "'}'" in problem:
        return Trouble(offset + at, "Klammerparenteser används inte här.", "Skriv en nyckel per rad, indragen.")
    if re.match(r"\[[^\]]*\]\s*[^\s#]", value):
        return Trouble(offset + at, "Ett värde som börjar med `[` läses som en lista.", quoted, whole)
    if "flow sequence" in problem or "expected ',' or ']'" in problem or value.startswith("["):
        return Trouble(offset + at, "Listan inom hakparenteser är inte avslutad.", "Skriv `[a, b, c]` på en rad.")
    if "anchor" in problem or "alias" in problem:
        return Trouble(offset + at, "`*` och `&` har särskild betydelse först i ett värde.", hint)
    return Trouble(offset + at, "Raden kan inte läsas: indrag eller skiljetecken stämmer inte.", hint)


def quote(value: str) -> str:
    """A value in quotation marks."""
    return f'"{value}"' if not re.search(r'["\\]', value) else "'" + value.replace("'", "''") + "'"


def plain(value: str) -> str:
    """A value of one line as it is written: in quotation marks only where it would else be read as another."""
    read_back, troubles = read(f"x: {value}\n", 0)
    pair = read_back.entries[0] if read_back and len(read_back.entries) == 1 else None
    return value if pair and not troubles and pair[1].kind == "text" and pair[1].text == value else quote(value)


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
