"""From bytes to a document, or to findings that say why not. Total: no input makes it raise."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from rodtrad.chapters import Book, Section, chapter_of, fixed_ids, read_prose, slug
from rodtrad.document import Body, Document
from rodtrad.face import BlockFace, Face, Parts, Role
from rodtrad.faces import face_of, set_ways
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.markdown import MAX_DEPTH, parse_all
from rodtrad.matter import SLUG, matter_of
from rodtrad.misplaced import of_another_kind, unread
from rodtrad.model import FOLDERS, MATTER, Kind
from rodtrad.source import BAD, MAX_BYTES, Place, Source
from rodtrad.strictyaml import Value, quote
from rodtrad.strictyaml import read as read_yaml
from rodtrad.tree import Node, plain


class Reading(Struct):
    """What came of one file: a document, unless it could not be read, and the findings of the reading itself."""

    path: str
    document: Document | None
    findings: list[Finding]


DEEPEST = 4
"""Folders below `content`, and the file: `handbok/beslut/2026/x.md`."""

_NO_NAME = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""In a path: control characters, and bytes that are no UTF-8."""


AUDIT = "content/register/tillganglighetsgranskning.yaml"
"""What the last audit of the built site found. A command writes it; it is no register and no region fetches it."""


def kind_of(path: str) -> tuple[Kind, str, str] | None:
    """Kind, folder and id of a path such as `content/vardforlopp/sepsis.md`; None for other files."""
    parts_of_path = path.split("/")
    if "content" not in parts_of_path:
        return None
    inside = parts_of_path[parts_of_path.index("content") + 1 :]
    kind = FOLDERS.get(inside[0]) if len(inside) > 1 else None
    name, dot, suffix = inside[-1].rpartition(".") if inside else ("", "", "")
    if kind is None or not dot or suffix not in (("yaml",) if kind is Kind.REGISTER else ("md",)):
        return None
    if _NO_NAME.search(path) or name.startswith(".") or len(inside) > DEEPEST or path.endswith(AUDIT):
        return None
    return kind, inside[0], "/".join([*inside[1:-1], name])


def read(path: str, data: bytes, known: Face | None = None) -> Reading:
    """Read one file. `path` is relative to the project root, with forward slashes.

    `known` is its face where it has been read before: it is used if it was made of the same bytes.
    """
    found = kind_of(path)
    if found is None:
        misplaced = [] if path.endswith(AUDIT) else [_finding(path, "misplaced-file", *unread(path))]
        return Reading(path, None, misplaced)
    if len(data) > MAX_BYTES:
        message = "Filen är större än 1 MB och läses inte."
        return Reading(path, None, [_finding(path, "oversized-file", message, "Dela texten eller flytta ut bilder.")])
    source = Source.read(path, data)
    findings, is_other = _unreadable(source, data)
    if is_other:
        return Reading(path, None, findings)
    if conflicts := list(_conflicts(source)):
        return Reading(path, None, findings + conflicts)
    kind, folder, name = found
    sha256 = hashlib.sha256(data).hexdigest()
    if kind is Kind.REGISTER:
        document = _read_register(source, name, sha256, findings)
    else:
        known = known if known and known.sha256 == sha256 else None
        document = _read_markdown(source, kind, folder, name, sha256, findings, known)
    return Reading(path, document, findings)


MOST_UNREADABLE = 5
"""Lines that may hold bytes that are not UTF-8; with more, the file has another encoding and is not read further."""


def _unreadable(source: Source, data: bytes) -> tuple[list[Finding], bool]:
    """What could not be read as text, and whether the file is in another encoding altogether: that is told once."""
    if not source.replaced:
        return [], False
    rule = "unreadable-characters"
    try:
        written = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError:
        places = [source.line_place(line) for line in source.replaced]
        if len(places) > MOST_UNREADABLE:
            message = f"Filen är inte sparad som UTF-8: {len(places)} rader går inte att läsa."
            hint = "Spara om den med kodningen UTF-8. Resten är inte kontrollerat."
            return [_finding(source.path, rule, message, hint, places[0])], True
        message = "Raden innehåller tecken som inte går att läsa som UTF-8-text."
        hint = "Skriv om tecknen och spara filen som UTF-8."
        return [_finding(source.path, rule, message, hint, place) for place in places], False
    findings = []
    for line in source.replaced[:20]:
        at = source.line(line).index("\ufffd")
        message, hint = "Här står ett styrtecken som inte syns.", "Ta bort det; det följer ofta med vid kopiering."
        if written[line - 1][at] == "\ufffd":
            message, hint = "`\ufffd` står där ett tecken har gått förlorat.", "Skriv tecknet igen."
        fix = None if written[line - 1][at] == "\ufffd" else _cleaned(source, line, written[line - 1])
        findings.append(_finding(source.path, rule, message, hint, Place(line, at + 1, line, at + 2), fix))
    return findings, False


_MARKS = re.compile(r"^(?:<{7}|={7}|>{7})(?= |$)", re.MULTILINE)


def _conflicts(source: Source) -> Iterator[Finding]:
    """Where Git has left two versions: nothing more is said, for either would be mended in vain."""
    last, start = "", 0
    for mark in _MARKS.finditer(source.text) if "<<<<<<<" in source.text else ():
        sign = mark[0][0]
        if sign == "<":
            start = mark.start()
        elif sign == ">" and last == "=":
            message = "Här står två versioner av texten efter en sammanslagning."
            hint = "Välj en, och ta bort den andra och raderna `<<<<<<<`, `=======` och `>>>>>>>`."
            yield _finding(source.path, "merge-conflict", message, hint, source.place(start, start + 7))
        last = sign if sign != "=" or last == "<" else ""


_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of writing: without it the words may be read in another order."""


def _cleaned(source: Source, line: int, written: str) -> Fix:
    """A line without control characters; what breaks lines in other programs stood for a space."""
    edits = []
    for found in BAD.finditer(written):
        if found[0] != "\ufffd":
            start = source.offset(line, found.start() + 1)
            edits.append(Edit(start, start + 1, " " if found[0] in "\v\f\x85\u2028\u2029" else ""))
    return Fix("Ta bort styrtecknen på raden", tuple(edits), safe=not _TURNED.search(written))


def _finding(
    path: str, rule: str, message: str, hint: str, place: Place | None = None, fix: Fix | None = None
) -> Finding:
    return Finding(path, place or Place(1, 1, 1, 1), rule, message, hint, Severity.ERROR, fix)


_TITLE = re.compile(r"#[ \t]+(.*?)[ \t#]*$")
_FENCE = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"\n---[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"[a-zåäö][a-zåäö ]*:(?:\s|$)")
_WRITTEN_ID = re.compile(r"\{#([^{}\n]*)\}")


def _read_markdown(
    source: Source, kind: Kind, folder: str, name: str, sha256: str, findings: list[Finding], known: Face | None
) -> Document | None:
    if not _FENCE.fullmatch(source.line(1)):
        lines = source.text.split("\n")
        message = "Filen börjar inte med ett block inom `---`."
        hint = "Skriv `---` på första raden, sedan `id:` och `titel:`, och avsluta med `---`."
        place, fix = source.line_place(1), None
        if not source.text.strip():
            message, hint = "Filen är tom.", "Ta bort den och kör `rodtrad new`, som skriver en mall."
        elif later := next((i for i in range(1, min(len(lines), 50)) if _begins_matter(lines, i)), 0):
            message = f"Blocket inom `---` börjar på rad {later + 1}, inte på rad 1."
            hint = "Ta bort raderna före, eller flytta dem till texten under blocket."
            if not "".join(lines[:later]).strip():
                fix = Fix("Ta bort de tomma raderna före blocket", (Edit(0, source.starts[later], ""),))
        elif SLUG.fullmatch(name):
            title = re.sub(r'[\\"]', "", next((h[1] for line in lines if (h := _TITLE.match(line))), name))
            text = f'---\nid: {name}\ntitel: "{title}"\n---\n\n'
            fix = Fix("Skriv ett block med `id` och `titel`", (Edit(0, 0, text),), safe=False)
        findings.append(_finding(source.path, "missing-front-matter", message, hint, place, fix))
        return None
    closing = _CLOSING.search(source.text)
    if closing is None:
        findings.append(_finding(source.path, "missing-front-matter", *_unclosed(source, source.text.split("\n"))))
        return None
    offset = source.starts[1]
    value = _read_matter(source, source.text[offset : closing.start() + 1], offset, findings)
    if value is None:
        return None
    if elsewhere := of_another_kind(source.path, kind, value):
        message, hint, key = elsewhere
        findings.append(_finding(source.path, "misplaced-file", message, hint, source.place(key.start, key.end)))
        return None
    matter, report = matter_of(MATTER[kind], value, source)
    findings.extend(report.findings)
    root, nodes = parse_all(source, bisect_right(source.starts, closing.end()))
    book = Book(fixed_ids(kind).union(_WRITTEN_ID.findall(source.text)))
    _read_body(root, kind, book)
    body = Body(root, tuple(book.blocks), report.spots, min(closing.end() + 1, len(source.text)), nodes)
    face = known or face_of(source, body, kind, folder, name, sha256, matter)
    if known:
        set_ways(body, known)
    findings.extend(_depth(source, root))
    return Document(face, body, source)


def _unclosed(source: Source, lines: Sequence[str]) -> tuple[str, str, Place, Fix | None]:
    """Where the block that begins on line 1 was meant to end."""
    for number, line in enumerate(lines[1:], 2):
        if re.fullmatch(r"\s*[-–—_=.]{2,}\s*", line):
            start = source.starts[number - 1]
            fix = Fix("Skriv `---`", (Edit(start, start + len(line), "---"),))
            return f"`{line.strip()}` avslutar inte blocket.", "Skriv exakt `---`.", source.line_place(number), fix
        if not line.strip() or line.startswith("#"):
            hint = f"Skriv `---` på en egen rad före rad {number}."
            at = source.starts[number - 1]
            fix = Fix(f"Sätt `---` före rad {number}", (Edit(at, at, "---\n"),), safe=False)
            return "Blocket som börjar med `---` på rad 1 avslutas inte.", hint, Place(1, 1, 1, 4), fix
    hint = "Skriv `---` på en egen rad efter det."
    return "Blocket som börjar med `---` på rad 1 avslutas inte.", hint, Place(1, 1, 1, 4), None


def _begins_matter(lines: Sequence[str], index: int) -> bool:
    return bool(_FENCE.fullmatch(lines[index]) and _KEY.match("".join(lines[index + 1 : index + 2])))


def _read_matter(
    source: Source, text: str, offset: int, findings: list[Finding], limit: int | None = None
) -> Value | None:
    value, troubles = read_yaml(text, offset, limit) if limit else read_yaml(text, offset)
    for trouble in troubles:
        place = source.place(trouble.offset)
        fix = Fix("Sätt citattecken", (Edit(*trouble.value),)) if trouble.value else None
        rule = "broken-front-matter"
        findings.append(Finding(source.path, place, rule, trouble.message, trouble.hint, Severity.ERROR, fix))
    if troubles:
        return None
    if value is None:
        return Value("map", offset, offset)
    if "\\" in text:
        findings.extend(_escaped(source, value))
    if " #" in text:
        findings.extend(_cut(source, value))
    if value.kind != "map":
        message = "Blocket innehåller inga nycklar."
        hint = "Skriv `nyckel: värde` på varje rad."
        findings.append(_finding(source.path, "broken-front-matter", message, hint, source.place(value.start)))
        return None
    return value


def _escaped(source: Source, value: Value) -> Iterator[Finding]:
    """In quotation marks an escape can write what no file may hold: it is told, and taken away."""
    stack = [value]
    while stack:
        one = stack.pop()
        if BAD.search(one.text):
            one.text = BAD.sub("\ufffd", one.text)
            message, hint = "Värdet innehåller ett styrtecken, skrivet med bakstreck.", "Ta bort det."
            yield _finding(source.path, "unreadable-characters", message, hint, source.place(one.start, one.end))
        stack += [*one.items, *(part for pair in one.entries for part in pair)]


_COMMENT = re.compile(r"[ \t]+#(?P<number>(?=\d))?[^\n]*")


def _cut(source: Source, value: Value) -> Iterator[Finding]:
    """What is lost after `#` in a value without quotation marks: "Njursten #1". A title has no comments."""
    stack = [("", value)]
    while stack:
        key, one = stack.pop()
        stack += [(key, item) for item in one.items] + [(name.text, item) for name, item in one.entries]
        if one.kind != "text" or one.flow or source.text[one.start : one.start + 1] in "\"'|>":
            continue
        rest = _COMMENT.match(source.text, one.end)
        if rest and (rest["number"] is not None or key == "titel"):
            quoted = quote(source.text[one.start : rest.end()].rstrip())
            message = f"`{rest[0].strip()[:60]}` läses inte: det som står efter `#` är en kommentar."
            fix = Fix("Sätt citattecken", (Edit(one.start, rest.end(), quoted),), safe=False)
            hint = f"Sätt värdet inom citattecken: `{quoted}`."
            yield _finding(source.path, "wrong-value", message, hint, source.place(one.start, rest.end()), fix)


_DEEP = re.compile(r"\n(?:[ \t]{24,}|(?:[ \t]*>){8,}|[ \t]*(?:[-*+>][ \t]+){8,})")
"""Lines that could be nested too deep; only then the tree is measured. No space may be matched in two ways."""


def _depth(source: Source, root: Node) -> Iterator[Finding]:
    """A finding where blocks are nested so deep that the tree was flattened."""
    if not _DEEP.search(source.text):
        return
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        if depth >= MAX_DEPTH - 2:
            message = "Texten har för många nivåer inuti varandra."
            hint = "Dela upp texten i fler avsnitt eller enklare listor."
            yield _finding(source.path, "excessive-nesting", message, hint, source.place(node.start))
            return
        stack.extend((child, depth + 1) for child in node.children)


def _read_body(root: Node, kind: Kind, book: Book) -> None:
    """Cut the tree into chapters and let each chapter read itself."""
    preamble: list[Node] = []
    top: list[Section] = []
    open_sections: list[Section] = []
    for node in root.children:
        if node.kind == "footnote":
            continue
        if node.kind == "heading":
            section = Section(node)
            # A level-one heading is a chapter's equal: one above the text must not swallow all of it.
            while open_sections and max(open_sections[-1].level, 2) >= max(node.level, 2):
                open_sections.pop()
            (open_sections[-1].sections if open_sections else top).append(section)
            open_sections.append(section)
        else:
            (open_sections[-1].nodes if open_sections else preamble).append(node)
    book.prose(preamble, "")
    for section in top:
        found = chapter_of(kind, section.title) if section.level <= 2 else None
        if found:
            found[1](section, book)
        else:
            read_prose(section, book)
    for node in root.children:
        if node.kind == "footnote":
            book.add(Role.REFERENCE, (node,), "", id=f"not-{node.text}", title=plain(node)[:200])


def _read_register(source: Source, name: str, sha256: str, findings: list[Finding]) -> Document | None:
    value = _read_matter(source, source.text, 0, findings, MAX_BYTES)
    if value is None:
        return None
    head = Value("map", value.start, value.end)
    entries: Sequence[Value] = ()
    for key, item in value.entries:
        if key.text == "poster" and item.kind == "list":
            entries = item.items
        else:
            head.entries.append((key, item))
    matter, report = matter_of(MATTER[Kind.REGISTER], head, source)
    findings.extend(report.findings)
    faces: list[BlockFace] = []
    for number, entry in enumerate(entries, 1):
        place = source.place(entry.start, entry.end)
        facts = tuple(_flat(entry))
        values = dict(facts)
        if entry.kind != "map" or not values.get("id") or not values.get("namn"):
            message = f"Post {number} saknar `id` eller `namn`."
            findings.append(_finding(source.path, "incomplete-register-entry", message, "Skriv båda.", place))
            continue
        if not SLUG.fullmatch(values["id"]):  # it would be an address
            message = f"Postens id `{values['id']}` har fel form."
            right = slug(values["id"])
            spans = [(value.start, value.end) for key, value in entry.entries if key.text == "id"]
            fixes = [Fix(f"Skriv `{right}`", (Edit(*span, right),), safe=False) for span in spans]
            findings.append(_finding(source.path, "malformed-id", message, f"Skriv `{right}`.", place, *fixes[:1]))
            continue
        faces.append(BlockFace(values["id"], Role.ENTRY_OF_REGISTER, values["namn"], "", "", True, place, facts))
    title = matter.title or name
    face = Face(source.path, Kind.REGISTER, "register", name, title, matter, sha256, (), b"", Parts(tuple(faces)))
    body = Body(Node("document", 0, 0), (), report.spots, len(source.text))
    return Document(face, body, source)


def _flat(value: Value, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The keys of a register entry; a list gives its key once for each item."""
    for key, item in value.entries:
        if item.kind == "list":
            for one in item.items:
                if one.kind == "map":
                    yield from _flat(one, f"{prefix}{key.text}.")
                else:
                    yield f"{prefix}{key.text}", one.text
        elif item.kind == "map":
            yield from _flat(item, f"{prefix}{key.text}.")
        elif item.kind != "null":
            yield f"{prefix}{key.text}", item.text
