"""Whatever an author writes in a body is on its page, wherever it was put."""

from __future__ import annotations

import re
from types import ModuleType

import pytest
from family_pages import made
from lxml import html as lxml_html

from rodtrad.site.pages import additions, guidelines, handbook, impact, indicators, outcomes, pathways

PATHWAY = """\
---
id: test
titel: Test
typ: vårdförlopp
omfattning: fulltext
---

zfore1 första rubriken.

- zfore2

## Sammanfattning av vårdförloppet

zsamman

#### zfel rubriknivå

zunder

## Ingång och utgång

zchapter direkt.

### Ingång i vårdförloppet

zin0

- zin1 → [A](#a) zin2 {#in-x}

  zin3

  - zin4

### Utgång ur vårdförloppet

- zut1 {#ut-x}
  - zut2

## Flödesschema för vårdförloppet

zflow

## Vårdförloppets åtgärder

- **Vårdnivå:** zvardniva0
- **Annat:** zannat0

zatg1

### Grupp

- **Vårdnivå:** zvardniva1
- **Något:** znagot [zlank](#a)
  - znast

zgrupp1

| zcella | zcellb |
| --- | --- |
| zcellc | zcelld |

#### A. Zrubrik {#a}

- **Profession:** zprof
- **Annat:** zannat

zprosa

- **Ja.** zsvar → [Utgång](#ut-x) zvid
  - zsvar2

  zsvar3
- zinget svar

##### Hälso- och sjukvårdens åtgärder

- Kreatinin → zpil.
- zvard1
  - zvard2

1. zvard3 -> zvard4

> zcitat

##### Patientens åtgärder (efter förmåga)

- Ring → [zringer](#a).
- **Fet:** zfet

##### Vägar vidare

zvagar0

- **Zvillkor.** zvag1 → [A](#a) och [utgång](#ut-x) zvag2
  - zvag3
  - **Zfakta:** zvag4

  zvag5

  | zvag6 |
  | --- |
  | zvag7 |
- zvag8

##### Zokänd underrubrik

zokand

###### Zdjup

zdjup1

### Zgrupp utan åtgärd

ztom

## Utmaningar och mål

### Patientens utmaningar

zutm00

#### Nulägesbeskrivning

znu

| Patientens upplevelser | Patientens aktiviteter | Vårdens aktiviteter | Utmaningar |
| --- | --- | --- | --- |
| zresa1 | zresa2 | zresa3 | zresa4 |

### Patientens utmaningar

zutm0

- zutm1 {#u-x}
  - zutm2

### Vårdförloppets mål

- zmal1 {#m-x}
  - **Möter:** [zmoter](#u-x)
  - zmal2

  zmal3

## Kvalitetsuppföljning

zkval

### Processmått

- [zindikator](../indikatorer/x.md) zind1
  - **Prioriterad:** ja
  - **Följer:** [zfoljer](#m-x)
  - **Annat:** zind2
  - zind3

  zind4
- zind5

zind6

## Zokänt kapitel

zokant

### Zsektion

zsektion

```
zkod
```

## Referenser

zref0

zcite.[^n1]

[^n1]: znot [zadress](https://exempel.se/)

    znot2
"""

INDICATOR = """\
---
id: x
titel: Mått
datatillgång: saknas
---

zfore

## Definition

- **Fakta:** zfakta

zdef

### Zunder

zunder

## Täljare

Okänt.

zefter okänt

## Målnivåer

zmal0

| År | Måttlig | Hög | Utfärdare | Beteckning | Zkolumn |
| --- | --- | --- | --- | --- | --- |
| 2019 | 60 | 30 | test | zbeteckning | zcell |

zmal1

- zmal2

### Zmalrubrik

zmal3

## Felkällor

zfel

## Zannat

zannat
"""

NO_TARGETS = """\
---
id: x
titel: Mått
datatillgång: saknas
---

## Målnivåer

Ingen målnivå, zty det saknas.
"""

GUIDELINE = """\
---
id: nr-test
titel: Nationella riktlinjer för test
utgivare: Socialstyrelsen
utgåva: 2020
läge: gällande
---

zfore

## Rekommendationer

zrek0

### Zrad {#rad}

- **Tillstånd:** ztillstand
- **Åtgärd:** zatgard
- **Prioritet:** 2 zprioritet
- **Källa:** zkalla
- **Säkerhet:** zsakerhet
- **Övrigt:** zovrigt
  - znast

zrad1

- zrad2

| zcell |
| --- |
| zcell2 |

#### Zunder

zunder

## Zannat

zannat

### Zmer

zmer

#### Zdjup

zdjup
"""

ADDITION = """\
---
region: halland
tillägg till: test
bygger på: 1.2.0
---

zfore

## Tillägg vid [A](#bedom)

ztill

- ztill2 → ztill3

### Zunder

zunder

## Avvikelse vid [B](#beslut)

- **Skäl:** zskal
- **Ansvarig:** zansvarig
- **Gäller till:** 2027-01-01
- **Övrigt:** zovrigt

zavvik

## Zannat

zannat
"""

IMPACT = """\
---
id: test
titel: Konsekvenser
avser: test
---

zfore

## Zkapitel

- **Fakta:** zfakta

zkapitel1

#### Zdjup

zdjup
"""

OUTCOME = """\
---
indikator: x
period: 2024
källa: zkalla
---

zfore

## Utfall

zunder1

| Region | Värde |
| --- | --- |
| halland | 50 |

- zpunkt

### Zunder

zunder2

| zcell |
| --- |
| zcell2 |

## Zkapitel

zkapitel1
"""

HANDBOOK = "---\nid: test\ntitel: Test\n---\n\nzfore\n\n## Zkapitel\n\nzkapitel1\n\n### Zunder\n\n- zpunkt\n"


@pytest.mark.parametrize(
    ("family", "path", "source"),
    [
        (pathways, "vardforlopp/test", PATHWAY),
        (indicators, "indikatorer/x", INDICATOR),
        (indicators, "indikatorer/x", NO_TARGETS),
        (guidelines, "riktlinjer/nr-test", GUIDELINE),
        (additions, "tillagg/halland/test", ADDITION),
        (impact, "konsekvensbeskrivningar/test", IMPACT),
        (outcomes, "utfall/x/2024", OUTCOME),
        (handbook, "handbok/test", HANDBOOK),
    ],
)
def test_every_word_of_a_body_is_on_its_page(family: ModuleType, path: str, source: str) -> None:
    files = {f"{path}.md": source} | ({"indikatorer/x.md": INDICATOR} if source is OUTCOME else {})
    page = next(page for page in made(family, files).values() if page.source)
    tree = lxml_html.fromstring(f"<div>{page.html}</div>")
    for drawing in tree.iter("svg", "style"):
        drawing.drop_tree()
    seen = set(re.findall(r"\w+", " ".join(tree.itertext()).casefold()))
    written = set(re.findall(r"\bz\w+", source.partition("\n---\n")[2].casefold()))
    assert len(written) > (0 if source is NO_TARGETS else 3)
    assert not written - seen, sorted(written - seen)
