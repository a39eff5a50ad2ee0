"""Indicators, guidelines, generic models and registers of the test corpus."""

from __future__ import annotations

from dataclasses import dataclass

from rodtrad.dev.outlines import Outline, Thread, voice
from rodtrad.dev.subjects import own_words, systems


@dataclass(frozen=True, slots=True)
class Row:
    """One recommendation row of a made-up guideline."""

    id: str
    condition: str
    measure: str
    priority: str
    node: str = ""


@dataclass(frozen=True, slots=True)
class Guideline:
    """One made-up guideline."""

    id: str
    title: str
    short: str
    year: int
    rows: tuple[Row, ...]


GUIDELINES: tuple[Guideline, ...] = (
    Guideline(
        "exempelriktlinje-utredning-2024",
        "Exempelriktlinje för utredning",
        "Exempelriktlinje 2024",
        2024,
        (
            Row("strukturerad-skattning", "misstänkt sjukdom", "strukturerad skattning", "2", "kartlaggning"),
            Row("avskild-undersokning", "misstänkt sjukdom", "undersökning i avskilt rum", "3", "undersokning"),
            Row("samlad-provtagning", "misstänkt sjukdom", "samlad provtagning", "4", "provtagning"),
            Row("riktad-avbildning", "oklara fynd", "riktad avbildning", "5", "bilddiagnostik"),
            Row("bred-screening", "frisk befolkning", "bred screening", "icke-göra"),
            Row("samlad-remiss", "svår sjukdom", "remiss med samlad bild", "2", "remiss"),
            Row("gemensam-konferens", "svår sjukdom", "gemensam konferens", "3", "konferens"),
            Row("bekraftad-overlamning", "avslutad specialiserad vård", "bekräftad överlämning", "2", "aterremiss"),
            Row("sjalvtest", "misstänkt sjukdom", "självtest i hemmet", "FoU"),
        ),
    ),
    Guideline(
        "exempelriktlinje-behandling-2025",
        "Exempelriktlinje för behandling",
        "Exempelriktlinje 2025",
        2025,
        (
            Row("gemensam-plan", "bekräftad sjukdom", "gemensam vårdplan", "2", "plan"),
            Row("stegvis-behandling", "bekräftad sjukdom", "stegvis behandling", "2", "behandling"),
            Row("handledd-traning", "nedsatt funktion", "handledd träning", "3", "rehabilitering"),
            Row("radgivande-samtal", "ohälsosamma levnadsvanor", "rådgivande samtal", "4", "levnadsvanor"),
            Row("bedomd-arbetsformaga", "nedsatt arbetsförmåga", "bedömning av arbetsförmåga", "3", "arbetsformaga"),
            Row("stod-till-narstaende", "närstående med oro", "samtal med närstående", "5", "narstaende"),
            Row("upprepad-skattning", "pågående behandling", "upprepad skattning", "2", "utvardering"),
            Row("lakemedelsgenomgang", "flera läkemedel", "läkemedelsgenomgång", "2", "lakemedel"),
            Row("utokad-behandling", "otillräcklig effekt", "utökad behandling", "6", "intensifiering"),
            Row("rutinmassig-vila", "bekräftad sjukdom", "rutinmässig vila", "10"),
            Row("arlig-uppfoljning", "stabil sjukdom", "uppföljning varje år", "3", "langtid"),
        ),
    ),
)


def cited(node: str) -> str:
    """Return the citation of the recommendation that belongs to a node, or nothing."""
    for guideline in GUIDELINES:
        for row in guideline.rows:
            if row.node == node:
                return f"[{guideline.short}](../riktlinjer/{guideline.id}.md#{row.id}), prioritet {row.priority}"
    return ""


def guideline_text(guideline: Guideline) -> str:
    """Return one guideline file."""
    lines = [
        "---",
        f"id: {guideline.id}",
        f"titel: {guideline.title}",
        "serie: " + guideline.id.rpartition("-")[0],
        "utgivare: Exempelmyndigheten",
        f"utgåva: {guideline.year}",
        f"antal rekommendationer: {len(guideline.rows)}",
        "läge: gällande",
        "läge grund: Påhittad för belastningsprov.",
        "licens: CC0-1.0",
        "källa:",
        "  - Påhittad för belastningsprov",
        "grund: angiven",
        "---",
        "",
        "## Rekommendationer",
    ]
    for row in guideline.rows:
        lines += [
            "",
            f"### {row.measure.capitalize()} vid {row.condition} {{#{row.id}}}",
            "",
            f"- **Tillstånd:** {row.condition}",
            f"- **Åtgärd:** {row.measure}",
            f"- **Prioritet:** {row.priority}",
            "- **Huvudman:** region, kommun",
            "- **Källa:** Påhittad för belastningsprov",
            "- **Säkerhet:** låg",
        ]
    return "\n".join(lines) + "\n"


_PATIENT_REPORTED = {"funktion": "PROM", "delaktighet": "PREM", "information": "PREM"}
_DIMENSIONS = {
    "vantan": "tillgänglighet", "samordning": "samordning", "delaktighet": "delaktighet",
    "uppfoljning": "följsamhet", "funktion": "hälsa", "information": "delaktighet", "ojamlikhet": "jämlikhet",
}  # fmt: skip
_AREAS = {
    "vantan": "tillgänglig vård", "samordning": "effektiv vård", "delaktighet": "personcentrerad vård",
    "uppfoljning": "kunskapsbaserad vård", "funktion": "kunskapsbaserad vård", "information": "personcentrerad vård",
    "ojamlikhet": "jämlik vård",
}  # fmt: skip
_COUNTED = {
    "vantan": "en bedömning inom {wait} dagar från första kontakten",
    "samordning": "en gemensam vårdplan med namn på en fast vårdkontakt",
    "delaktighet": "svarat att de var delaktiga i besluten",
    "uppfoljning": "en utvärdering inom {weeks} veckor från behandlingsstart",
    "funktion": "en skattning som har förbättrats med minst 2 poäng",
    "information": "svarat att informationen var lätt att förstå",
    "ojamlikhet": "erbjudits behandling enligt planen",
}


def indicator_text(plan: Outline, thread: Thread, number: int) -> str:
    """Return one indicator file, about 1.35 kB."""
    about, say = plan.subject, voice(plan, 3 + number)
    reported = _PATIENT_REPORTED.get(thread.word)
    counted = _COUNTED[thread.word].format(wait=plan.wait_days, weeks=plan.evaluate_weeks)
    source = "exempelenkaten" if reported else f"exempelregistret-{about.system.area}"
    lines = [
        "---",
        f"id: {thread.measure}",
        f"titel: {thread.measure_title}",
        f"typ: {'resultat' if reported else 'process'}",
        "riktning: högt",
        'enhet: "%"',
        "exempel: true",
        *([f"patientrapporterad: {reported}"] if reported else []),
        f"datakällor: [{source}]",
        f"datatillgång: {say.dice.pick(('delvis', 'saknas', 'okänd'))}",
        f"dimension: {_DIMENSIONS[thread.word]}",
        f"område: {_AREAS[thread.word]}",
        "strata: [kön, ålder]",
        f"minsta redovisade: {say.dice.between(1, 3) * 5}",
        "kik:",
        "  mId: null",
        "  status: saknas",
        "---",
    ]
    blocks = [
        "## Definition",
        f"Andel patienter med {about.disease} som har {counted}. {say.say('measure_purpose')}",
        "## Täljare",
        f"Antal patienter i nämnaren som har {counted}.",
        "## Nämnare",
        f"Antal patienter med {about.disease} under det år som mäts.",
        "## Population",
        f"Patienter med koden {' eller '.join(about.codes)}. {say.say('measure_population')}",
        "## Målnivåer",
        "Ingen målnivå är känd.",
        "## Felkällor",
        say.paragraph("measure_error", 3),
        "## Tolkning",
        say.paragraph("measure_reading", 3),
    ]
    return "\n".join(lines) + "\n\n" + "\n\n".join(blocks) + "\n"


def generic_text(name: str, title: str, area: str) -> str:
    """Return one of the two generic models, which every pathway builds in by a link."""
    return f"""---
id: {name}
titel: {title}
typ: generisk modell
version: 0.1.0
status: utkast
omfattning: registerpost
programområde: {area}
licens: CC0-1.0
---

## Omfattning av kunskapsstödet

Den generiska modellen finns inte i exemplet. Sidan gör bara att länkar hit går fram.
"""


def registers() -> dict[str, str]:
    """Return every register file by name: programme areas, data sources, bodies, terms and words."""
    areas = [(system.area, system.area_title) for system in systems()]
    return {
        "programomraden": _register("programomraden", "Programområden", [(area, title) for area, title in areas]),
        "datakallor": _register(
            "datakallor",
            "Datakällor",
            [(f"exempelregistret-{area}", f"Exempelregistret för {title.lower()}") for area, title in areas]
            + [("exempelenkaten", "Exempelenkäten")],
        ),
        "organ": _register("organ", "Organ", [(f"npo-{area}", f"NPO {title}") for area, title in areas])
        + "  - id: npo-exempel\n    namn: NPO för något annat\n    grund: angiven\n    giltig till: 2018\n"
        + "  - id: sks\n    namn: Styrgruppen i exemplet\n    grund: angiven\n",
        "termer": _register("termer", "Termer", [("fysioterapeut", "fysioterapeut")])
        + "    undvik:\n      - sjukgymnast\n    varför: Yrket heter fysioterapeut.\n",
        "ordlista": _register("ordlista", "Ordlista", [("kroppen", "Kroppen")])
        + "    för patienten:\n      - hypertoni = högt blodtryck\n"
        + "    om patienten:\n      - vägrar = vill inte\n"
        + "    ord:\n"
        + "".join(f"      - {word}\n" for word in own_words()),
    }


def _register(name: str, title: str, posts: list[tuple[str, str]]) -> str:
    lines = [f"id: {name}", f"titel: {title}", "beskrivning: Påhittade poster för belastningsprov.", "poster:"]
    for identifier, label in posts:
        lines += [f"  - id: {identifier}", f"    namn: {label}", "    grund: angiven"]
    return "\n".join(lines) + "\n"
