"""What changed between two versions of one payload, in words a clinician reads, and which version that demands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

Data = Mapping[str, Any]
"""A payload as JSON data, as it is in the feed."""


class Weight(IntEnum):
    """How much a change matters; the value says which part of the version must rise."""

    EDITORIAL = 1
    CLARIFYING = 2
    CLINICAL = 3

    @property
    def word(self) -> str:
        """The feed's word."""
        return self.name.casefold()

    @property
    def swedish(self) -> str:
        """The word that people see."""
        return {1: "redaktionell", 2: "förtydligande", 3: "klinisk"}[self.value]


@dataclass(frozen=True, slots=True)
class Change:
    """One change, at one block ("" for the document as a whole)."""

    weight: Weight
    block: str
    summary: str
    """Swedish: "Åtgärd C: tidsgräns 30 minuter → 45 minuter"."""


def compare(before: Data, after: Data) -> list[Change]:
    """Every change between two versions, gravest first. Both are payloads of one document."""
    changes = [*_codes(before, after), *_flow(before, after), *_thread(before, after), *_rows(before, after)]
    changes += _blocks(before, after)
    if before["title"] != after["title"]:
        changes.append(Change(Weight.CLARIFYING, "", f"Rubrik: {before['title']} → {after['title']}"))
    if _matter(before) != _matter(after):
        names = sorted(
            k for k in {*_matter(before), *_matter(after)} if _matter(before).get(k) != _matter(after).get(k)
        )
        changes.append(Change(Weight.EDITORIAL, "", f"Uppgifter om dokumentet: {', '.join(names)}"))
    unique = dict.fromkeys(changes)
    return sorted(unique, key=lambda c: -c.weight)


def weight(changes: list[Change]) -> Weight | None:
    """The gravest weight, or None when nothing changed."""
    return max((change.weight for change in changes), default=None)


def least_version(old: str, changes: list[Change]) -> str:
    """The lowest version that may follow `old` after these changes."""
    major, minor, patch = (int(part) for part in old.split("."))
    demanded = weight(changes)
    if demanded is Weight.CLINICAL:
        return f"{major + 1}.0.0"
    if demanded is Weight.CLARIFYING:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


_ADMINISTRATIVE = frozenset({"version", "status", "decisions", "id", "title", "codes", "extent"})


def _matter(data: Data) -> dict[str, Any]:
    matter: Mapping[str, Any] = data["content"].get("matter", {})
    return {key: value for key, value in matter.items() if key not in _ADMINISTRATIVE}


def _codes(before: Data, after: Data) -> Iterator[Change]:
    old, new = ({(c["system"], c["code"]) for c in d["content"].get("codes", ())} for d in (before, after))
    for system, code in sorted(new - old):
        yield Change(Weight.CLINICAL, "", f"Kod tillagd: {code} ({system})")
    for system, code in sorted(old - new):
        yield Change(Weight.CLINICAL, "", f"Kod borttagen: {code} ({system})")


def _flow(before: Data, after: Data) -> Iterator[Change]:
    old, new = (d["content"].get("flow") or {"nodes": (), "edges": ()} for d in (before, after))
    old_nodes, new_nodes = ({n["id"]: n for n in f["nodes"]} for f in (old, new))
    for id, node in new_nodes.items():
        if id not in old_nodes:
            yield Change(Weight.CLINICAL, id, f"{_name(node)}: tillagd i flödet")
        elif node["kind"] != old_nodes[id]["kind"]:
            yield Change(Weight.CLINICAL, id, f"{_name(node)}: ändrad från {old_nodes[id]['kind']} till {node['kind']}")
    for id, node in old_nodes.items():
        if id not in new_nodes:
            yield Change(Weight.CLINICAL, id, f"{_name(node)}: borttagen ur flödet")
    names = {**old_nodes, **new_nodes}

    def edges(graph: Data) -> set[tuple[str, str, str, str, str]]:
        keys = ("source", "target", "condition", "joined", "time")
        return {tuple(str(e.get(k, "")) for k in keys) for e in graph["edges"]}  # type: ignore[misc]

    for verb, found in (("tillagd", edges(new) - edges(old)), ("borttagen", edges(old) - edges(new))):
        for source, target, condition, _, time in sorted(found):
            said = ", ".join(part for part in (condition, time) if part)
            arrow = f"{_short(names, source)} → {_short(names, target)}"
            yield Change(Weight.CLINICAL, source, f"Väg {verb}: {arrow}" + (f" ({said})" if said else ""))


def _name(node: Data) -> str:
    label = node.get("label")
    return f"{label}. {node['title']}" if label else str(node["title"])


def _short(nodes: Mapping[str, Data], id: str) -> str:
    node = nodes.get(id)
    return str(node.get("label") or node["title"]) if node else id


def _thread(before: Data, after: Data) -> Iterator[Change]:
    old, new = (d["content"].get("redThread") or {"indicators": (), "goals": ()} for d in (before, after))
    for part, word in (("indicators", "Indikator"), ("goals", "Mål")):
        had, has = ({i["id"]: i for i in thread[part]} for thread in (old, new))
        for id in has.keys() - had.keys():
            yield Change(Weight.CLINICAL, id, f"{word} tillagd: {has[id].get('title') or has[id].get('text')}")
        for id in had.keys() - has.keys():
            yield Change(Weight.CLINICAL, id, f"{word} borttagen: {had[id].get('title') or had[id].get('text')}")


def _rows(before: Data, after: Data) -> Iterator[Change]:
    def levels(data: Data) -> dict[tuple[str, str], tuple[Any, Any]]:
        rows = data["content"].get("targetLevels") or ()
        return {(r["year"], r["label"]): (r.get("moderate"), r.get("high")) for r in rows}

    had, has = levels(before), levels(after)
    for row in sorted(had.keys() | has.keys()):
        if had.get(row) != has.get(row):
            yield Change(Weight.CLINICAL, "", f"Målnivå {row[0]} {row[1]}: {had.get(row)} → {has.get(row)}")
    priorities = [{r["id"]: r["priority"] for r in d["content"].get("recommendations") or ()} for d in (before, after)]
    for id in sorted(priorities[0].keys() | priorities[1].keys()):
        if priorities[0].get(id) != priorities[1].get(id):
            was, now = (p.get(id, "saknas") for p in priorities)
            yield Change(Weight.CLINICAL, id, f"Rekommendation {id}: prioritet {was} → {now}")


def _blocks(before: Data, after: Data) -> Iterator[Change]:
    old, new = (_by_id(d) for d in (before, after))
    gone = {b["fingerprint"]: b for id, b in old.items() if id not in new}
    for id, block in new.items():
        was = old.get(id)
        if was is None:
            moved = gone.pop(block["fingerprint"], None)
            if moved is None:
                yield Change(_textual(block), id, f"{_where(block, new)}: text tillagd")
            continue
        if was["fingerprint"] != block["fingerprint"]:
            yield _changed(was, block, _where(block, new))
    moved_here = {b["fingerprint"] for id, b in new.items() if id not in old}
    for block in gone.values():
        if block["fingerprint"] not in moved_here:
            yield Change(_textual(block), block["id"], f"{_where(block, old)}: text borttagen")


_STRUCTURE = frozenset({"chapter", "section", "ways", "way", "care-half", "patient-half", "reference"})


def _textual(block: Data) -> Weight:
    """Adding or removing words: clinical where they say what is done to whom."""
    if block["role"] in _STRUCTURE:
        return Weight.EDITORIAL
    return Weight.CLINICAL if block["role"] in ("care-action", "entry", "exit") else Weight.CLARIFYING


def _changed(was: Data, now: Data, where: str) -> Change:
    id = now["id"]
    if _values(was, "times") != _values(now, "times"):
        change = f"{_said(was, 'times')} → {_said(now, 'times')}"
        return Change(Weight.CLINICAL, id, f"{where}: tid {change}")
    if _values(was, "amounts") != _values(now, "amounts"):
        return Change(Weight.CLINICAL, id, f"{where}: mängd {_said(was, 'amounts')} → {_said(now, 'amounts')}")
    if was.get("facts", []) != now.get("facts", []):
        return Change(Weight.CLINICAL, id, f"{where}: {_facts(was, now)}")
    if _binding(was["text"]) != _binding(now["text"]):
        return Change(Weight.CLINICAL, id, f"{where}: ska, bör, kan eller inte har ändrats")
    if _letters(was["text"]) == _letters(now["text"]) or now["role"] in _STRUCTURE:
        return Change(Weight.EDITORIAL, id, f"{where}: redaktionell ändring")
    return Change(Weight.CLARIFYING, id, f"{where}: ändrad ordalydelse")


def _values(block: Data, part: str) -> list[dict[str, Any]]:
    return [{k: v for k, v in value.items() if k not in ("text", "startText")} for value in block.get(part, ())]


def _said(block: Data, part: str) -> str:
    return ", ".join(value["text"] for value in block.get(part, ())) or "ingen"


def _facts(was: Data, now: Data) -> str:
    old, new = ({f["name"]: f["text"] for f in b.get("facts", ())} for b in (was, now))
    names = [n for n in dict.fromkeys([*old, *new]) if old.get(n) != new.get(n)]
    return "; ".join(f"{n}: {old.get(n, 'saknas')} → {new.get(n, 'saknas')}" for n in names) or "länkar ändrade"


_BINDING = re.compile(r"\b(ska|bör|kan|måste|får|inte|ej|aldrig|alltid|utan)\b", re.IGNORECASE)


def _binding(text: str) -> list[str]:
    return [word.casefold() for word in _BINDING.findall(text)]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _by_id(data: Data) -> dict[str, Data]:
    return {block["id"]: block for block in data["content"].get("blocks", ())}


def _where(block: Data, blocks: Mapping[str, Data]) -> str:
    """The nearest thing a person would name: "Åtgärd C. Trombolys", "Mål: …", or the chapter."""
    here: Data | None = block
    while here is not None:
        if here["role"] in ("action", "decision"):
            return f"{here.get('label')}. {here['title']}".lstrip(". ")
        if here["role"] in (
            "goal",
            "challenge",
            "entry",
            "exit",
            "indicator-use",
            "recommendation",
            "chapter",
            "section",
        ):
            return str(here["title"])[:80]
        here = blocks.get(here.get("parent", ""))
    return str(block.get("title") or block["id"])[:80]
