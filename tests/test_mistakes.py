"""Mistakes that people make the first time: told once, at the place, in words that mend them without the handbook."""

from __future__ import annotations

import pytest

from rodtrad.finding import Finding
from rodtrad.library import link
from rodtrad.project import unreadable_keys
from rodtrad.reader import read
from rodtrad.rules import check_document, check_library, rules

PATH = "content/vardforlopp/njursten.md"
AREAS = """id: programomraden
titel: Nationella programområden
poster:
  - id: npo-njur-urinvag
    namn: Njur- och urinvägssjukdomar
  - id: npo-infektion
    namn: Infektionssjukdomar
"""
TERMS = """id: termer
titel: Termer
poster:
  - id: ska
    namn: ska
    undvik: [skall]
  - id: primarvarden
    namn: primärvården
    undvik: [primär vården]
"""
PATHWAY = """---
id: njursten
titel: Njursten
typ: vårdförlopp
version: 0.1.0
status: utkast
omfattning: fulltext
licens: CC0-1.0
målgrupper: [primärvård, akutmottagning]
---

## Omfattning av kunskapsstödet

Vårdförloppet inleds vid misstanke om njursten och avslutas när stenen har avgått eller behandlats.

### Vårdnivå och samverkan

Primärvård och akutmottagning samverkar.

### Relaterade kunskapsstöd

Se regionala riktlinjer för urologi.

## Om hälsotillståndet

### Definition

Njursten är konkrement i urinvägarna.

### Förekomst

Vanligt; ungefär var tionde person får njursten under livet.

## Ingång och utgång

### Ingång i vårdförloppet

- Flanksmärta som ger misstanke om njursten. → [A](#bedomning) {#in-misstanke}

### Utgång ur vårdförloppet

- Stenen har avgått och smärtan är borta. {#ut-avgang}
- Njursten är uteslutet. {#ut-uteslutet}

## Flödesschema för vårdförloppet

Flödesschemat ritas från åtgärdernas vägar.

## Vårdförloppets åtgärder

### Utredning

- **Vårdnivå:** primärvård
- **Profession:** läkare

#### A. Bedömning {#bedomning}

##### Hälso- och sjukvårdens åtgärder

- Bedöm smärta, temperatur och allmäntillstånd.
- Ta urinsticka och kreatinin.

##### Patientens åtgärder (efter förmåga)

- Berätta när smärtan började och vad du redan har tagit.

##### Vägar vidare

- → [B](#beslut)

#### B. Beslut: Finns tecken på infektion? {#beslut}

- **Ja.** → [C](#behandling)
- **Nej.** → [Utgång](#ut-uteslutet)

### Behandling

- **Vårdnivå:** akutmottagning
- **Profession:** läkare

#### C. Akut behandling {#behandling}

##### Hälso- och sjukvårdens åtgärder

- Ge smärtlindring.
- Genomför datortomografi inom 24 timmar från ankomst.

##### Patientens åtgärder (efter förmåga)

- Drick som vanligt och säg till om du får feber.

##### Vägar vidare

- → [Utgång](#ut-avgang)

## Patientmedverkan och kommunikation

### Personcentrering och patientkontrakt

Planen skrivs tillsammans med patienten.

### Stöd och information

Patienten får skriftlig information om egenvård.

## Utmaningar och mål

### Patientens utmaningar

- Lång väntan på smärtlindring. {#u-vantan}

#### Nulägesbeskrivning

| Patientens upplevelser | Patientens aktiviteter | Vårdens aktiviteter | Utmaningar |
| --- | --- | --- | --- |
| Svår smärta | Väntar på akuten | Triage | [Lång väntan](#u-vantan) |

### Vårdförloppets mål

- Fler får smärtlindring i tid. {#m-smarta}
  - **Möter:** [lång väntan](#u-vantan)
  - **Följs inte:** indikator väljs senare i arbetet

## Kvalitetsuppföljning

Indikatorer väljs senare i arbetet.

## Sammanfattning av vårdförloppet

Njursten bedöms i primärvård och behandlas akut vid infektion.

## Relaterad information

### Konsekvensbeskrivning

Skrivs senare.

### Arbetsgruppens medlemmar

Distriktsläkare, urolog och sjuksköterska.

## Referenser

Inga ännu.
"""


def findings(text: str, **others: str) -> list[Finding]:
    files = {PATH: text, "content/register/programomraden.yaml": AREAS, "content/register/termer.yaml": TERMS}
    files |= {f"content/vardforlopp/{name}.md": other for name, other in others.items()}
    readings = [read(path, data.encode()) for path, data in files.items()]
    library = link((r.document.face for r in readings if r.document), unreadable_keys(readings))
    said = [finding for reading in readings for finding in reading.findings]
    said += check_library(library, rules().values())
    for reading in readings:
        if reading.document:
            said += check_document(reading.document, library, rules().values())
    return sorted(said, key=lambda finding: finding.order)


def test_the_pathway_itself_is_clean() -> None:
    assert not findings(PATHWAY)


MISTAKES: dict[str, tuple[list[tuple[str, str]], list[str], str]] = {
    "a colon after the condition": ([("**Ja.** →", "**Ja:** →"), ("**Nej.** →", "**Nej**: →")], [], ""),
    "branches without arrows": (
        [("**Ja.** →", "**Ja:**"), ("**Nej.** →", "**Nej:**")],
        ["unreached-exit", "no-way-onward", "unknown-fact", "unknown-fact"],
        "En gren skrivs `- **Ja.** → [X](#id)`.",
    ),
    "one branch without an arrow": (
        [("**Nej.** →", "**Nej.** Avsluta.")],
        ["branch-without-target"],
        "Skriv pilen före länken: `→ [Utgång](#ut-uteslutet)`.",
    ),
    "an arrow that is none": (
        [("- → [B](#beslut)", "- => [B](#beslut)")],
        ["unread-arrow"],
        "`=>` läses inte som en pil.\nSkriv `→`.",
    ),
    "arrows from a word processor": (
        [("- **Ja.** →", "- **Ja.** \uf0e0"), ("- **Nej.** →", "- **Nej.** \uf0e0")],
        ["unread-arrow", "unread-arrow"],
        "Pilen från ordbehandlaren läses inte.",
    ),
    "no arrow at all": (
        [("- → [B](#beslut)", "- [B](#beslut)")],
        ["no-way-onward"],
        "Skriv pilen före länken: `- → [B](#beslut)`.",
    ),
    "branches without bold": (
        [("- **Ja.** →", "- Ja. Feber. →"), ("- **Nej.** →", "- Nej →")],
        ["unlabelled-branch", "unlabelled-branch"],
        "Skriv villkoret först, i fetstil med punkt: `**Ja.**`.",
    ),
    "a space inside bold": (
        [("- **Ja.** →", "- ** Ja.** →")],
        ["unlabelled-branch"],
        "Skriv villkoret först, i fetstil med punkt: `**Ja.**`.",
    ),
    "a copied id": ([("{#behandling}", "{#bedomning}")], ["duplicate-id"], "Ge den ena ett eget id"),
    "an id without a number sign": (
        [("{#behandling}", "{akut}"), ("(#behandling)", "(#akut)")],
        ["dead-link", "missing-id"],
        "`{akut}` läses inte som ett id.\nSkriv `{#akut}`.",
    ),
    "an id in parentheses": (
        [("{#u-vantan}", "(#u-vantan)")],
        ["missing-id", "dead-link", "dead-link"],
        "`{#u-vantan}`",
    ),
    "a full stop after an id": (
        [("{#u-vantan}", "{#u-vantan}.")],
        ["misplaced-id", "dead-link", "dead-link"],
        "på rad 110 läses inte som id. Flytta det sist på raden.",
    ),
    "an arrow after an id": (
        [("→ [A](#bedomning) {#in-misstanke}", "{#in-misstanke} → [A](#bedomning)")],
        ["misplaced-id"],
        "sist på punktens första rad",
    ),
    "a letter for an id": ([("(#beslut)", "(#B)")], ["dead-link"], "Åtgärd B har id `beslut`: skriv `[B](#beslut)`."),
    "a link without a number sign": ([("(#beslut)", "(beslut)")], ["dead-link"], "`[B](#beslut)`"),
    "an action with three number signs": (
        [("#### C.", "### C.")],
        ["wrong-heading-level"],
        "Skriv `#### C. Akut behandling {#behandling}`.",
    ),
    "a group with four number signs": (
        [("### Behandling", "#### Behandling")],
        ["wrong-heading-level"],
        "`### Behandling`",
    ),
    "an exit without a link": (
        [("→ [Utgång](#ut-uteslutet)", "→ Utgång")],
        ["unlinked-way-target"],
        "Skriv `→ [Utgång](#ut-avgang)`, med den utgång som menas: `#ut-avgang` eller `#ut-uteslutet`.",
    ),
    "a chapter that all pathways have": (
        [("## Referenser\n", "## Om innehållet\n\nNationellt innehåll\n\n## Referenser\n")],
        ["drifted-heading"],
        "Ta bort rubriken och texten under den.",
    ),
    "symptoms below an entry": (
        [("{#in-misstanke}\n", "{#in-misstanke}\n\nVanliga tecken är\n\n- smärta\n- illamående.\n")],
        [],
        "",
    ),
    "ways under another heading": (
        [("##### Vägar vidare", "##### Nästa steg")],
        ["drifted-heading"],
        "`##### Vägar vidare`",
    ),
    "a half under another heading": (
        [("##### Hälso- och sjukvårdens åtgärder", "##### Vårdens åtgärder")],
        ["drifted-heading"],
        "Skriv `##### Hälso- och sjukvårdens åtgärder`.",
    ),
    "a hard space in a heading": (
        [("##### Hälso-", "#####\u00a0Hälso-")],
        ["unread-marker"],
        "hårt blanksteg",
    ),
    "a decision that does not say so": (
        [("B. Beslut: Finns", "B. Finns")],
        ["misplaced-ways"],
        "Börja rubriken `#### B. Beslut: Finns tecken på infektion?`.",
    ),
    "a question as an action": (
        [("B. Beslut: Finns tecken på infektion? {#beslut}\n", "B. Finns tecken? {#beslut}\n\n##### Vägar vidare\n")],
        ["missing-care-half"],
        "Är det ett beslut: börja rubriken `#### B. Beslut: Finns tecken?`.",
    ),
    "a letter with a parenthesis": ([("#### C. ", "#### c) ")], ["missing-label"], "Skriv `C. ` i stället för `c)`."),
    "facts of a goal without indent": (
        [("  - **Möter:**", "- **Möter:**"), ("  - **Följs inte:**", " - **Följs inte:**")],
        ["unindented-fact", "unindented-fact"],
        "Skriv två mellanslag till först på raden.",
    ),
    "facts without bold": (
        [("- **Vårdnivå:** primärvård\n- **Profession:** läkare", "- Vårdnivå: primärvård\n- Profession: läkare")],
        ["fact-without-bold", "fact-without-bold"],
        "Skriv `- **Vårdnivå:** …`.",
    ),
    "one fact without bold below a goal": (
        [("- **Möter:** [lång", "- Möter: [lång")],
        ["fact-without-bold"],
        "Skriv `- **Möter:** …`.",
    ),
    "a chapter in bold": (
        [("## Kvalitetsuppföljning", "**Kvalitetsuppföljning**")],
        ["bold-for-heading"],
        "Skriv `## Kvalitetsuppföljning`.",
    ),
    "a section in bold": (
        [("### Vårdförloppets mål", "**Vårdförloppets mål**")],
        ["bold-for-heading"],
        "Skriv `### Vårdförloppets mål`.",
    ),
    "a half by another name with the sign of an action": (
        [("##### Hälso- och sjukvårdens åtgärder\n\n- Bedöm", "#### Vårdens åtgärder\n\n- Bedöm")],
        ["drifted-heading", "wrong-heading-level"],
        "Skriv `##### Hälso- och sjukvårdens åtgärder`.\n"
        "Rubriken ”Vårdens åtgärder” har nivå 4 men ska ha nivå 5.\n"
        "Skriv `##### Hälso- och sjukvårdens åtgärder`.",
    ),
    "a goal that is not followed, in other words": (
        [("**Följs inte:**", "**Följs ej:**")],
        ["unknown-fact"],
        "Menade du `Följs inte`?",
    ),
    "a compound in two words": (
        [("Primärvård och akutmottagning", "Primär vården")],
        ["unpreferred-term"],
        "”Primär vården” är särskrivet.\nSkriv `Primärvården`.",
    ),
    "an old word": (
        [("Planen skrivs", "Planen skall skrivas")],
        ["unpreferred-term"],
        "”skall” skrivs ”ska” i termlistan.",
    ),
    "an address without http": (
        [("Se regionala", "Se www.1177.se och regionala")],
        ["bare-url"],
        "Skriv `[text](https://www.1177.se)` eller `<https://www.1177.se>`.",
    ),
    "a file of one's own": (
        [
            (
                "Se regionala",
                "Se [rutinen](file:///G:/rutiner/rutin.docx) och [mallen](\\\\server\\mall.docx). Regionala",
            )
        ],
        ["mangled-url", "mangled-url"],
        "Länken leder till en fil på en egen dator eller server, som läsaren inte kan öppna.\n"
        "Lägg ut filen på webben och länka dit, eller skriv bara vad den heter.",
    ),
    "a soft hyphen from a word processor": (
        [("Njursten är konkrement", "Njur\u00adsten är konkrement")],
        ["invisible-character"],
        "Skriv om ordet: `Njursten`.",
    ),
    "a row of a table with tabs": (
        [("| Svår smärta | Väntar på akuten | Triage | [Lång väntan](#u-vantan) |", "Smärta\tVäntar\tTriage\tKö")],
        ["broken-table"],
        "Skriv ` | ` i stället för varje tabb",
    ),
    "a group with one number sign": (
        [("### Behandling", "# Behandling")],
        ["wrong-heading-level"],
        "Rubriken ”Behandling” har nivå 1 men ska ha nivå 3.\nSkriv `### Behandling`.",
    ),
    "a chapter with one number sign, nearly by its name": (
        [("## Kvalitetsuppföljning", "# Kvalitetsuppföljningen")],
        ["wrong-heading-level"],
        "Skriv `## Kvalitetsuppföljning`.",
    ),
    "an action with one number sign": (
        [("#### C. Akut", "# C. Akut")],
        ["wrong-heading-level"],
        "Skriv `#### C. Akut behandling {#behandling}`.",
    ),
    "an action without a space": ([("#### C. Akut", "####C. Akut")], ["unread-marker"], "Efter `####` saknas"),
    "a decision with a hard space": ([("#### B. Beslut", "####\u00a0B. Beslut")], ["unread-marker"], "hårt blanksteg"),
    "ways without a space": ([("##### Vägar vidare", "#####Vägar vidare")], ["unread-marker"], "Efter `#####` saknas"),
    "a group without a space": ([("### Utredning", "###Utredning")], ["unread-marker"], "Efter `###` saknas"),
    "a chapter without a space": ([("## Utmaningar", "##Utmaningar")], ["unread-marker"], "Efter `##` saknas"),
    "entries and exits under other headings": (
        [("### Ingång i vårdförloppet", "### Ingångar"), ("### Utgång ur vårdförloppet", "### Utgångskriterier")],
        ["drifted-heading", "drifted-heading"],
        "Skriv `### Utgång ur vårdförloppet`.",
    ),
    "a whole table with tabs": (
        [
            (
                "| Patientens upplevelser | Patientens aktiviteter | Vårdens aktiviteter | Utmaningar |\n",
                "A\tB\tC\tD\n",
            ),
            ("| --- | --- | --- | --- |\n", ""),
            ("| Svår smärta | Väntar på akuten | Triage | [Lång väntan](#u-vantan) |", "> 6 mm\tVäntar\tTriage\tKö"),
        ],
        ["broken-table"],
        "Raderna ser ut som en tabell med tabbar.\nSkriv `| A | B | C | D |` på den första raden",
    ),
    "exits under another heading": (
        [("### Utgång ur vårdförloppet", "### Avslut")],
        ["no-exit"],
        "Skriv en punkt per utgång under `### Utgång ur vårdförloppet`: `- När vårdförloppet är slut. {#ut-…}`.",
    ),
    "parts of an item that are hardly indented": (
        [("- Ge smärtlindring.", "- Mät:\n - temperatur\n - puls")],
        ["empty-link-list"],
        "Dra in underpunkterna: skriv 2 mellanslag före `-`.",
    ),
    "pasted bullets": (
        [("- Ta urinsticka", "• Ta urinsticka")],
        ["unread-marker"],
        "Skriv `-` och ett vanligt mellanslag",
    ),
    "a forgotten pipe": (
        [("på akuten | Triage", "på akuten Triage")],
        ["broken-table"],
        "Sätt `|` mellan cellerna",
    ),
    "the name of a programme area": (
        [("status: utkast", "status: utkast\nprogramområde: Njur- och urinvägssjukdomar")],
        ["unknown-reference"],
        "Skriv `npo-njur-urinvag`.",
    ),
    "a date in words": ([("licens:", "granskat: 2 maj 2026\nlicens:")], ["wrong-value"], "Skriv `2026-05-02`."),
    "quotation marks from a word processor": (
        [("status: utkast", "status: ”utkast”")],
        ["wrong-value"],
        'Skriv `"utkast"`, eller inga citattecken.',
    ),
    "text before everything": (
        [("---\nid:", "Mitt utkast\n\n---\nid:")],
        ["missing-front-matter"],
        "Blocket inom `---` börjar på rad 3, inte på rad 1.",
    ),
    "an empty file": ([(PATHWAY, "\n")], ["missing-front-matter"], "Filen är tom."),
    "a challenge that a goal meets, without a link": (
        [("[lång väntan](#u-vantan)\n  -", "lång väntan\n  -")],
        ["goal-without-challenge"],
        "Skriv `[lång väntan](#id)` med utmaningens id, till exempel `[lång väntan](#u-vantan)`.",
    ),
    "a document that is not there": (
        [("Se regionala", "Se [sepsis](sepsis.md), [område](programomraden.md). Regionala")],
        ["dead-link", "dead-link"],
        "Kontrollera mapp och filnamn: `../indikatorer/id.md`.\n"
        "Det finns inget dokument `vardforlopp/programomraden`.\nMenade du `../register/programomraden.md`?",
    ),
    "å in an id": (
        [("{#behandling}", "{#åtgärd}"), ("(#behandling)", "(#åtgärd)")],
        ["malformed-id"],
        "Skriv `{#atgard}`, och `#atgard` i länkarna dit.",
    ),
    "å in an id, but not in the links": (
        [("{#bedomning}", "{#bedömning}")],
        ["malformed-id"],
        "Id `bedömning` har fel form.\nSkriv `{#bedomning}`.",
    ),
    "a space in an id": ([("{#ut-uteslutet}", "{# ut uteslutet}")], ["malformed-id"], "Skriv `{#ut-uteslutet}`."),
    "capitals in an id": ([("{#ut-uteslutet}", "{#Ut-Uteslutet}")], ["malformed-id"], "Skriv `{#ut-uteslutet}`."),
    "a note without a colon": (
        [("under livet.", "under livet.[^sbu]"), ("Inga ännu.", "[^sbu] SBU 2020.")],
        ["undefined-footnote"],
        "det ska stå ett kolon direkt efter `]`.\nSkriv `[^sbu]: …`.",
    ),
    "numbers in words": (
        [("från ankomst.", "från [A](#bedomning).\n- Ring inom två veckor från [A](#bedomning).")],
        ["mixed-time-notation"],
        "Skriv talet med siffror: `2`.",
    ),
    "a limit in short, from nothing": (
        [("- Ge smärtlindring.", "- Ge smärtlindring inom 2v.")],
        ["time-limit-without-start"],
        "Skriv startpunkten: `inom 2 veckor från [ingång](#in-misstanke)`, med det som menas:"
        " `[ingång](#in-misstanke)`, `[B](#beslut)` eller `[C](#behandling)`.",
    ),
    "a number in words and figures": (
        [("inom 24 timmar från ankomst", "inom tjugofyra (24) timmar från ankomst")],
        ["unreadable-time-limit"],
        "Skriv `inom 24 timmar`.",
    ),
    "a limit as a sign": (
        [("inom 24 timmar från ankomst", "helst < 6 h")],
        ["unreadable-time-limit"],
        "Skriv `inom 6 timmar från [ingång](#in-misstanke)`",
    ),
    "a row of times": (
        [("- Ge smärtlindring.", "- Följ upp efter 3 mån, 6 mån och 12 mån från [A](#bedomning).")],
        ["unreadable-time-limit"],
        "Skriv `efter 3, 6 och 12 mån`.",
    ),
    "a summary that says another limit": (
        [
            ("från ankomst.", "från [A](#bedomning)."),
            ("vid infektion.\n", "vid infektion.\n\nDatortomografi görs inom 12 timmar från [A](#bedomning).\n"),
        ],
        ["goal-action-limit-mismatch"],
        "Sammanfattningen säger ”inom 12 timmar från A”, men åtgärden på rad 86 säger ”inom 24 timmar från A”.",
    ),
    "an action that stands twice with two limits": (
        [("från ankomst.", "från ankomst.\n- Genomför datortomografi inom 12 timmar från ankomst.")],
        ["goal-action-limit-mismatch"],
        "Åtgärden säger ”inom 12 timmar från ankomst”, men åtgärden på rad 86 säger ”inom 24 timmar från ankomst”.",
    ),
    "degrees with a letter": (
        [("- Ge smärtlindring.", "- Ge smärtlindring , och svalka vid feber över 38,5o C.")],
        ["stray-punctuation", "malformed-degree"],
        "Skriv `38,5 °C`.",
    ),
    "a missing hyphen": (
        [("Primärvård och akutmottagning samverkar.", "Hälso och sjukvården samverkar på akut mottagning.")],
        ["split-compound", "split-compound"],
        "Bindestreck saknas i ”Hälso och”.\nSkriv `Hälso- och`.",
    ),
    "soon, in an acute text": (
        [("- Ge smärtlindring.", "- Ge smärtlindring snarast.")],
        ["vague-time-limit"],
        "Skriv en tid och vad den räknas från: `inom … timmar från [ingång](#in-misstanke)`",
    ),
    "an allowance by another name": (
        [("- Ge smärtlindring.", "<!-- Tillåt: vag tid – citat -->\n\n- Ge smärtlindring snarast.")],
        ["unneeded-allowance", "vague-time-limit"],
        "Menade du `vague-time-limit`?",
    ),
    "an allowance by a word that is almost the right one": (
        [("- Ge smärtlindring.", "<!-- tillat: vague-time-limit – citat -->\n\n- Ge smärtlindring snarast.")],
        ["raw-html", "vague-time-limit"],
        "Kommentaren läses inte som ett undantag.\nMenade du `tillåt:`?",
    ),
    "an allowance from a word processor": (
        [("- Ge smärtlindring.", "‹!– tillåt: vague-time-limit – citat –›\n\n- Ge smärtlindring snarast.")],
        ["raw-html", "vague-time-limit"],
        "Undantaget läses inte.\nSkriv `<!--` först och `-->` sist.",
    ),
    "no space after a colon": (
        [("licens: CC0-1.0", "licens:CC0-1.0")],
        ["broken-front-matter"],
        "Raden är ingen nyckel med värde.\nSkriv `licens: CC0-1.0`.",
    ),
    "a key as a list item": (
        [("licens: CC0-1.0", "- licens: CC0-1.0")],
        ["broken-front-matter"],
        "`-` hör inte hemma först på raden i blocket.\nSkriv `licens: CC0-1.0`.",
    ),
    "a key in bold": (
        [("licens: CC0-1.0", "**licens:** CC0-1.0")],
        ["broken-front-matter"],
        "`**` hör inte hemma först på raden i blocket.\nSkriv `licens: CC0-1.0`.",
    ),
    "codes on the line of the key": (
        [("licens: CC0-1.0", "licens: CC0-1.0\nkoder: [N20.0]")],
        ["wrong-value"],
        "Skriv på nästa rad, med två mellanslag först: `  icd-10-se: [F32, F33]`.",
    ),
    "a comma in a code": (
        [("licens: CC0-1.0", "licens: CC0-1.0\nkoder:\n  icd-10-se: [N20,0]")],
        ["malformed-code"],
        "`N20,0` är ingen kod i ICD-10-SE.\nSkriv `N20.0`.",
    ),
    "semicolons between codes": (
        [
            ("licens: CC0-1.0", "licens: CC0-1.0\nkoder:\n  icd-10-se: [N20.0; N20.1; N23.9]"),
            ("är konkrement", "(N20.0, N20.1, N23.9) är konkrement"),
        ],
        ["malformed-code"],
        "Skriv `[N20.0, N20.1, N23.9]`",
    ),
    "codes without brackets": (
        [
            ("licens: CC0-1.0", "licens: CC0-1.0\nkoder:\n  icd-10-se: N20.0, N20.1"),
            ("är konkrement", "(N20.0, N20.1) är konkrement"),
        ],
        ["malformed-code"],
        "Skriv `[N20.0, N20.1]`",
    ),
    "codes with their names": (
        [
            ("licens: CC0-1.0", "licens: CC0-1.0\nkoder:\n  icd-10-se: [N20.0 Njursten, N20.1 Uretärsten]"),
            ("är konkrement", "(N20.0, N20.1) är konkrement"),
        ],
        ["malformed-code"],
        "Skriv `[N20.0, N20.1]`: bara koder, med komma mellan.",
    ),
    "a comma in a code of the text": (
        [
            ("licens: CC0-1.0", "licens: CC0-1.0\nkoder:\n  icd-10-se: [N20.0]"),
            ("är konkrement", "(N20,0) är konkrement"),
        ],
        ["malformed-code"],
        "Skriv `N20.0`.",
    ),
    "a range of codes": (
        [
            ("licens: CC0-1.0", "licens: CC0-1.0\nkoder:\n  icd-10-se: [N20.0]"),
            ("är konkrement", "(N20.0-N20.9) är konkrement"),
        ],
        ["hyphen-in-range", "undeclared-code"],
        "Räkna upp koderna, eller skriv `N20` under `koder`.",
    ),
    "a decision that is no list": (
        [("licens: CC0-1.0", "licens: CC0-1.0\nbeslutslogg:\n  organ: sks\n  datum: 2020\n  typ: godkännande")],
        ["wrong-value"],
        "Skriv `- ` före postens första nyckel, `  - organ: …`, och dra in de andra lika långt.",
    ),
    "a decision on the line of the key": (
        [("licens: CC0-1.0", "licens: CC0-1.0\nbeslutslogg: SKS 2020")],
        ["wrong-value"],
        "`  - organ: …`",
    ),
    "a colon in a title": (
        [("titel: Njursten", "titel: Njursten: hos vuxna")],
        ["broken-front-matter"],
        'Sätt värdet inom citattecken: `titel: "Njursten: hos vuxna"`.',
    ),
    "brackets first in a title": (
        [("titel: Njursten", "titel: [Utkast] Njursten")],
        ["broken-front-matter"],
        'Sätt värdet inom citattecken: `titel: "[Utkast] Njursten"`.',
    ),
    "a number sign in a title": (
        [("titel: Njursten", "titel: Njursten #1")],
        ["wrong-value"],
        'Sätt värdet inom citattecken: `"Njursten #1"`.',
    ),
    "a figure to look up": (
        [("var tionde person", "var tionde person (XX %, kolla med Lars!!)")],
        ["leftover-draft"],
        "`XX` står kvar från utkastet.",
    ),
    "a note to oneself": (
        [("- Ge smärtlindring.", "- [OBS: skriv om] Ge smärtlindring till [namn] ???")],
        ["leftover-draft"],
        "`[OBS: skriv om]` står kvar från utkastet.",
    ),
    "two versions in the text": (
        [("- Ge smärtlindring.\n", "<<<<<<< HEAD\n- Ge smärtlindring.\n=======\n- Ge morfin.\n>>>>>>> anna\n")],
        ["merge-conflict"],
        "Välj en, och ta bort den andra",
    ),
    "two versions above the text": (
        [("version: 0.1.0", "<<<<<<< HEAD\nversion: 0.1.0\n=======\nversion: 0.2.0\n>>>>>>> anna")],
        ["merge-conflict"],
        "Här står två versioner av texten efter en sammanslagning.",
    ),
    "four dashes": ([("---\n\n## Omf", "----\n\n## Omf")], ["missing-front-matter"], "`----` avslutar inte blocket."),
    "no dashes at the end": (
        [("---\n\n## Omf", "\n## Omf")],
        ["missing-front-matter"],
        "Skriv `---` på en egen rad före rad 10.",
    ),
    "a fact among branches": (
        [("- **Ja.** →", "- **Vårdnivå:** primärvård\n- **Ja.** →")],
        ["branch-without-target"],
        "Vårdnivå står i samma lista som vägarna och läses inte.",
    ),
    "two arrows in a way": (
        [("→ [B](#beslut)", "→ [B](#beslut) → [C](#behandling)")],
        ["mixed-joiners"],
        "Målen efter `→` läses inte, så det framgår inte om de gäller.\nSkriv en enda pil på raden",
    ),
    "a decision with a dash": (
        [("Beslut: Finns", "Beslut – Finns")],
        ["misplaced-ways"],
        "`#### B. Beslut: Finns tecken",
    ),
    "a title in the text": (
        [("## Omfattning av", "# Njursten\n\n## Omfattning av")],
        ["wrong-heading-level"],
        "titeln står överst i filen, efter `titel:`.\nTa bort raden.",
    ),
    "an action with two number signs": (
        [("#### C.", "## C.")],
        ["wrong-heading-level"],
        "Skriv `#### C. Akut behandling {#behandling}`.",
    ),
    "a chapter that stands twice": (
        [("## Referenser", "## Sammanfattning av vårdförloppet\n\nIgen.\n\n## Referenser")],
        ["duplicate-heading"],
        "står redan på rad",
    ),
    "a letter that nobody has": (
        [("[C](#behandling)", "[K](#behandling)")],
        ["wrong-link-letter"],
        "Skriv `[C](#behandling)`.",
    ),
    "what a goal is followed by": (
        [("**Följs inte:** indikator", "**Följs av:** indikator")],
        ["unknown-fact"],
        "Mätningen skrivs vid indikatorn: `  - **Följer:** [kort namn](#m-…)`",
    ),
    "what a goal is followed with": (
        [("**Följs inte:** indikator", "**Följs med:** indikator")],
        ["unknown-fact"],
        "Mätningen skrivs vid indikatorn: `  - **Följer:** [kort namn](#m-…)`",
    ),
    "a target at a goal": (
        [("**Följs inte:** indikator", "**Målnivå:** 80 %; indikator")],
        ["unknown-fact"],
        "Målnivåer står i indikatorns egen fil.",
    ),
    "a group with one number sign too few": (
        [("### Utredning", "## Utredning")],
        ["drifted-heading"],
        "Är det en grupp av åtgärder: skriv `### Utredning`.",
    ),
    "a list that is not closed": (
        [("målgrupper: [primärvård, akutmottagning]", "målgrupper: [primärvård,, akutmottagning")],
        ["broken-front-matter"],
        "Listan inom hakparenteser är inte avslutad.",
    ),
}
"""Mistake → what is written instead, the rules that speak, and words that one of them says."""


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake(mistake: str) -> None:
    edits, told, words = MISTAKES[mistake]
    text = PATHWAY
    for right, wrong in edits:
        assert text.count(right) >= 1, right
        text = text.replace(right, wrong, 1)
    said = findings(text)
    assert [finding.rule for finding in said] == told, said
    assert words in "\n".join(f"{finding.message}\n{finding.hint}" for finding in said)


OTHER = """---
id: sepsis
titel: Sepsis
---

## Vårdförloppets åtgärder

### Larm

#### A. Sepsislarm {#sepsislarm}

## Utmaningar och mål

### Vårdförloppets mål

- Fler får larm i tid. {#m-larm}
"""


def test_an_indicator_that_came_along_from_another_pathway() -> None:
    follows = "  - **Följer:** [larm](#m-larm), [A](#sepsislarm), [smärta](#m-smart)"
    uses = f"### Processmått\n\n- [Larm](../indikatorer/larm.md) {{#i-larm}}\n{follows}"
    said = findings(PATHWAY.replace("Indikatorer väljs senare i arbetet.", uses, 1), sepsis=OTHER)
    assert [f.hint for f in said if f.rule == "dead-link"] == [
        "`m-larm` finns i Sepsis. Välj ett mål här, till exempel `#m-smarta`.",
        "`sepsislarm` finns i Sepsis. Välj en åtgärd här, till exempel `#bedomning`.",
        "Menade du `m-smarta`?",
    ]
