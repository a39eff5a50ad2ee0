"""Två uppgifter om hur dokument hör ihop motsäger varandra.

Varför: läsaren ska ledas till den text som gäller. Om två texter ersätter varandra leds läsaren runt i en cirkel.

Fel: `ersätts av: kol` i KOL del 1 och `ersätts av: kol-del-1` i KOL.

Rätt: `ersätts av: kol` i KOL del 1 och `ersätter: [kol-del-1]` i KOL.
"""

from collections.abc import Callable, Iterable, Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import GuidelineMatter, Kind, Matter, PathwayMatter
from rodtrad.rules import Family, found

FAMILY = Family.LINKS
KINDS = (Kind.PATHWAY, Kind.GUIDELINE)

_HINT = "Ta bort den uppgift som är fel."


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Circles of later or earlier texts, a text that is both, and a pair of which one replaces the other."""
    matter, me = document.face.matter, document.face.id
    later, earlier = list(_later(matter)), list(_earlier(matter))
    if not later and not earlier and not (isinstance(matter, PathwayMatter) and (matter.pair_with or matter.part_of)):
        return

    def matter_of(id: str) -> Matter | None:
        face = library.get(document.kind, id)
        return face.matter if face else None

    after, ahead = _closure(later, _later, matter_of), _closure(earlier, _earlier, matter_of)
    if me in after:
        message = "Dokumentet ersätts, via andra eller direkt, av sig självt."
        yield found(document, document.key(_first(document, "ersätts av", "uppgår i")), message, _HINT)
    elif both := sorted(after & (ahead | {me})):
        message = f"`{both[0]}` anges både som äldre och som senare än detta dokument."
        yield found(document, document.key(_first(document, "ersätts av", "uppgår i")), message, _HINT)
    elif me in ahead:
        message = "Dokumentet ersätter, via andra eller direkt, sig självt."
        yield found(document, document.key("ersätter"), message, _HINT)
    if not isinstance(matter, PathwayMatter):
        return
    if matter.replaced_by and matter.merged_into and matter.replaced_by != matter.merged_into:
        message = f"Dokumentet ersätts av `{matter.replaced_by}` men uppgår i `{matter.merged_into}`."
        yield found(document, document.key("uppgår i"), message, _HINT)
    if matter.pair_with and matter.pair_with in (me, *later, *earlier):
        other = (
            "sig självt" if matter.pair_with == me else f"`{matter.pair_with}`, som det också ersätter eller ersätts av"
        )
        yield found(document, document.key("par med"), f"Dokumentet är par med {other}.", _HINT)
    if matter.part_of and me in _closure([matter.part_of], _parts, matter_of):
        yield found(
            document, document.key("del av"), "Dokumentet är, via andra eller direkt, del av sig självt.", _HINT
        )


def _later(matter: Matter | None) -> Iterator[str]:
    if isinstance(matter, PathwayMatter | GuidelineMatter) and matter.replaced_by:
        yield matter.replaced_by
    if isinstance(matter, PathwayMatter) and matter.merged_into:
        yield matter.merged_into


def _earlier(matter: Matter | None) -> Iterator[str]:
    if isinstance(matter, PathwayMatter):
        yield from matter.replaces or ()


def _parts(matter: Matter | None) -> Iterator[str]:
    if isinstance(matter, PathwayMatter) and matter.part_of:
        yield matter.part_of


def _closure(
    start: Iterable[str], step: Callable[[Matter | None], Iterator[str]], matter_of: Callable[[str], Matter | None]
) -> set[str]:
    seen: set[str] = set()
    stack = list(start)
    while stack:
        one = stack.pop()
        if one not in seen:
            seen.add(one)
            stack.extend(step(matter_of(one)))
    return seen


def _first(document: Document, *keys: str) -> str:
    return next((key for key in keys if key in document.body.spots), keys[0])
