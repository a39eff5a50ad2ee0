"""A project in which every payload of the corpus stands in every place that authors write in, and is released too."""

from __future__ import annotations

import json
import re
import types
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import yaml

from payloads import payloads
from rodtrad.feed.canonical import canonical, sha256
from rodtrad.feed.payload import payload
from rodtrad.feed.releases import HOME, Event, file_name, frozen_path
from rodtrad.feed_writing import LISTED
from rodtrad.model import FOLDER_OF, MATTER, Keyed, Kind
from rodtrad.project import open_project
from rodtrad.values import Date, Period, Semver, Slug, Url

BASE = "https://rodtrad.example/"
SETTINGS = Path(__file__).parents[1] / "mkdocs.yml"
REGISTERS = Path(__file__).parents[1] / "content/register"

PATHWAY = """
Text ¤[^n] *¤* **¤** ~~¤~~ `¤` [¤](#a) [text](¤) [text](<¤>) [text](#a "¤") ![¤](../bilder/@/x.png) ![x](¤) <¤> [x][¤]

[¤]: #a "¤"

## Omfattning av kunskapsstödet

Text ¤

> ¤

1. ¤

- ¤ {#x¤}
- ¤ {#y-a}
  - **¤:** ¤
  - ¤

    ¤

| ¤ | Text ¤ |
| --- | --- |
| ¤ | [¤](¤) |

```¤
¤¤
```

<!-- tillåt: ¤ – ¤ -->

### ¤ {#rubrik}

##### ¤ {#rubrik¤}

## ¤

Text <!-- ¤ --> ¤

## Ingång och utgång

### Ingång i vårdförloppet

- ¤ → [A](#a) {#in-a}
- **¤.** → [A](#a) inom 2 timmar från ¤ {#in-b}

### Utgång ur vårdförloppet

- ¤ {#ut-a}

## Flödesschema för vårdförloppet

Text ¤

## Vårdförloppets åtgärder

### ¤

- **Vårdnivå:** ¤
- **Profession:** ¤
- **¤:** ¤

#### A. ¤ {#a}

- **Vårdnivå:** ¤

##### Hälso- och sjukvårdens åtgärder

Text ¤

- ¤ inom 10 minuter från [¤](#in-a).
  - **Rekommendation:** [¤](../riktlinjer/@.md#rad), prioritet ¤
  - **Rekommendation:** ¤
- Ge 5 mg ¤ per dag efter [¤](icd-10-se:¤).

##### Patientens åtgärder (efter förmåga)

- ¤

Ej tillämpligt: ¤

##### Vägar vidare

- **¤.** ¤ → [B](#beslut-b) inom 3 dagar från ¤
- → [¤](#ut-a) ¤

#### B. Beslut: ¤? {#beslut-b}

- **¤.** ¤ → [A](#a)
- **Nej, ¤** → [Utgång](#ut-a) och [¤](../vardforlopp/@.md#in-a)

## Patientmedverkan och kommunikation

### Stöd och information

Text ¤

## Utmaningar och mål

### Patientens utmaningar

- ¤ {#u-a}

#### Nulägesbeskrivning

| Patientens upplevelser | Patientens aktiviteter | Vårdens aktiviteter | Utmaningar |
| --- | --- | --- | --- |
| ¤ | ¤ | ¤ | [¤](#u-a) |

### Vårdförloppets mål

- ¤ {#m-a}
  - **Möter:** [¤](#u-a), ¤
  - **Följs inte:** ¤

## Kvalitetsuppföljning

### Resultatmått

- [¤](../indikatorer/@.md) {#i-a}
  - **Följer:** [¤](#m-a), ¤
  - **Prioriterad:** ¤

### Kvalitetsregister

- ¤

## Sammanfattning av vårdförloppet

Text ¤

## Relaterad information

### Konsekvensbeskrivning

[¤](../konsekvensbeskrivningar/@.md)

### Arbetsgruppens medlemmar

- ¤

## Referenser

[^n]: ¤ <https://exempel.se/¤>

[^¤]: ¤

¤¤
"""
"""¤ is the payload on one line, ¤¤ the payload as it is, @ the id of its documents."""

INDICATOR = """
## Definition

Text ¤[^n]

## Täljare

- ¤

## Nämnare

| ¤ |
| --- |
| ¤ |

## Målnivåer

| År | Måttlig | Hög | Utfärdare | Beteckning |
| --- | --- | --- | --- | --- |
| ¤ | ¤ | ¤ | ¤ | ¤ |
| 2019 | 35 | 50 | ¤ | ¤ |

## Tolkning

`¤` [¤](../vardforlopp/@.md#m-a) ![¤](¤)

## ¤

[^n]: ¤

¤¤
"""

GUIDELINE = """
Text ¤

## Rekommendationer

### ¤ {#rad}

- **Tillstånd:** ¤
- **Åtgärd:** ¤
- **Prioritet:** ¤
- **Rad:** ¤
- **Källa:** [¤](https://exempel.se/¤)
- **Motiv:** ¤
- **¤:** ¤

### ¤

- **Prioritet:** 1

¤¤
"""

IMPACT = """
Text ¤ [¤](../vardforlopp/@.md)

## Nytta och risk

- ¤

## ¤

| ¤ |
| --- |
| ¤ |

¤¤
"""

ADDITION = """
## Tillägg vid [¤](#a)

Text ¤ [¤](¤)

## Avvikelse vid [¤](#beslut-b)

- **Skäl:** ¤
- **Ansvarig:** ¤
- **Gäller till:** ¤

Text ¤

## Avvikelse vid [¤](#¤)

- **Skäl:** ¤

¤¤
"""

OUTCOME = """
Text ¤

## Utfall

| Region | Täljare | Nämnare | Värde | Lägre | Övre | Redovisas inte |
| --- | ---: | ---: | ---: | ---: | ---: | --- |
| @ | 113 | 214 | 52,8 | 46,1 | 59,4 | ¤ |
| exempelregion-a |  |  |  |  |  | ¤ |
| ¤ | ¤ | ¤ | ¤ | ¤ | ¤ | ¤ |

¤¤
"""

HANDBOOK = """
Text ¤ `¤` [¤](¤)

## ¤

```¤
¤¤
```

| ¤ |
| --- |
| ¤ |

¤¤
"""

OUTCOME = """
Text ¤

## Utfall

- **¤:** ¤

| Region | Täljare | Nämnare | Värde | Lägre | Övre | Redovisas inte | ¤ |
| --- | --- | --- | --- | --- | --- | --- | --- |
| @ | 3 | 4 | 75,0 | 60 | 80 | | ¤ |
| exempelregion-a | | | 35 | | | | ¤ |
| exempelregion-b | ¤ | ¤ | ¤ | ¤ | ¤ | ¤ | ¤ |
| ¤ | | | 50 | | | | ¤ |

## ¤

[¤](¤) ¤

¤¤
"""

BODIES = {
    Kind.PATHWAY: PATHWAY,
    Kind.INDICATOR: INDICATOR,
    Kind.GUIDELINE: GUIDELINE,
    Kind.IMPACT: IMPACT,
    Kind.ADDITION: ADDITION,
    Kind.OUTCOME: OUTCOME,
    Kind.HANDBOOK: HANDBOOK,
}

GOOD = {
    "typ": {Kind.PATHWAY: "vårdförlopp", Kind.INDICATOR: "process"},
    "omfattning": "fulltext",
    "version": "1.0.0",
    "status": "utkast",
    "bygger på": "1.0.0",
    "period": "2024",
    "exempel": True,
}
"""Values that make a document be read as what it is."""

WITHIN = (Kind.ADDITION, Kind.OUTCOME)
"""Kinds that lie in folders of their region or indicator."""

CLOSED = (Kind.PATHWAY, Kind.INDICATOR, Kind.GUIDELINE, Kind.ADDITION)
"""Kinds with keys where only certain words or shapes may stand: a second document has the payload there too."""

OF_OTHERS = (
    *("tillägg till", "avser", "indikator", "region", "programområde", "förvaltare", "organ", "datakällor"),
    "riktlinjer",
)
"""Keys whose values are ids of the payload's other documents and entries, which have hostile names."""


def name_of(number: int) -> str:
    """Id of the documents and register entries of a payload."""
    return f"p{number:03}"


def write_project(root: Path) -> None:
    """Write the project, everything released to the acceptance environment and every third document withdrawn."""
    put(root, "mkdocs.yml", SETTINGS.read_text("utf-8"))
    for register in sorted(REGISTERS.glob("*.yaml")):
        if "\nposter:" not in register.read_text("utf-8"):  # no author writes what the last audit found
            continue
        put(root, f"content/register/{register.name}", _register(register))
    for number, hostile in enumerate(payloads()):
        id = name_of(number)
        for kind, body in BODIES.items():
            folder = f"{FOLDER_OF[kind]}/{id}" if kind in WITHIN else FOLDER_OF[kind]
            name = "2024" if kind is Kind.OUTCOME else id
            head = _block(dict(_matter(kind, hostile, id, name)))
            put(root, f"content/{folder}/{name}.md", f"---\n{head}---\n{_filled(body, hostile, id)}")
            if kind in CLOSED:
                head = _block(dict(_matter(kind, hostile, id, f"{id}-x", closed=True)))
                put(root, f"content/{folder}/{id}-x.md", f"---\n{head}---\n\nText.\n")
        put(root, f"content/vardforlopp/{id}-post.md", _entry(hostile, id))
        head = _block(dict(_matter(Kind.OUTCOME, hostile, id, "2024")))
        put(root, f"content/utfall/{id}/2024.md", f"---\n{head}---\n{_filled(OUTCOME, hostile, id)}")
    _release(root)


def put(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _filled(body: str, hostile: str, id: str) -> str:
    line = " ".join(hostile.split("\n"))
    return body.replace("¤¤", "\1").replace("¤", "\2").replace("@", id).replace("\1", hostile).replace("\2", line)


def _matter(kind: Kind, hostile: str, id: str, name: str, *, closed: bool = False) -> Iterator[tuple[str, Any]]:
    """Every key of a kind; with `closed` the payload stands also where it cannot be read."""
    cls = MATTER[kind]
    hints = get_type_hints(cls)
    for attribute, key in cls.keys.items():
        if key.alias == "id":
            yield "id", name
        elif not closed and key.alias in OF_OTHERS:
            yield key.alias, [id] if get_origin(_inner(hints[attribute])) is tuple else id
        elif not closed and key.alias in GOOD:
            good = GOOD[key.alias]
            yield key.alias, good.get(kind, hostile) if isinstance(good, dict) else good
        else:
            yield key.alias, _value(hints[attribute], hostile, closed=closed)


def _inner(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return next(a for a in get_args(hint) if a is not type(None))
    return hint


def _value(hint: Any, hostile: str, *, closed: bool) -> Any:
    hint = _inner(hint)
    origin = get_origin(hint)
    if origin is tuple:
        return [_value(get_args(hint)[0], hostile, closed=closed)]
    if origin is not None and issubclass(origin, Mapping):
        value = _value(get_args(hint)[1], hostile, closed=closed)
        return {hostile: value, "icd-10-se": value, "namn": value}
    if isinstance(hint, type) and issubclass(hint, Keyed):
        inner = get_type_hints(hint)
        return {key.alias: _value(inner[name], hostile, closed=closed) for name, key in hint.keys.items()}
    if closed or hint is str:
        return hostile
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint)).value
    url = "https://exempel.se/" + re.sub(r'[\s<>"]', "", hostile)
    shaped = {Date: "2026-01-02", Period: "2024", Semver: "1.0.0", Url: url, Slug: "p000", bool: True, int: 3}
    return shaped[hint]


def _block(value: Mapping[str, Any], indent: str = "") -> str:
    """Front matter in block style; every text in quotation marks."""
    lines = []
    for key, item in value.items():
        name = indent + json.dumps(key)
        if isinstance(item, dict):
            lines.append(f"{name}:\n{_block(item, indent + '  ')}")
        elif isinstance(item, list):
            rows = [
                f"{indent}  - {_block(one, indent + '    ').lstrip()}"
                if isinstance(one, dict)
                else f"{indent}  - {json.dumps(one)}\n"
                for one in item
            ]
            lines.append(f"{name}:\n{''.join(rows)}")
        else:
            lines.append(f"{name}: {json.dumps(item)}\n")
    return "".join(lines)


def _entry(hostile: str, id: str) -> str:
    """An entry in the catalogue: it is in the feed without a release."""
    matter = dict(_matter(Kind.PATHWAY, hostile, id, f"{id}-post", closed=False))
    head = _block({**matter, "omfattning": "registerpost", "exempel": False})
    return f"---\n{head}---\n{_filled(PATHWAY.partition('## Ingång')[0], hostile, id)}"


def _register(real: Path) -> str:
    """A register with the keys of the real one, and an entry for each payload."""
    said = yaml.safe_load(real.read_text("utf-8"))
    if "poster" not in said:
        return _block(_audit(said))
    lists = {key: isinstance(value, list) for entry in said["poster"] for key, value in entry.items()}
    rows = []
    for number, hostile in enumerate(payloads()):
        entry = {key: [hostile] if is_list else hostile for key, is_list in lists.items()}
        rows.append({**entry, "id": name_of(number), "namn": hostile})
    head = {"id": real.stem, "titel": payloads()[0], "beskrivning": payloads()[9], "källa": payloads()}
    return _block({**head, "poster": rows})


def _audit(said: dict[str, Any]) -> dict[str, Any]:
    """The last audit of the site. Of so large a file 64 kB are read: each payload is there three times, not in all."""
    (tool, *_), (result, *_) = said["verktyg"], said["resultat"]
    thirds = [payloads()[start : start + 3] for start in range(0, len(payloads()) - 2, 3)]
    more = {
        "verktyg": [dict.fromkeys(tool, hostile) for hostile in payloads()[::4]],
        "resultat": [{**result, "kontroll": a, "kravs": b, "anmärkning": c} for a, b, c in thirds],
        "kända brister": [{"vad": a, "varför": b, "åtgärd": c} for a, b, c in thirds],
    }
    return {**said, "titel": payloads()[0], "beskrivning": payloads()[1], "datum": str(said["datum"]), **more}


def _release(root: Path) -> None:
    """Freeze every document as the release would: it refuses most of these, and here it must not be what protects."""
    project = open_project(root)
    said: dict[str, tuple[bytes, bytes]] = {}
    for document in sorted(project.documents, key=lambda document: document.face.key):
        if document.kind in LISTED or not document.face.id.endswith(tuple("0123456789")):
            continue
        frozen = canonical(payload(document, project.library, "acceptance", BASE))
        said[document.face.key] = frozen, (root / document.face.path).read_bytes()
    events: list[Event] = []
    for key, (frozen, text) in said.items():
        hostile = payloads()[int(key[-3:])]
        told = {"dokument": key, "version": "1.0.0", "miljö": "acceptance", "titel": hostile, "datum": "2026-01-02"}
        number = len(events) + 1
        more = {"nummer": number, "händelse": "utgivning", "klass": "clinical", "sha256": sha256(frozen)}
        events.append(Event(**told, **more, sammanfattning=(hostile, hostile)))  # type: ignore[arg-type]
        path = root / frozen_path(key, "1.0.0")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(frozen)
        path.with_suffix(".md").write_bytes(text)
        if number % 3 == 0:
            more = {"nummer": number + 1, "händelse": "upphävande", "klass": "lifecycle", "skäl": hostile}
            events.append(Event(**told, **more, ersätts_av=("vardforlopp/p000",)))  # type: ignore[arg-type]
    for event in events:
        put(root, f"{HOME}/logg/{file_name(event.nummer)}", event.write())
