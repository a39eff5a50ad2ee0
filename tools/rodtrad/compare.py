"""What changed between two versions of one payload, in words a clinician reads, and which version that demands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from rodtrad.model import MATTER

Data = Mapping[str, Any]
"""A payload as JSON data, as it is in the feed."""


_LONG = 70
"""Characters of a text that are quoted."""


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
        grave = Weight.EDITORIAL if _MEANING.isdisjoint(names) else Weight.CLARIFYING
        changes.append(Change(grave, "", f"Uppgifter om dokumentet: {', '.join(map(_key, names))}"))
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
_MEANING = frozenset(
    {"addsTo", "audiences", "basedOn", "concerns", "dataSources", "direction", "example", "group", "inherits"}
    | {"patientReported", "region", "standing", "type", "unit"}
)
"""Front matter that says what the text is about, or for whom; the rest is about the document."""


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

    def edges(graph: Data) -> dict[tuple[str, str, str, str], list[str]]:
        """What joins each way to others from the same place."""
        found: dict[tuple[str, str, str, str], list[str]] = {}
        for e in sorted(graph["edges"], key=lambda e: str(e.get("joined", ""))):
            way = (str(e["source"]), str(e["target"]), str(e.get("condition", "")), str(e.get("time", "")))
            found.setdefault(way, []).append(str(e.get("joined", "")))
        return found

    had, has = edges(old), edges(new)
    changed = [way for way in had.keys() & has.keys() if had[way] != has[way]]
    for verb, ways in (
        ("tillagd", has.keys() - had.keys()),
        ("borttagen", had.keys() - has.keys()),
        ("ändrad", changed),
    ):
        for source, target, condition, time in sorted(ways):
            said = ", ".join(part for part in (condition, time) if part)
            arrow = f"{_short(names, source)} → {_short(names, target)}" + (f" ({said})" if said else "")
            joined = " och ".join(_JOINED.get(word, "ensam") for word in has.get((source, target, condition, time), ()))
            yield Change(
                Weight.CLINICAL, source, f"Väg {verb}: {arrow}" + (f" gäller nu {joined}" if verb == "ändrad" else "")
            )


_JOINED = {"och": "samtidigt med en annan", "eller": "som ett av flera val"}
"""What joins a way to others from the same place, in words."""


def _name(node: Data) -> str:
    label = node.get("label")
    return f"{label}. {node['title']}" if label else str(node["title"])


def _short(nodes: Mapping[str, Data], id: str) -> str:
    node = nodes.get(id)
    return str(node.get("label") or node["title"]) if node else id


def _thread(before: Data, after: Data) -> Iterator[Change]:
    old, new = (d["content"].get("redThread") or {"indicators": (), "goals": ()} for d in (before, after))
    for part, new_one, old_one in (
        ("indicators", "Indikator tillagd", "Indikator borttagen"),
        ("goals", "Mål tillagt", "Mål borttaget"),
    ):
        had, has = ({i["id"]: i for i in thread[part]} for thread in (old, new))
        for id in has.keys() - had.keys():
            yield Change(Weight.CLINICAL, id, f"{new_one}: {has[id].get('title') or has[id].get('text')}")
        for id in had.keys() - has.keys():
            yield Change(Weight.CLINICAL, id, f"{old_one}: {had[id].get('title') or had[id].get('text')}")


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
    gone: dict[str, list[Data]] = {}
    for id, block in old.items():
        if id not in new:
            gone.setdefault(block["fingerprint"], []).append(block)
    for id, block in new.items():
        here = _where(block, new)
        was = old.get(id)
        if was is None and (same := gone.get(block["fingerprint"])):
            was = same.pop(0)
        if was is None:
            yield Change(_textual(block), id, f"{here}: text tillagd{_quoted(block)}")
            continue
        if was["fingerprint"] != block["fingerprint"]:
            yield _changed(was, block, here)
        before_it, above = was.get("parent", ""), block.get("parent", "")
        if before_it != above and (before_it in new or above in old):  # else its heading has only been renamed
            name = "" if block["role"] in ("action", "decision") else f": {block['text'][:80]}"
            yield Change(_textual(block), id, f"{here}: flyttad hit från {_where(old.get(before_it, was), old)}{name}")
    for block in (block for blocks in gone.values() for block in blocks):
        yield Change(_textual(block), block["id"], f"{_where(block, old)}: text borttagen{_quoted(block)}")


_EMPTY = frozenset({"ways", "care-half", "patient-half", "reference"})
"""Headings that the format gives, and sources: they say nothing about what is done."""

_STEERS = frozenset({"entry", "exit", "way"})
"""Who comes in, goes out, and goes where: each word counts."""

_DONE = frozenset({"action", "decision", "care-action", "patient-action"})


def _textual(block: Data) -> Weight:
    """Adding, moving or removing words: clinical where they say what is done to whom."""
    if block["role"] in _EMPTY:
        return Weight.EDITORIAL
    return Weight.CLINICAL if block["role"] in _STEERS | _DONE else Weight.CLARIFYING


def _changed(was: Data, now: Data, where: str) -> Change:
    id = now["id"]
    if _values(was, "times") != _values(now, "times"):
        change = f"{_said(was, 'times')} → {_said(now, 'times')}"
        return Change(Weight.CLINICAL, id, f"{where}: tid {change}")
    if _values(was, "amounts") != _values(now, "amounts"):
        return Change(Weight.CLINICAL, id, f"{where}: mängd {_said(was, 'amounts')} → {_said(now, 'amounts')}")
    if _fact_list(was) != _fact_list(now):
        return Change(Weight.CLINICAL, id, f"{where}: {_facts(was, now)}")
    if _binding(was["text"]) != _binding(now["text"]):
        return Change(Weight.CLINICAL, id, f"{where}: ska, bör, kan eller inte har ändrats{_quoted(now)}")
    if now["role"] in _EMPTY:
        return Change(Weight.EDITORIAL, id, f"{where}: redaktionell ändring")
    if (old := _figures(was["text"])) != (new := _figures(now["text"])):
        weight = Weight.CLARIFYING if now["role"] in ("prose", "section", "chapter") else Weight.CLINICAL
        return Change(weight, id, f"{where}: tal eller tecken har ändrats: {' '.join(old)} → {' '.join(new)}")
    if _letters(_words(was)) != _letters(_words(now)):
        weight = Weight.CLINICAL if now["role"] in _STEERS else Weight.CLARIFYING
        return Change(weight, id, f"{where}: ändrad ordalydelse{_quoted(now)}")
    if _targets(was) != _targets(now):
        return Change(Weight.CLARIFYING, id, f"{where}: en länk leder någon annanstans{_quoted(now)}")
    return Change(Weight.EDITORIAL, id, f"{where}: redaktionell ändring")


def _words(block: Data) -> str:
    """The words of a block; of a way or an entry those before the arrow, for the flow says where that leads."""
    text = str(block["text"])
    return text.replace("->", "→").partition("→")[0] if block["role"] in _STEERS else text


def _targets(block: Data) -> list[str]:
    return [reference["target"] for reference in block.get("references", ())]


def _values(block: Data, part: str) -> list[dict[str, Any]]:
    return [{k: v for k, v in value.items() if k not in ("text", "startText")} for value in block.get(part, ())]


def _said(block: Data, part: str) -> str:
    return ", ".join(value["text"] for value in block.get(part, ())) or "ingen"


def _fact_list(block: Data) -> list[tuple[str, str, list[str]]]:
    """What is empty may be left out: a payload that was frozen before that held says it in so many words."""
    return [(fact["name"], fact["text"], fact.get("targets", [])) for fact in block.get("facts", ())]


def _facts(was: Data, now: Data) -> str:
    old, new = ({f["name"]: f["text"] for f in b.get("facts", ())} for b in (was, now))
    names = [n for n in dict.fromkeys([*old, *new]) if old.get(n) != new.get(n)]
    return "; ".join(f"{n}: {old.get(n, 'saknas')} → {new.get(n, 'saknas')}" for n in names) or "länkar ändrade"


_BINDING = re.compile(r"\b(ska|bör|kan|måste|får|inte|ej|aldrig|alltid|utan)\b", re.IGNORECASE)


def _binding(text: str) -> list[str]:
    return [word.casefold() for word in _BINDING.findall(text)]


_FIGURES = re.compile(r"\d+(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:[.,:/–-]\d+)*|[<>≤≥=±+×%‰°]|(?<!\w)[–−-](?=\d)")
_SAME_SIGN = str.maketrans({"-": "–", "−": "–", ".": ",", " ": "", "\u00a0": "", "\u202f": ""})


def _figures(text: str) -> list[str]:
    """Numbers and the signs around them: a comma or a "<" alone turns a dose or a limit into another."""
    return [found.translate(_SAME_SIGN) for found in _FIGURES.findall(text)]


def _quoted(block: Data) -> str:
    """The beginning of a block's words, to know it by."""
    words = " ".join(str(block["text"]).split())
    said = words if len(words) <= _LONG else f"{words[:_LONG].rpartition(' ')[0]} …"
    return f": ”{said}”" if said else ""


def _key(name: str) -> str:
    """What authors call a part of the front matter, from its name in the feed."""
    attribute = re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", name)
    return next((kind.keys[attribute].alias for kind in MATTER.values() if attribute in kind.keys), name)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _by_id(data: Data) -> dict[str, Data]:
    return {block["id"]: block for block in data["content"].get("blocks", ())}


def _where(block: Data, blocks: Mapping[str, Data]) -> str:
    """The nearest thing a person would name: "Åtgärd C. Trombolys", "Mål: …", or the chapter."""
    here: Data | None = block
    while here is not None:
        if here["role"] in ("action", "decision"):
            return f"{here.get('label', '')}. {here.get('title', '')}".lstrip(". ")
        if here["role"] in (
            "goal",
            "challenge",
            "entry",
            "exit",
            "indicator-use",
            "recommendation",
            "group",
            "chapter",
            "section",
        ):
            return str(here.get("title", ""))[:80]
        here = blocks.get(here.get("parent", ""))
    return str(block.get("title") or block["id"])[:80]
