"""One test pathway as Markdown, about 28 kB: every chapter, a full flow, goals, a journey table, a long table."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.dev.actions import actions
from rodtrad.dev.grammar import Grammar
from rodtrad.dev.measures import GUIDELINES
from rodtrad.dev.outlines import Outline, voice
from rodtrad.dev.subjects import Subject, subject

_SIZE = 28_000
"""Bytes that a pathway is filled up to."""
_RULES = ("| --- " * 4) + "|"


def pathway(plan: Outline, n: int) -> str:
    """Return the text of one pathway in a corpus of `n`."""
    about, say = plan.subject, voice(plan, 2)
    notes: list[str] = []
    blocks = [
        *_scope(about, say, n, plan.seed),
        *_condition(about, say, notes),
        *_ends(plan, say),
        "## Flödesschema för vårdförloppet",
        f"Schemat ritas av de vägar som står vid varje åtgärd. Det börjar vid misstanke om {about.disease}.",
        *actions(plan, say, _neighbours(about, n, plan.seed)[-1]),
        *_involvement(say),
        *_goals(plan, say),
        *_follow_up(plan),
        "## Sammanfattning av vårdförloppet",
        say.paragraph("summary", 3),
        say.paragraph("summary", 4),
    ]
    last = list(_related(about, say))
    references = ["## Referenser", *notes]
    head = _front_matter(plan, n)
    size = sum(len(block.encode()) + 2 for block in (head, *blocks, *last, *references))
    extra: list[str] = []
    while size < _SIZE:
        sentence = say.say("extra")
        extra.append(sentence)
        size += len(sentence.encode()) + 1
    filling = [" ".join(extra[at : at + 5]) for at in range(0, len(extra), 5)]
    return head + "\n" + "\n\n".join([*blocks, *last, *filling, *references]) + "\n"


def _front_matter(plan: Outline, n: int) -> str:
    about = plan.subject
    status = ("utkast", "remiss", "bearbetning")[about.index % 3]
    month = about.index % 9 + 1
    lines = [
        "---",
        f"id: {about.id}",
        f"titel: {about.title}",
        "typ: vårdförlopp",
        f"version: 0.{about.index % 7 + 1}.{about.index % 4}",
        f"status: {status}",
        "omfattning: fulltext",
        "exempel: true",
        f"programområde: {about.system.area}",
        "programområde grund: angiven",
        f"förvaltare: npo-{about.system.area}",
        "licens: CC0-1.0",
        "målgrupper: [primärvård, specialiserad vård, kommunal vård]",
        "koder:",
        f"  icd-10-se: [{', '.join(about.codes)}]",
        f"granskat: 2026-{month:02d}-15",
        f"nästa granskning: 2028-{month:02d}-15",
    ]
    partner = about.index + 1 if about.index % 10 == 0 else about.index - 1
    if about.index % 10 < 2 and partner < n:
        lines.append(f"par med: {subject(partner, plan.seed).id}")
    lines.append(f"riktlinjer: [{', '.join(guideline.id for guideline in GUIDELINES)}]")
    return "\n".join([*lines, "---", ""])


def _neighbours(about: Subject, n: int, seed: int) -> list[Subject]:
    """Three other pathways of the corpus, near and far."""
    found = {(about.index + step) % n: None for step in (1, 3, n // 2 + 1, 5)}
    found.pop(about.index, None)
    return [subject(index, seed) for index in list(found)[:3]]


def _scope(about: Subject, say: Grammar, n: int, seed: int) -> Iterator[str]:
    yield "## Omfattning av kunskapsstödet"
    yield "Texten är ett påhittat exempel, framställt av ett program. Den får inte användas i vården."
    yield say.paragraph("scope", 4)
    yield "### Vårdnivå och samverkan"
    yield say.paragraph("level", 3)
    yield say.paragraph("level", 3)
    yield "### Relaterade kunskapsstöd"
    yield "\n".join(
        f"- [{other.title}]({other.id}.md) tar upp {say.fill('{comorbid}')} och {say.fill('{complication}')}."
        for other in _neighbours(about, n, seed)
    )


def _condition(about: Subject, say: Grammar, notes: list[str]) -> Iterator[str]:
    yield "## Om hälsotillståndet"
    for heading, pool, counts in (
        ("Definition", "definition", (3, 1)),
        ("Förekomst", "prevalence", (3, 2)),
        ("Orsaker", "causes", (4,)),
        ("Riskfaktorer", "", ()),
        ("Samsjuklighet", "comorbidity", (4,)),
        ("Sjukdomsförlopp", "course", (3, 3)),
        ("Komplikationer", "harm", (4,)),
    ):
        yield f"### {heading}"
        if heading == "Definition":
            plural = "koderna " + " och ".join(about.codes) if len(about.codes) > 1 else "koden " + about.codes[0]
            yield f"Tillståndet klassificeras med {plural}."
        if not pool:
            yield "Följande faktorer tas upp vid kartläggningen:"
            yield "\n".join(f"- {factor}" for factor in say.distinct("risk", 7))
        for count in counts:
            yield say.paragraph(pool, count) + _note(say, notes)


def _note(say: Grammar, notes: list[str]) -> str:
    """A footnote mark; its definition is kept for the last chapter."""
    year = 2008 + len(notes)
    name = f"exempel-{year}"
    publisher = say.dice.pick(("Exempelinstitutet", "Exempelmyndigheten", "Exempelregistret"))
    number = say.dice.between(100, 999)
    notes.append(f"[^{name}]: {publisher}. {say.say('sources')}. {year}. <https://example.org/rapport/{year}-{number}>")
    return f"[^{name}]"


def _ends(plan: Outline, say: Grammar) -> Iterator[str]:
    about, letters = plan.subject, plan.letters
    yield "## Ingång och utgång"
    yield "### Ingång i vårdförloppet"
    yield f"Misstanken stärks av {say.fill('{symptom}')} och {say.fill('{symptom}')}."
    yield "\n".join(
        (
            f"- Misstanke om {about.disease}. → [{letters['kartlaggning']}](#kartlaggning) {{#in-misstanke}}",
            f"- Åter från specialiserad vård. → [{letters['aterremiss']}](#aterremiss) {{#in-ater}}",
            f"- Remiss från ett annat vårdförlopp. → [{letters['bedomning']}](#bedomning) {{#in-vidare}}",
        )
    )
    yield "### Utgång ur vårdförloppet"
    yield "\n".join(
        (
            f"- Patienten har inte {about.disease}. {{#ut-utesluten}}",
            "- Tillståndet är stabilt och patienten har en egen plan. {#ut-stabil}",
            f"- Specialiserad vård på {about.system.clinic} tar över ansvaret. {{#ut-specialist}}",
        )
    )


def _involvement(say: Grammar) -> Iterator[str]:
    yield "## Patientmedverkan och kommunikation"
    yield "### Personcentrering och patientkontrakt"
    yield say.paragraph("contract", 4)
    yield say.paragraph("contract", 3)
    yield "### Stöd och information"
    yield (
        "Stöd för levnadsvanor beskrivs i [den generiska modellen för levnadsvanor](generisk-levnadsvanor.md). "
        "Arbetsförmåga beskrivs i [den generiska modellen för rehabilitering](generisk-rehabilitering.md)."
    )
    yield say.paragraph("information", 4)
    yield say.paragraph("information", 3)


def _goals(plan: Outline, say: Grammar) -> Iterator[str]:
    yield "## Utmaningar och mål"
    yield "### Patientens utmaningar"
    yield "\n".join(f"- {thread.challenge}. {{#u-{thread.word}}}" for thread in plan.threads)
    yield "#### Nulägesbeskrivning"
    rows = ["| Patientens upplevelser | Patientens aktiviteter | Vårdens aktiviteter | Utmaningar |", _RULES]
    for thread in plan.threads:
        cells = (say.say("experience"), say.say("doing"), say.say("cares"))
        rows.append(f"| {' | '.join(cells)} | [{thread.challenge}](#u-{thread.word}) |")
    yield "\n".join(rows)
    yield "### Vårdförloppets mål"
    lines = []
    followed = {thread.word for thread in plan.indicators}
    for thread in plan.threads:
        lines.append(f"- {thread.goal}. {{#m-{thread.word}}}")
        lines.append(f"  - **Möter:** [{thread.challenge.lower()}](#u-{thread.word})")
        if thread.word not in followed:
            lines.append("  - **Följs inte:** datakälla saknas i exemplet")
    yield "\n".join(lines)


def _follow_up(plan: Outline) -> Iterator[str]:
    yield "## Kvalitetsuppföljning"
    first = {plan.indicators[0].word, plan.indicators[2].word}
    for heading, outcome in (("Resultatmått", True), ("Processmått", False)):
        yield f"### {heading}"
        lines = []
        for thread in plan.indicators:
            if (thread.word in ("funktion", "delaktighet", "information")) is not outcome:
                continue
            lines.append(f"- [{thread.measure_title}](../indikatorer/{thread.measure}.md) {{#i-{thread.word}}}")
            node = f"[{plan.letters[thread.node]}](#{thread.node})"
            lines.append(f"  - **Följer:** [{thread.short}](#m-{thread.word}), {node}")
            if thread.word in first:
                lines.append("  - **Prioriterad:** ja")
        yield "\n".join(lines)
    yield "### Kvalitetsregister"
    yield f"Uppgifter kan hämtas ur ett tänkt register för {plan.subject.system.area_title.lower()}."


def _related(about: Subject, say: Grammar) -> Iterator[str]:
    yield "## Relaterad information"
    yield "### Konsekvensbeskrivning"
    yield "Ingen konsekvensbeskrivning är gjord, eftersom texten är ett exempel."
    yield "### Arbetsgruppens medlemmar"
    yield "Ingen arbetsgrupp finns, eftersom texten är ett exempel."
    yield "### Bilagor"
    yield f"Tabellen visar en plan för uppföljning vid {about.disease}."
    rows = ["| Moment | Tidpunkt | Ansvarig | Anmärkning |", _RULES]
    for _ in range(20):
        cells = (say.say("plan_row"), say.say("plan_when"), say.fill("{role}"), say.say("plan_note"))
        rows.append(f"| {' | '.join(cells)} |")
    yield "\n".join(rows)
