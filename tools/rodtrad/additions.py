"""Regional additions merged with the national text: what is national is never altered, and no addition is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rodtrad.feed import models as m
from rodtrad.feed.merged import NATIONAL, Addition, Merged, MergedBlock, Outcome, Reason, Replaced, Role, Source


class AdditionError(Exception):
    """Additions that cannot be merged; the message (Swedish) names the regions."""


@dataclass(frozen=True, slots=True)
class Part:
    """One addition or deviation as it was written, or loose text."""

    region: str
    role: Role
    at: str
    """Id of a national block; "" when none is named, or more than one."""
    link: str
    """The words of the link to it."""
    blocks: tuple[m.Block, ...]
    """The first has the heading and the facts."""

    @property
    def id(self) -> str:
        return self.blocks[0].id

    def fact(self, name: str) -> str:
        """A fact line of its heading, whatever the case of its name, or ""."""
        return next((f.text for f in self.blocks[0].facts if f.name.casefold() == name.casefold()), "")

    def expired(self, date: str) -> bool:
        """Whether its last day, month or year is over on a date (ISO)."""
        until = self.fact("Gäller till")
        return bool(_DATE.fullmatch(until)) and until < date[: len(until)]


_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")

_ROLES: Mapping[str, Role] = {"addition": "addition", "deviation": "deviation"}

_NODES = frozenset({"action", "decision"})


def region_of(addition: m.Payload) -> str:
    """The region that wrote a document with additions."""
    return str(addition.content.matter.get("region") or addition.id.partition("/")[0])


def adds_to(addition: m.Payload) -> str:
    """Id of the pathway that the additions of a document are for."""
    return str(addition.content.matter.get("addsTo") or addition.id.partition("/")[2])


def name_of(block: m.Block) -> str:
    """What a person calls a block: "C. Trombolys"."""
    title = block.title or block.text[:80]
    is_said = not block.label or title.startswith(f"{block.label}.")
    return title if is_said else f"{block.label}. {title}"


def parts(addition: m.Payload) -> Sequence[Part]:
    """The additions and deviations of a document, and its loose text; each block is in exactly one."""
    groups: dict[int, list[m.Block]] = {}
    root_of: dict[str, int] = {}
    for number, block in enumerate(addition.content.blocks):
        root = root_of.get(block.parent, number) if block.parent else number
        root_of.setdefault(block.id, root)
        groups.setdefault(root, []).append(block)
    home = f"vardforlopp/{adds_to(addition)}"
    return [_part(region_of(addition), home, blocks) for blocks in groups.values()]


def _part(region: str, home: str, blocks: Sequence[m.Block]) -> Part:
    links = [reference for reference in blocks[0].references if reference.relation == "at"]
    key, _, anchor = links[0].target.partition("#") if len(links) == 1 else ("", "", "")
    role = _ROLES.get(blocks[0].role, "text")
    named = role != "text" and key == home
    return Part(region, role, anchor if named else "", links[0].text if links else "", tuple(blocks))


def merge(
    national: m.Payload,
    additions: Iterable[m.Payload],
    region: str,
    *,
    version: Callable[[str], m.Payload | None],
    date: str,
) -> Merged:
    """The national text as it holds now, with the additions that a region follows.

    `version` gives the national version that additions were written for, or None where it is not known; `date` (ISO)
    is the day by which deviations have expired. The order of `additions` does not matter, and those to other pathways
    are passed over. Raises AdditionError where regions inherit in a circle, or one has two documents.
    """
    documents = _chain(national, additions, region)
    before = _Before(version)
    text = _Text(national)
    used: list[tuple[Part, Addition]] = []
    replaced: list[Replaced] = []
    holders: dict[tuple[Role, str], str] = {}
    for document in documents:
        based_on = _based_on(document)
        known = before(based_on) if based_on != text.version else None
        for part in parts(document):
            if part.role == "text" or part.at:
                holder = holders.setdefault(("text", "") if part.role == "text" else ("addition", part.at), part.region)
                if holder != part.region:
                    replaced.append(Replaced(region=part.region, id=part.id, at=part.at, by=holder))
                    continue
            used.append((part, _judged(part, text, known, based_on, region, date)))
    used.sort(key=lambda found: text.order(found[0].at))
    return Merged(
        schema_version=national.schema_version,
        environment=national.environment,
        clinical_use=national.clinical_use,
        notice=national.notice,
        id=national.id,
        kind=national.kind,
        version=national.version,
        title=national.title,
        language=national.language,
        licence=national.licence,
        attribution=national.attribution,
        canonical_url=national.canonical_url,
        lifecycle=national.lifecycle if isinstance(national, m.Current) else None,
        region=region,
        date=date,
        sources=[_source(document) for document in documents],
        additions=[addition for _, addition in used],
        replaced=replaced,
        blocks=list(_woven(text, used)),
    )


def _chain(national: m.Payload, additions: Iterable[m.Payload], region: str) -> Sequence[m.Payload]:
    """The region's document, and those that it inherits from, nearest first."""
    names = {national.id, *(national.content.matter.get("alias") or ())}
    by_region: dict[str, m.Payload] = {}
    for addition in additions:
        if adds_to(addition) not in names:
            continue
        if region_of(addition) in by_region:
            raise AdditionError(f"{region_of(addition)} har två tillägg till {national.id}. Behåll ett av dem.")
        by_region[region_of(addition)] = addition
    chain: dict[str, m.Payload] = {}
    here = region
    while here in by_region:
        chain[here] = by_region[here]
        here = str(by_region[here].content.matter.get("inherits") or "")
        if here in chain:
            ring = " → ".join([*chain, here])
            raise AdditionError(f"Tilläggen till {national.id} ärver i ring: {ring}. Ta bort `ärver` i ett av dem.")
    return list(chain.values())


def _based_on(document: m.Payload) -> str:
    return str(document.content.matter.get("basedOn") or "")


def _source(document: m.Payload) -> Source:
    return Source(
        region=region_of(document),
        key=f"tillagg/{document.id}",
        version=document.version,
        based_on=_based_on(document),
        clinical_use=document.clinical_use,
        notice=document.notice,
        licence=document.licence,
        attribution=document.attribution,
        canonical_url=document.canonical_url,
    )


class _Text:
    """A national text, and what is where in it."""

    def __init__(self, payload: m.Payload) -> None:
        self.version = payload.version
        self.blocks = payload.content.blocks
        self.at: dict[str, int] = {}
        for number, block in enumerate(self.blocks):
            self.at.setdefault(block.id, number)

    def order(self, id: str) -> tuple[int, int]:
        """By which additions are sorted: by the end of what they stand at, and within that the innermost first."""
        begin = self.at.get(id)
        return (len(self.blocks), 0) if begin is None else (self.below(begin)[-1], -begin)

    def below(self, begin: int) -> Sequence[int]:
        """Numbers of a block and of all below it, in order."""
        inside, found = {self.blocks[begin].id}, [begin]
        for number in range(begin + 1, len(self.blocks)):
            if self.blocks[number].parent in inside:
                inside.add(self.blocks[number].id)
                found.append(number)
        return found

    def passage(self, id: str) -> Sequence[m.Block]:
        """A block with all below it, after the headings above it to the action: alone, "do this" says little."""
        above: list[m.Block] = []
        for block in self._above(id):
            above.insert(0, block)
            if block.role in _NODES:
                break
        else:
            above.clear()
        begin = self.at.get(id)
        if begin is None:
            return []
        here = [self.blocks[number] for number in self.below(begin)]
        return here if here[0].role in _NODES else [*above, *here]

    def home(self, id: str) -> str:
        """Id of the nearest heading above that has the same id in every version; "" when there is none."""
        return next((block.id for block in self._above(id) if block.stable), "")

    def _above(self, id: str) -> Iterator[m.Block]:
        seen: set[str] = set()
        while id in self.at and id not in seen:
            seen.add(id)
            id = self.blocks[self.at[id]].parent
            if id in self.at and id not in seen:
                yield self.blocks[self.at[id]]


class _Before:
    """The national versions that additions were written for; each is asked for once."""

    def __init__(self, version: Callable[[str], m.Payload | None]) -> None:
        self.version = version
        self.known: dict[str, _Text | None] = {}

    def __call__(self, version: str) -> _Text | None:
        if version not in self.known:
            found = self.version(version) if version else None
            self.known[version] = None if found is None else _Text(found)
        return self.known[version]


def _judged(part: Part, text: _Text, before: _Text | None, based_on: str, region: str, date: str) -> Addition:
    reason = _reason(part, text, before, based_on)
    outcome: Outcome = "conflict" if reason else "unchanged" if based_on == text.version else "clean"
    return Addition(
        region=part.region,
        id=part.id,
        role=part.role,
        inherited=part.region != region,
        at=part.at,
        place=_place(part, text, before),
        outcome=outcome,
        reason=reason,
        before=list(before.passage(part.at)) if reason and before else [],
        now=list(text.passage(part.at)) if reason else [],
        blocks=[block.id for block in part.blocks],
        motive=part.fact("Skäl"),
        owner=part.fact("Ansvarig"),
        until=part.fact("Gäller till"),
        expired=part.expired(date),
    )


def _reason(part: Part, text: _Text, before: _Text | None, based_on: str) -> Reason | None:
    """Why somebody must look at an addition; None when nobody need."""
    if part.role != "text" and not part.at:
        return "unplaced"
    if not text.blocks or (part.at and part.at not in text.at):
        return "gone"
    if part.role == "text" or based_on == text.version:
        return None
    return _change(part.at, text, before)


def _change(at: str, text: _Text, before: _Text | None) -> Reason | None:
    """What has happened to a block since an earlier version; None when nothing has."""
    if before is None or at not in before.at:
        return "incomparable"
    if before.home(at) != text.home(at):
        return "moved"
    old, new = before.passage(at), text.passage(at)
    return None if len(old) == len(new) and all(map(_same, old, new)) else "changed"


def outdated(at: str, now: m.Payload, before: m.Payload | None) -> bool:
    """Whether what an addition stands at is another now than in the version it was written for (None: not known)."""
    text = _Text(now)
    return at not in text.at or _change(at, text, _Text(before) if before else None) is not None


def _same(old: m.Block, new: m.Block) -> bool:
    """Whether two blocks say the same. Ids that are not stable are counted, and may differ."""
    if (old.role, old.stable) != (new.role, new.stable) or (old.stable and old.id != new.id):
        return False
    return old.fingerprint == new.fingerprint or old.markdown == new.markdown


def _place(part: Part, text: _Text, before: _Text | None) -> str:
    known = next((known for known in (text, before) if known and part.at in known.at), None)
    return name_of(known.blocks[known.at[part.at]]) if known else part.link


def _woven(text: _Text, used: Sequence[tuple[Part, Addition]]) -> Iterator[MergedBlock]:
    """The national blocks, and after each the additions that stand where it ends."""
    waiting = list(reversed(used))
    for number, block in enumerate(text.blocks):
        yield MergedBlock(origin=NATIONAL, block=block)
        while waiting and text.order(waiting[-1][0].at)[0] == number:
            yield from _own(*waiting.pop(), text)
    while waiting:
        yield from _own(*waiting.pop(), text)


def _own(part: Part, addition: Addition, text: _Text) -> Iterator[MergedBlock]:
    outdated = addition.outcome == "conflict"
    at = part.at if part.at in text.at else ""
    return (MergedBlock(origin=part.region, at=at, outdated=outdated, block=block) for block in part.blocks)
