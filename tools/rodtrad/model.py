"""What authors may write in front matter, and which kinds of documents there are."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from rodtrad.keyed import Keyed, key
from rodtrad.values import (
    Audience,
    Availability,
    Basis,
    Date,
    DecisionType,
    Direction,
    Edition,
    Extent,
    Measure,
    NationalStatus,
    PathwayType,
    PatientReported,
    Period,
    Semver,
    Slug,
    Status,
    Url,
    Withdrawn,
)


class Kind(StrEnum):
    """The kinds of documents; the folder decides."""

    PATHWAY = "pathway"
    INDICATOR = "indicator"
    GUIDELINE = "guideline"
    IMPACT = "impact-assessment"
    ADDITION = "addition"
    OUTCOME = "outcome"
    REGISTER = "register"
    HANDBOOK = "handbook"


FOLDERS: Mapping[str, Kind] = {
    "vardforlopp": Kind.PATHWAY,
    "indikatorer": Kind.INDICATOR,
    "riktlinjer": Kind.GUIDELINE,
    "konsekvensbeskrivningar": Kind.IMPACT,
    "tillagg": Kind.ADDITION,
    "utfall": Kind.OUTCOME,
    "register": Kind.REGISTER,
    "handbok": Kind.HANDBOOK,
}
"""Folder under `content/` → kind of the documents in it."""

FOLDER_OF: Mapping[Kind, str] = {kind: folder for folder, kind in FOLDERS.items()}


class Decision(Keyed):
    """One dated decision by a body."""

    body: Slug | None = key("organ", required=True, register="organ programomraden")
    """Det organ som beslutade, till exempel `sks`."""
    date: Date | None = key("datum", required=True)
    """När beslutet fattades."""
    type: DecisionType | None = key("typ", required=True)
    """Vad beslutet gäller."""
    reference: str | None = key("hänvisning")
    """Diarienummer, protokoll eller webbadress."""
    content: str | None = key("innehåll")
    """Kontrollsumma för den text som beslutet gäller; `rodtrad release` anger den."""


class Participation(Keyed):
    """How patients took part."""

    organisations: tuple[str, ...] | None = key("organisationer")
    """Patientorganisationer som deltagit."""
    how: str | None = key("hur")
    """Hur de deltog."""


class Interests(Keyed):
    """Conflicts of interest."""

    declared: bool | None = key("deklarerat")
    """`true` när alla i arbetsgruppen har deklarerat jäv."""
    date: Date | None = key("datum")
    """När det gjordes."""


class National(Keyed):
    """Facts about the national text, when that text itself is not in this repository."""

    status: NationalStatus | None = key("status")
    """Läget för den nationella texten."""
    approved: Date | None = key("godkänt")
    """När styrgruppen godkände vårdförloppet, så exakt som källan anger."""
    basis: str | None = key("grund")
    """Hur datumet är känt."""
    source: tuple[str, ...] | None = key("källa")
    """Var uppgiften står."""
    planned: str | None = key("planerat")
    """Planerat år, om arbetet pågår."""
    url: Url | None = key("webbadress")
    """Var den nationella texten finns."""
    note: str | None = key("anmärkning")
    """Oklarheter i källorna."""


class External(Keyed):
    """The same measure's id in another system."""

    system: str | None = key("system", required=True)
    """Systemets namn, till exempel `primärvårdskvalitet`."""
    id: str | None = key("id", required=True)
    """Måttets id där, som det skrivs där."""


class Criteria(Keyed):
    """The six criteria of a good indicator; where one fails, the reason."""

    direction: str | None = key("riktning")
    """Anger måttet riktning?"""
    relevant: str | None = key("relevant")
    """Är måttet relevant?"""
    valid: str | None = key("valid")
    """Mäter det som avses?"""
    established: str | None = key("vedertagen")
    """Är måttet vedertaget?"""
    modifiable: str | None = key("påverkbar")
    """Går utfallet att påverka?"""
    measurable: str | None = key("mätbar")
    """Går det att mäta?"""


class Matter(Keyed):
    """Keys that every document may have."""

    id: Slug | None = key("id", required=True)
    """Dokumentets id: samma som filnamnet. Ändras aldrig och återanvänds aldrig."""
    title: str | None = key("titel", required=True)
    """Dokumentets rubrik."""
    withdrawn: Withdrawn | None = None
    """Of what a region has fetched. It is never written: it follows from the releases."""

    @classmethod
    def aliases(cls) -> dict[str, str]:
        """Swedish key → attribute name."""
        return {key.alias: attribute for attribute, key in cls.keys.items()}


class PathwayMatter(Matter):
    """Front matter of a pathway or a generic model."""

    other_titles: tuple[str, ...] | None = key("andra namn")
    """Namn som vårdförloppet också har kallats."""
    alias: tuple[Slug, ...] | None = key("alias")
    """Äldre id som leder hit."""
    type: PathwayType | None = key("typ", required=True)
    """Vårdförlopp eller generisk modell."""
    version: Semver | None = key("version")
    """Version av arbetstexten: klinisk ändring, förtydligande, redaktionell ändring."""
    status: Status | None = key("status")
    """Arbetstextens läge. *Gäller* och *upphävt* skrivs aldrig; de följer av utgåvorna."""
    extent: Extent | None = key("omfattning", required=True)
    """`fulltext`, eller `registerpost` när den nationella texten inte finns här."""
    example: bool | None = key("exempel")
    """`true` när texten är ett ogranskat exempel som inte får användas kliniskt."""
    programme_area: Slug | None = key("programområde", register="programomraden")
    """Nationellt programområde, id ur registret."""
    programme_area_basis: Basis | None = key("programområde grund")
    """Om källan anger programområdet eller om det är härlett."""
    programme_area_source: tuple[str, ...] | None = key("programområde källa")
    """Var programområdet anges."""
    owner: Slug | None = key("förvaltare", register="organ programomraden")
    """Det organ eller programområde som förvaltar texten."""
    licence: str | None = key("licens")
    """Licens som SPDX-kod, till exempel `CC0-1.0`."""
    audiences: tuple[Audience, ...] | None = key("målgrupper")
    """Vårdnivåer som texten vänder sig till."""
    codes: Mapping[str, tuple[str, ...]] | None = key("koder")
    """Koder per kodverk, till exempel `icd-10-se: [I63, I64]`."""
    reviewed: Date | None = key("granskat")
    """När texten senast granskades i sak."""
    next_review: Date | None = key("nästa granskning")
    """När den ska granskas igen, senast efter två år."""
    replaces: tuple[Slug, ...] | None = key("ersätter", document="pathway")
    """Vårdförlopp som detta ersätter."""
    replaced_by: Slug | None = key("ersätts av", document="pathway")
    """Vårdförlopp som ersätter detta."""
    merged_into: Slug | None = key("uppgår i", document="pathway")
    """Vårdförlopp som detta slås samman med."""
    pair_with: Slug | None = key("par med", document="pathway")
    """Vårdförlopp som detta hör ihop med men hålls skilt från."""
    part_of: Slug | None = key("del av", document="pathway")
    """Större text som detta är en del av."""
    guidelines: tuple[Slug, ...] | None = key("riktlinjer", document="guideline")
    """Nationella riktlinjer som vårdförloppet vilar på."""
    national: National | None = key("nationellt")
    """Uppgifter om den nationella texten."""
    decisions: tuple[Decision, ...] | None = key("beslutslogg")
    """Beslut i tidsordning."""
    participation: Participation | None = key("patientmedverkan")
    """Hur patienter har deltagit."""
    interests: Interests | None = key("jäv")
    """Jävsdeklaration."""


class IndicatorMatter(Matter):
    """Front matter of an indicator: one document per measure."""

    version: Semver | None = key("version")
    """Specifikationens version."""
    type: Measure | None = key("typ")
    """Struktur-, process- eller resultatmått."""
    direction: Direction | None = key("riktning")
    """Om ett högt eller lågt värde är bättre."""
    unit: str | None = key("enhet")
    """Måttets enhet, till exempel `"%"` eller `min`."""
    example: bool | None = key("exempel")
    """`true` för ett påhittat exempel utan källa."""
    group: bool | None = key("grupp")
    """`true` när källan räknar flera id som ett mått."""
    patient_reported: PatientReported | None = key("patientrapporterad")
    """PROM eller PREM, när patienten själv svarar."""
    data_sources: tuple[Slug, ...] | None = key("datakällor", register="datakallor kvalitetsregister")
    """Var uppgifterna hämtas, id ur registren."""
    availability: Availability | None = key("datatillgång", required=True, rule="missing-data-state")
    """Om data finns."""
    replaced_by: Slug | None = key("ersätts av", document="indicator")
    """Indikator som ersätter denna."""
    owner: str | None = key("ägare")
    """Vem som förvaltar måttet."""
    licence: str | None = key("licens")
    """Licens som SPDX-kod."""
    external: tuple[External, ...] | None = key("externa id")
    """Måttets id i andra system."""
    dimension: str | None = key("dimension")
    """Kvalitetsdimension."""
    area: str | None = key("område")
    """God vård-område."""
    strata: tuple[str, ...] | None = key("strata")
    """Hur måttet delas upp, till exempel kön och ålder."""
    smallest_cell: int | None = key("minsta redovisade")
    """Minsta antal som visas."""
    criteria: Criteria | None = key("kriterier")
    """De sex kriterierna, med skäl där ett inte uppfylls."""
    source: tuple[str, ...] | None = key("källa")
    """Var uppgifterna om måttet står."""
    note: str | None = key("anmärkning")
    """Oklarheter i källorna."""
    kik: Mapping[str, str] | None = key("kik")
    """Kvalitetsindikatorkatalogens egna nycklar, oförändrade."""


class GuidelineMatter(Matter):
    """Front matter of one edition of a national guideline."""

    version: Semver | None = key("version")
    """Version av vår återgivning."""
    series: Slug | None = key("serie")
    """Samma för alla utgåvor."""
    publisher: str | None = key("utgivare", required=True)
    """Utgivande myndighet."""
    edition: Date | None = key("utgåva")
    """Utgåvans år."""
    date: Date | None = key("datum")
    """Utgivningsdatum."""
    updated: Date | None = key("uppdaterad")
    """Senaste uppdatering."""
    article: str | None = key("artikelnummer")
    """Socialstyrelsens artikelnummer."""
    isbn: str | None = key("isbn")
    """ISBN."""
    recommendations: int | None = key("antal rekommendationer")
    """Hur många rader riktlinjen har enligt källan."""
    url: Url | None = key("webbadress")
    """Var riktlinjen finns."""
    standing: Edition | None = key("läge", required=True)
    """Om utgåvan gäller."""
    standing_basis: str | None = key("läge grund")
    """Hur läget är känt."""
    replaced_by: Slug | None = key("ersätts av", document="guideline")
    """Utgåva som ersätter denna."""
    codes: Mapping[str, tuple[str, ...]] | None = key("koder")
    """Koder per kodverk."""
    codes_basis: str | None = key("koder grund")
    """Vem som har valt koderna."""
    licence: str | None = key("licens")
    """Licens för vår återgivning."""
    source: tuple[str, ...] | None = key("källa")
    """Var uppgifterna står."""
    basis: Basis | None = key("grund")
    """Om källan anger uppgifterna."""
    note: str | None = key("anmärkning")
    """Oklarheter i källorna."""


class ImpactMatter(Matter):
    """Front matter of an impact assessment."""

    concerns: Slug | None = key("avser", required=True, document="pathway")
    """Vårdförloppet som beskrivningen gäller."""
    version: Semver | None = key("version")
    """Version av texten."""
    example: bool | None = key("exempel")
    """`true` när texten är ett ogranskat exempel."""
    licence: str | None = key("licens")
    """Licens som SPDX-kod."""


class AdditionMatter(Matter):
    """Front matter of a regional addition."""

    id: Slug | None = key("id")
    """Behövs inte: mappen och filnamnet säger det."""
    title: str | None = key("titel")
    """Rubrik, om den ska vara en annan än vårdförloppets."""
    region: Slug | None = key("region", required=True, register="regioner")
    """Regionens id."""
    adds_to: Slug | None = key("tillägg till", required=True, document="pathway")
    """Vårdförloppet som tillägget gäller."""
    based_on: Semver | None = key("bygger på", required=True)
    """Den nationella version som tillägget skrevs mot."""
    inherits: Slug | None = key("ärver", register="regioner")
    """Region vars tillägg gäller där inget annat sägs."""
    version: Semver | None = key("version")
    """Version av tillägget."""
    example: bool | None = key("exempel")
    """`true` när texten är ett ogranskat exempel."""
    licence: str | None = key("licens")
    """Licens som SPDX-kod."""


class OutcomeMatter(Matter):
    """Front matter of the outcome of one indicator in one period."""

    id: Slug | None = key("id")
    """Behövs inte: mappen och filnamnet säger det."""
    title: str | None = key("titel")
    """Behövs inte: indikatorn och perioden säger det."""
    indicator: Slug | None = key("indikator", required=True, document="indicator")
    """Indikatorns id. Mappen heter likadant."""
    period: Period | None = key("period", required=True)
    """Mätperioden, till exempel `2024`, `2024-h1`, `2024-k3`, `2024-05` eller `2019-2020`. Filen heter likadant."""
    example: bool | None = key("exempel")
    """`true` när talen är påhittade. Regionerna heter då `exempelregion-a` och så vidare."""
    source: tuple[str, ...] | None = key("källa")
    """Var talen står."""
    retrieved: Date | None = key("hämtat")
    """När talen hämtades från källan."""
    basis: Basis | None = key("grund")
    """Om källan anger talen för just det här måttet eller om det är härlett."""
    interval: str | None = key("intervall")
    """Vad lägre och övre betyder, till exempel `95-procentigt konfidensintervall`."""
    smallest_denominator: int | None = key("minsta nämnare")
    """Minsta nämnare som redovisas, så som källan anger den."""
    smallest_numerator: int | None = key("minsta täljare")
    """Minsta täljare som redovisas, så som källan anger den."""
    licence: str | None = key("licens")
    """Licens som SPDX-kod."""
    note: str | None = key("anmärkning")
    """Oklarheter i källan."""


class RegisterMatter(Matter):
    """Head of a register file."""

    description: str | None = key("beskrivning")
    """Vad registret innehåller."""
    source: tuple[str, ...] | None = key("källa")
    """Var uppgifterna står."""


class HandbookMatter(Matter):
    """Front matter of a handbook page."""

    order: int | None = key("ordning")
    """Plats i handbokens meny."""
    date: Date | None = key("datum")
    """Datum för ett beslut."""


MATTER: Mapping[Kind, type[Matter]] = {
    Kind.PATHWAY: PathwayMatter,
    Kind.INDICATOR: IndicatorMatter,
    Kind.GUIDELINE: GuidelineMatter,
    Kind.IMPACT: ImpactMatter,
    Kind.ADDITION: AdditionMatter,
    Kind.OUTCOME: OutcomeMatter,
    Kind.REGISTER: RegisterMatter,
    Kind.HANDBOOK: HandbookMatter,
}
