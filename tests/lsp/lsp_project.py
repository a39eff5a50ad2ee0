"""A small project in which everything that an editor may ask about is there."""

from __future__ import annotations

from pathlib import Path

PATHWAY = "content/vardforlopp/hosta.md"
OTHER = "content/vardforlopp/feber.md"
INDICATOR = "content/indikatorer/tid-till-besok.md"
ADDITION = "content/tillagg/norr/hosta.md"
REGISTER = "content/register/organ.yaml"

FILES = {
    "mkdocs.yml": "site_name: Prov\nsite_url: https://prov.example/vard/\n",
    PATHWAY: """---
id: hosta
titel: Långvarig hosta
typ: vårdförlopp
version: 1.0.0
status: utkast
omfattning: fulltext
förvaltare: npo-luft
licens: CC0-1.0
koder:
  icd-10-se: [R05.9]
---

## Omfattning av kunskapsstödet

Gäller vuxna med hosta, R05.9. Se [feber](feber.md) och [åtgärden där](feber.md#prov).[^ett]

## Ingång och utgång

### Ingång i vårdförloppet

- Hosta i mer än 8 veckor. → [A](#samtal) {#in-hosta}

### Utgång ur vårdförloppet

- Hostan är borta. {#ut-frisk}

## Vårdförloppets åtgärder

#### A. Samtal på mottagning {#samtal}

##### Hälso- och sjukvårdens åtgärder

- 😷 Fråga om åksjuka, se [samtal](#samtal), inom 2 veckor från [hosta](#in-hosta).

##### Vägar vidare

- → [Utgång][1]

### Egen rubrik

Text.

## Kvalitetsuppföljning

### Processmått

- [Tid till besök](../indikatorer/tid-till-besok.md) {#i-tid}

## Referenser

[^ett]: En källa.

[1]: #ut-frisk
""",
    OTHER: """---
id: feber
titel: Feber
typ: vårdförlopp
status: remiss
omfattning: fulltext
par med: hosta
koder:
  icd-10-se: [R50.9, R05.9]
---

## Ingång och utgång

### Ingång i vårdförloppet

- Feber. → [A](#prov) {#in-feber}

## Vårdförloppets åtgärder

#### A. Prov {#prov}

- Jämför med [samtalet](hosta.md#samtal) och [R05.9](icd-10-se:R05.9).
""",
    INDICATOR: """---
id: tid-till-besok
titel: Tid till besök
typ: process
enhet: min
datatillgång: delvis
---

## Definition

Andelen som får komma inom 2 veckor.

## Täljare

Besökta inom 2 veckor.

## Målnivåer

| År | Måttlig | Hög | Utfärdare | Beteckning |
| --- | --- | --- | --- | --- |
| 2025 | 70 % | 90 % | Socialstyrelsen | – |
""",
    ADDITION: """---
region: norr
tillägg till: hosta
bygger på: 1.0.0
---

## Tillägg vid [A](#samtal)

Ring först.
""",
    REGISTER: """id: organ
titel: Organ
poster:
  - id: npo-luft
    namn: Programområde luftvägar
    kortnamn: NPO Luft
""",
    "content/register/programomraden.yaml": "id: programomraden\ntitel: Programområden\nposter: []\n",
    "content/register/regioner.yaml": "id: regioner\ntitel: Regioner\nposter:\n  - id: norr\n    namn: Norr\n",
}


def write(home: Path) -> Path:
    """Put the project in a folder."""
    for path, text in FILES.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(text, "utf-8")
    return home


def at(text: str, words: str, inside: int = 0, number: int = 0) -> tuple[int, int]:
    """Line and column (from 1) of some words, `inside` characters into them; of the `number`th, from 0."""
    offset = -1
    for _ in range(number + 1):
        offset = text.index(words, offset + 1)
    offset += inside
    line = text.count("\n", 0, offset)
    return line + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
