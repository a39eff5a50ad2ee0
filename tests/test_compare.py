"""What changed, in words, and how grave it is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rodtrad.compare import Weight, compare, least_version, weight
from rodtrad.feed.items import canonical
from rodtrad.feed.payload import payload
from rodtrad.library import link
from rodtrad.reader import read

TEXT = """---
id: a
titel: A
typ: vårdförlopp
version: 1.0.0
omfattning: fulltext
koder:
  icd-10-se: [I63]
---

## Ingång och utgång

### Ingång i vårdförloppet

- Misstanke. → [A](#larma) {#in-misstanke}

### Utgång ur vårdförloppet

- Klart. {#ut-klart}

## Vårdförloppets åtgärder

### Grupp

- **Vårdnivå:** primärvård

#### A. Larma {#larma}

##### Hälso- och sjukvårdens åtgärder

- Ge trombolys inom 30 minuter från ankomst.
- Läkemedel bör inte ges över 185 mmHg.
- Informera närstående om vården.

##### Vägar vidare

- → [Utgång](#ut-klart)

## Utmaningar och mål

### Vårdförloppets mål

- Fler får vård i tid. {#m-tid}

## Kvalitetsuppföljning

### Processmått

- [Trombolys](../indikatorer/t.md) {#i-t}
"""


def data(text: str) -> dict[str, Any]:
    document = read("content/vardforlopp/a.md", text.encode()).document
    assert document is not None
    found: dict[str, Any] = json.loads(
        canonical(payload(document, link([document.face]), "acceptance", "https://rodtrad.example/"))
    )
    return found


CASES = [
    ("30 minuter", "45 minuter", Weight.CLINICAL, "tid inom 30 minuter från ankomst → inom 45 minuter från ankomst"),
    ("185 mmHg", "180 mmHg", Weight.CLINICAL, "185 mmHg"),
    ("bör inte ges", "bör ges", Weight.CLINICAL, "ska, bör, kan eller inte"),
    ("[I63]", "[I63, I64]", Weight.CLINICAL, "Kod tillagd: I64"),
    ("- → [Utgång](#ut-klart)", "- → [Utgång](#ut-klart) inom 3 dagar", Weight.CLINICAL, "Väg tillagd: A → Klart"),
    ("- [Trombolys](../indikatorer/t.md) {#i-t}\n", "", Weight.CLINICAL, "Indikator borttagen: Trombolys"),
    (
        "- Fler får vård i tid. {#m-tid}\n",
        "- Fler får vård i tid. {#m-tid}\n- Nytt. {#m-ny}\n",
        Weight.CLINICAL,
        "Mål tillagt",
    ),
    ("primärvård\n", "kommunal vård\n", Weight.CLINICAL, "Vårdnivå: primärvård → kommunal vård"),
    ("Informera närstående om vården.", "Informera de närstående om vården.", Weight.CLARIFYING, "ändrad ordalydelse"),
    ("Informera närstående om vården.", "Informera närstående, om vården.", Weight.EDITORIAL, "redaktionell"),
    ("titel: A", "titel: Ny rubrik", Weight.CLARIFYING, "Rubrik: A → Ny rubrik"),
    ("- Informera närstående om vården.\n", "", Weight.CLINICAL, "borttagen"),
]


@pytest.mark.parametrize(("old", "new", "expected", "said"), CASES)
def test_each_change_has_its_weight_and_words(old: str, new: str, expected: Weight, said: str) -> None:
    assert old in TEXT
    changes = compare(data(TEXT), data(TEXT.replace(old, new)))
    assert weight(changes) is expected
    assert any(said in change.summary for change in changes), [change.summary for change in changes]


MORE = TEXT.replace("- → [Utgång](#ut-klart)", "- → [B](#beslut)").replace(
    "## Utmaningar och mål",
    """#### B. Beslut: Blödning? {#beslut}

- **Ja.** Gäller vuxna med [stroke](icd-10-se:I63). → [Utgång](#ut-klart)
- **Nej.** → [C](#behandla)

### Vid blödning

- **Vårdnivå:** specialiserad vård

#### C. Behandla {#behandla}

##### Hälso- och sjukvårdens åtgärder

- Ge kortison vid GCS < 9.
- Ge 1,5 tabletter.
- Ta 3–5 prover och mät Ca++.
- Se [larm](#larma).
- Sätt kateter.

##### Vägar vidare

- → [D](#folja)

#### D. Följa {#folja}

##### Hälso- och sjukvårdens åtgärder

- Ring patienten.

##### Vägar vidare

- → [Utgång](#ut-klart)

## Utmaningar och mål""",
    1,
)

LOOKS_SMALL = [
    ("GCS < 9", "GCS > 9", Weight.CLINICAL, "< 9 → > 9"),
    ("1,5 tabletter", "15 tabletter", Weight.CLINICAL, "tal eller tecken"),
    ("3–5 prover", "35 prover", Weight.CLINICAL, "tal eller tecken"),
    ("Ca++", "Ca", Weight.CLINICAL, "tal eller tecken"),
    ("3–5 prover", "3-5 prover", Weight.EDITORIAL, "redaktionell"),
    ("1,5 tabletter", "1.5 tabletter", Weight.EDITORIAL, "redaktionell"),
    ("Gäller vuxna", "Gäller barn", Weight.CLINICAL, "ändrad ordalydelse"),
    ("icd-10-se:I63", "icd-10-se:I64", Weight.CLARIFYING, "länk leder någon annanstans"),
    ("[larm](#larma)", "[larm](#folja)", Weight.CLARIFYING, "länk leder någon annanstans"),
    ("- Misstanke.", "- Säker diagnos.", Weight.CLINICAL, "ändrad ordalydelse"),
    ("- Klart.", "- Avbrutet.", Weight.CLINICAL, "ändrad ordalydelse"),
    ("## Utmaningar och mål", "## Gäller vuxna\n\n## Utmaningar och mål", Weight.CLARIFYING, "text tillagd"),
    ("### Vid blödning", "### Vid infarkt", Weight.CLARIFYING, "text tillagd"),
    ("omfattning: fulltext", "omfattning: fulltext\nmålgrupper: [primärvård]", Weight.CLARIFYING, "målgrupper"),
    ("omfattning: fulltext", "omfattning: fulltext\nlicens: CC0-1.0", Weight.EDITORIAL, "licens"),
]


@pytest.mark.parametrize(("old", "new", "expected", "said"), LOOKS_SMALL)
def test_what_looks_small_and_is_not(old: str, new: str, expected: Weight, said: str) -> None:
    """An editorial change needs no new approval, so nothing that alters who gets what may pass as one."""
    assert old in MORE
    changes = compare(data(MORE), data(MORE.replace(old, new)))
    assert weight(changes) is expected, [change.summary for change in changes]
    assert any(said in change.summary for change in changes), [change.summary for change in changes]


def test_what_moves_to_another_action_is_clinical() -> None:
    """The last item: moving it renumbers nothing, so only where it stands tells."""
    moved = MORE.replace("- Sätt kateter.\n", "").replace("- Ring patienten.\n", "- Ring patienten.\n- Sätt kateter.\n")
    changes = compare(data(MORE), data(moved))
    assert weight(changes) is Weight.CLINICAL
    assert [c.summary for c in changes] == ["D. Följa: flyttad hit från C. Behandla: Sätt kateter."]


def test_an_action_that_moves_to_another_group_is_clinical() -> None:
    start, end = MORE.index("#### D. Följa"), MORE.index("## Utmaningar")
    node = MORE[start:end]
    moved = MORE.replace(node, "").replace("### Vid blödning", f"{node}### Vid blödning")
    changes = compare(data(MORE), data(moved))
    assert weight(changes) is Weight.CLINICAL
    assert any("flyttad hit från Vid blödning" in c.summary for c in changes), [c.summary for c in changes]


def test_equal_words_in_two_places_are_counted_apart() -> None:
    twice = MORE.replace("- Ring patienten.\n", "- Ring patienten.\n- Sätt kateter.\n")
    changes = compare(data(twice), data(MORE.replace("- Sätt kateter.\n", "")))
    assert [c.summary for c in changes] == [
        "C. Behandla: text borttagen: ”Sätt kateter.”",
        "D. Följa: text borttagen: ”Sätt kateter.”",
    ]


def test_a_way_that_is_joined_by_another_is_changed_and_not_taken_away() -> None:
    changes = compare(data(MORE), data(MORE.replace("- → [D](#folja)", "- → [D](#folja) och [Utgång](#ut-klart)")))
    ways = [c.summary for c in changes if c.summary.startswith("Väg")]
    assert ways == ["Väg tillagd: C → Klart", "Väg ändrad: C → D gäller nu samtidigt med en annan"]


def test_no_change() -> None:
    assert compare(data(TEXT), data(TEXT)) == []
    assert weight([]) is None


def test_a_new_version_number_alone_is_no_change() -> None:
    assert compare(data(TEXT), data(TEXT.replace("1.0.0", "1.0.1"))) == []


@pytest.mark.parametrize(
    ("old", "new", "least"),
    [
        ("30 minuter", "45 minuter", "2.0.0"),
        ("Informera", "Underrätta", "1.1.0"),
        ("om vården.", "om, vården.", "1.0.1"),
    ],
)
def test_the_least_version_that_may_follow(old: str, new: str, least: str) -> None:
    assert least_version("1.0.0", compare(data(TEXT), data(TEXT.replace(old, new)))) == least


def test_words_for_people() -> None:
    assert [w.swedish for w in Weight] == ["redaktionell", "förtydligande", "klinisk"]
    assert Weight.CLINICAL.word == "clinical"
