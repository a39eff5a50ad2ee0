"""Chapters: what a body contains. A module in this folder is a chapter: its heading, place, and reader.

It offers `CHAPTER`, and `read(section, book)` where its sections are more than prose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from rodtrad.document import Block, Fact
from rodtrad.face import Role
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.registry import modules
from rodtrad.tree import Node, plain
from rodtrad.values import Status

WRITTEN = (Status.CONSULTATION, Status.REVISION, Status.APPROVED)
"""States in which a chapter that may be missing from a draft must be there."""

ALWAYS = (Status.DRAFT, *WRITTEN)


class Section:
    """A heading, what stands directly under it, and the sections below."""

    def __init__(self, heading: Node) -> None:
        self.heading = heading
        self.level = heading.level
        self.title = plain(heading)
        self.nodes: list[Node] = []
        self.sections: list[Section] = []


class Chapter(Struct, frozen=True):
    """One level-two chapter of one or more kinds of documents."""

    heading: str
    kinds: tuple[Kind, ...]
    order: int
    """Place among the chapters of its kind."""
    required: tuple[Status, ...] = ()
    """States of the document in which the chapter must be there."""
    sections: tuple[str, ...] = ()
    """Known level-three headings, in order; their ids are fixed."""
    template: str = ""
    """What `rodtrad new` writes under the heading."""
    starts: bool = False
    """`heading` is only how the heading starts: "Tillägg vid [A](#larma)"."""

    @property
    def id(self) -> str:
        return slug(self.heading)


Reader = Callable[[Section, "Book"], None]


@cache
def chapters() -> tuple[tuple[Chapter, Reader], ...]:
    """Every chapter with its reader, in order of kind and place."""
    found = [(module.CHAPTER, getattr(module, "read", read_prose)) for module in modules(__name__).values()]
    return tuple(sorted(found, key=lambda pair: (pair[0].kinds[0], pair[0].order)))


@cache
def of_kind(kind: Kind) -> Mapping[str, tuple[Chapter, Reader]]:
    """The chapters of one kind by folded heading, in order."""
    mine = [pair for pair in chapters() if kind in pair[0].kinds]
    return {fold(pair[0].heading): pair for pair in sorted(mine, key=lambda pair: pair[0].order)}


@cache
def fixed_ids(kind: Kind) -> frozenset[str]:
    """The ids that the format gives to chapters and sections of a kind."""
    return frozenset(
        slug(name) for chapter, _ in of_kind(kind).values() for name in (chapter.heading, *chapter.sections)
    )


@cache
def known_sections() -> Mapping[str, frozenset[str]]:
    """Folded heading of a chapter, of any kind → the folded headings of the sections the format knows in it."""
    table: dict[str, frozenset[str]] = {}
    for chapter, _ in chapters():
        name = fold(chapter.heading)
        table[name] = table.get(name, frozenset()).union(map(fold, chapter.sections))
    return table


def chapter_of(kind: Kind, heading: str) -> tuple[Chapter, Reader] | None:
    """The chapter that a heading begins, if the kind has one by that name."""
    folded = fold(heading)
    known = of_kind(kind)
    if folded in known:
        return known[folded]
    return next((pair for name, pair in known.items() if pair[0].starts and folded.startswith(name)), None)


@lru_cache(4096)
def fold(heading: str) -> str:
    """A heading without differences that do not matter: case and white space."""
    return " ".join(heading.split()).casefold()


_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l"})


@cache
def slug(words: str) -> str:
    """An ASCII kebab-case id from words: "Ingång och utgång" → "ingang-och-utgang"."""
    plain_words = unicodedata.normalize("NFKD", words.casefold()).translate(_LETTERS)
    ascii_words = plain_words.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_words).strip("-") or "block"


_UNSAFE = later("[\x00-\x1f\"'<>`\x7f-\x9f\u2028\u2029]")
"""What no id may hold, however it was written: it is shown in addresses and attributes."""


class Book:
    """Collects the blocks of one document while its chapters are read."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.blocks: list[Block] = []
        self._counts: dict[str, int] = {}
        self._taken = set(taken)
        """Ids written anywhere in the document, fixed, or made so far: an id made from words never hides another."""
        self._numbers: dict[str, int] = {}
        """For words that have been made into an id: the number to try next."""

    def add(
        self,
        role: Role,
        nodes: Sequence[Node],
        parent: str,
        *,
        id: str = "",
        fixed: bool = False,
        title: str | None = None,
    ) -> Block:
        """Add a block. Its id is `id`, the one written on its first node, or `<parent>/<n>` when it has none."""
        written = nodes[0].id if nodes and nodes[0].id else ""
        name = id or written
        if name:
            name = _UNSAFE().sub("", name)
        if not name:
            self._counts[parent] = self._counts.get(parent, 0) + 1
            name = f"{parent}/{self._counts[parent]}" if parent else str(self._counts[parent])
        block = Block(name, role, bool(id or written), parent, tuple(nodes), named=title, fixed=fixed)
        self.blocks.append(block)
        return block

    def heading(self, section: Section, role: Role, parent: str, *, known: bool) -> Block:
        """Add the block of a heading. Headings the format knows have a fixed id; others one made from their words."""
        heading = section.heading
        name = heading.id or slug(section.title)
        if not (known or heading.id):
            made, number = name, self._numbers.get(name, 2)
            while name in self._taken:
                name, number = f"{made}-{number}", number + 1
            self._numbers[made] = number
        self._taken.add(name)
        block = self.add(role, (heading,), parent, id=name, fixed=known and not heading.id, title=section.title)
        block.level = heading.level
        block.stable = known or bool(heading.id)
        return block

    def prose(self, nodes: Sequence[Node], parent: str, role: Role = Role.PROSE) -> list[Block]:
        """Add each paragraph, list item, table … of `nodes` as a block; a list after a lead-in goes with it."""
        added: list[Block] = []
        for part in parts(nodes):
            block = self.add(role, part, parent)
            items = part if part[0].kind == "item" else [item for node in part[1:] for item in node.children]
            block.facts = [found for item in items for found in facts_of(item)]
            added.append(block)
        return added


def parts(nodes: Sequence[Node]) -> Iterator[tuple[Node, ...]]:
    """The smallest parts of a run of blocks: a paragraph (with the list it leads into), an item, a table."""
    lead: Node | None = None
    for node in nodes:
        if node.kind == "list":
            if lead is not None:
                yield (lead, node)
                lead = None
            else:
                for item in node.children:
                    yield (item,)
            continue
        if node.kind == "comment":  # an allowance may stand between a lead-in and its list
            continue
        if lead is not None:
            yield (lead,)
            lead = None
        if node.kind == "paragraph" and _leads(node):
            lead = node
        elif node.kind != "rule":
            yield (node,)
    if lead is not None:
        yield (lead,)


def _leads(paragraph: Node) -> bool:
    """True when the paragraph ends in a colon, and so leads into the list after it."""
    last = paragraph.children[-1] if paragraph.children else paragraph
    return last.text.rstrip().endswith(":") if last.kind == "text" else plain(last).endswith(":")


def fact(item: Node) -> Fact | None:
    """Read a list item as a fact line (`- **Nyckel:** värde`), or None."""
    if not item.children or item.children[0].kind != "paragraph":
        return None
    inline = item.children[0].children
    if not inline or inline[0].kind != "strong":
        return None
    name = plain(inline[0])
    rest = tuple(inline[1:])
    if name.endswith(":"):
        return Fact(name[:-1].strip(), plain(*rest), rest, item)
    if rest and rest[0].kind == "text" and rest[0].text.lstrip().startswith(":"):  # `**Nyckel**: värde`
        return Fact(name, plain(*rest).lstrip(": "), rest, item)
    return None


def facts_of(item: Node) -> Iterator[Fact]:
    """The fact lines of a list item: itself, and the items of the lists below it."""
    if found := fact(item):
        yield found
    for child in item.children[1:]:
        if child.kind == "list":
            for sub in child.children:
                yield from facts_of(sub)


def take_facts(
    block: Block,
    nodes: Sequence[Node],
    names: Sequence[str] = (),
    *,
    unless: Callable[[Node], bool] = lambda _: False,
) -> list[Node]:
    """Give lists that consist of fact lines only to `block`, as facts and as nodes of its own; return the rest.

    Where `names` are given, only lists of these (or what is nearly spelt so) are facts: among actions,
    `- **Lindrig:** …` is an action. Lists that are something else, in spite of their bold words, are kept by `unless`.
    """
    rest: list[Node] = []
    for node in nodes:
        found = [fact(item) for item in node.children] if node.kind == "list" and not unless(node) else []
        if found and all(f and _is_named(f.name, names) for f in found):
            block.facts.extend(f for f in found if f)
            block.nodes += (node,)
        else:
            rest.append(node)
    return rest


def _is_named(name: str, names: Sequence[str]) -> bool:
    if not names or name in names:
        return True
    from difflib import get_close_matches

    return bool(get_close_matches(name.casefold(), [known.casefold() for known in names], n=1, cutoff=0.8))


def read_prose(section: Section, book: Book) -> None:
    """Read a chapter of plain sections: the reader of every chapter that has no other."""
    read_chapter(section, book, {})


SectionReader = Callable[[Section, Block, Book], None]


def read_chapter(section: Section, book: Book, readers: Mapping[str, SectionReader]) -> None:
    """Read a chapter whose level-three sections, by heading, have readers of their own."""
    chapter = book.heading(section, Role.CHAPTER, "", known=fold(section.title) in known_sections())
    rest = take_facts(chapter, section.nodes)
    book.prose(rest, chapter.id)
    _read_sections(section, chapter, book, {fold(name): reader for name, reader in readers.items()})


def _read_sections(section: Section, parent: Block, book: Book, readers: Mapping[str, SectionReader]) -> None:
    for below in section.sections:
        reader = readers.get(fold(below.title))
        if reader:
            block = book.heading(below, Role.SECTION, parent.id, known=True)
            reader(below, block, book)
        else:
            read_section(below, parent, book, readers)


def read_section(
    section: Section, parent: Block, book: Book, readers: Mapping[str, SectionReader] | None = None
) -> Block:
    """Read one section of plain text and what is below it."""
    names = known_sections().get(fold(parent.title), frozenset()) if parent.role is Role.CHAPTER else frozenset()
    block = book.heading(section, Role.SECTION, parent.id, known=fold(section.title) in names)
    rest = take_facts(block, section.nodes)
    book.prose(rest, block.id)
    _read_sections(section, block, book, readers or {})
    return block
