"""What somebody must look at after a merge: the national text then and now, and the text of the region below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rodtrad.commands._merge import WHY, WORD, escaped
from rodtrad.feed.merged import Addition, Merged
from rodtrad.feed.models import Block
from rodtrad.merging import View

FILE = "att-se-over.md"


def review(found: View) -> str:
    """Every conflict of a merge as Markdown; "" when there is none."""
    said = [part for made in found.merged for one in made.conflicts for part in _conflict(one, made, found)]
    return "\n".join([f"# Att se över: {escaped(found.name(found.region))}", "", *said]) if said else ""


def _conflict(one: Addition, made: Merged, found: View) -> Iterator[str]:
    what = f"{WORD[one.role]} vid {one.place}" if one.place else WORD[one.role]
    whose = f", från {found.name(one.region)}" if one.inherited else ""
    yield f"## {escaped(f'{made.title}: {what}{whose}')}\n"
    if one.reason:
        why = WHY[one.reason]
        yield f"{why[0].upper()}{why[1:]}.\n"
    based_on = next((source.based_on for source in made.sources if source.region == one.region), "")
    own = [part.block for part in made.blocks if part.origin == one.region and part.block.id in one.blocks]
    yield from _text(
        f"Den nationella texten i version {based_on}" if based_on else "Den nationella texten då", one.before
    )
    yield from _text(f"Den nationella texten nu, version {made.version}", one.now)
    yield from _text("Regionens text", own)


def _text(title: str, blocks: Sequence[Block]) -> Iterator[str]:
    yield f"### {title}\n"
    words = [line for block in blocks for line in (*block.text.splitlines(), "")]
    yield "\n".join(f"> {escaped(line)}".rstrip() for line in words[:-1]) + "\n" if words else "Ingen.\n"
