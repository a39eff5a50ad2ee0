"""Times in clinical Swedish: what each wording means, and what is not a time."""

from __future__ import annotations

import pytest

from rodtrad.quantities import Numerals, TimeExpression, scan_times


def short(time: TimeExpression) -> str:
    """One line that says all that is compared: kind, comparator, count, value, unit, relation, event."""
    ends = [f"{end:f}" for end in (time.low, time.high) if end is not None]
    value = "–".join(dict.fromkeys(ends))
    count = f"{time.times}{f'–{time.times_high}' if time.times_high else ''}×" if time.times else ""
    comparator = "" if time.comparator in ("=", None) else time.comparator
    marks = [mark for mark, on in (("vardagar", time.working_days), ("cirka", time.approximate)) if on]
    period = f"/{time.per}" if time.per else ""
    where = f" {time.relation} {time.event or '…'}" if time.relation else ""
    return " ".join([str(time.kind), f"{comparator}{count}{value} {time.unit}{period}", *marks]) + where


LIMITS = [
    ("Starta trombolys inom 30 minuter från ankomst.", "limit ≤30 min from ankomst"),
    ("Erbjud behandling inom 14 dagar.", "limit ≤14 d"),
    ("Ett första besök ska erbjudas inom två veckor.", "limit ≤2 wk"),
    ("Inom 3 dagar ska medicinsk bedömning ha gjorts", "limit ≤3 d"),
    ("senast 30 dagar från remiss", "limit ≤30 d from remiss"),
    ("Återkoppla senast inom 24 timmar", "limit ≤24 h"),
    ("Ge antibiotika inom en timme från sepsislarm.", "limit ≤1 h from sepsislarm"),
    ("inom 4,5 timmar från symtomdebut och utan hinder", "limit ≤4.5 h from symtomdebut"),
    ("inom 2–4 veckor efter utskrivning", "limit ≤2–4 wk after utskrivning"),
    ("Kontakt tas inom ett dygn.", "limit ≤1 d"),
    ("inom 48 h efter operation", "limit ≤48 h after operation"),
    ("DT inom 20 min från ankomst till sjukhus", "limit ≤20 min from ankomst till sjukhus"),
    ("inom 3 mån. efter insjuknandet", "limit ≤3 mo after insjuknandet"),
    ("inom 6 v. efter förlossning", "limit ≤6 wk after förlossning"),
    ("inom tre arbetsdagar", "limit ≤3 d vardagar"),
    ("Svara inom 5 vardagar från mottagen remiss.", "limit ≤5 d vardagar from mottagen remiss"),
    ("inom ett halvt år efter diagnos", "limit ≤6 mo after diagnos"),
    ("inom ett halvår", "limit ≤6 mo"),
    ("inom en halvtimme", "limit ≤30 min"),
    ("inom en kvart", "limit ≤15 min"),
    ("inom loppet av 12 timmar", "limit ≤12 h"),
    ("inom högst 90 dagar", "limit ≤90 d"),
    ("inom cirka 3 månader", "limit ≤3 mo cirka"),
    ("inom de närmaste 5 dagarna", "limit ≤5 d"),
    ("inom de första 24 timmarna efter inläggning", "limit ≤24 h after inläggning"),
    ("högst 30 dagar från remiss", "limit ≤30 d from remiss"),
    ("Utvärdera efter högst 6 veckor.", "limit ≤6 wk"),
    ("Lämna plan senast 2 veckor före utskrivning", "limit ≥2 wk before utskrivning"),
    ("bedöms inom 2 timmar från det att larmet kom, och därefter", "limit ≤2 h from det att larmet kom"),
    ("inom mindre än 60 minuter", "limit <60 min"),
    ("inom 1 år efter avslutad behandling", "limit ≤1 a after avslutad behandling"),
    ("uppföljning inom 6\nveckor efter\nnydiagnostiserad depression", "limit ≤6 wk after nydiagnostiserad depression"),
    ("(inom 90 dagar)", "limit ≤90 d"),
    ("→ S inom 30 dagar", "limit ≤30 d"),
    ("inom tjugofyra timmar", "limit ≤24 h"),
    ("Inom 7 dygn efter insatt behandling med litium", "limit ≤7 d after insatt behandling med litium"),
    ("inom 30 sekunder", "limit ≤30 s"),
    ("inom 2\u00a0veckor", "limit ≤2 wk"),
]

EARLIEST = [
    ("tidigast 24 timmar efter trombolys, när kontrollbilden är klar", "earliest ≥24 h after trombolys"),
    ("Tidigast efter 6 veckor kan dosen höjas", "earliest ≥6 wk"),
    ("Utvärdera först efter 3 månader.", "earliest ≥3 mo"),
    ("efter minst 4 veckors behandling", "earliest ≥4 wk"),
    ("efter mer än två år", "earliest >2 a"),
    ("tidigast 3 dagar före operation", "earliest ≤3 d before operation"),
    ("från 3 månader efter operation", "earliest ≥3 mo after operation"),
]

LASTING = [
    ("Behandla i minst sex månader.", "minimum ≥6 mo"),
    ("minst sex månader efter tillfrisknande", "minimum ≥6 mo after tillfrisknande"),
    ("symtom i mer än 3 månader", "minimum >3 mo"),
    ("smärta längre än 6 veckor", "minimum >6 wk"),
    ("minst ett år efter friskförklaring", "minimum ≥1 a after friskförklaring"),
    ("i minst 2 år", "minimum ≥2 a"),
    ("under minst 4 veckor", "minimum ≥4 wk"),
    ("≥ 3 månader", "minimum ≥3 mo"),
    ("besvär sedan minst 6 veckor", "minimum ≥6 wk"),
    ("3 månader eller mer", "minimum ≥3 mo"),
    ("minst 3 månader har gått sedan start av artrosskola", "minimum ≥3 mo after start av artrosskola"),
    ("minst 150 minuter fysisk aktivitet per vecka", "minimum ≥150 min/wk"),
    ("intensiv språklig träning, minst 4 timmar per vecka", "minimum ≥4 h/wk"),
    ("i högst 14 dagar", "maximum ≤14 d"),
    ("Sjukskriv i upp till 2 veckor", "maximum ≤2 wk"),
    ("maximalt 3 dygn", "maximum ≤3 d"),
    ("som längst 8 veckor", "maximum ≤8 wk"),
    ("kortare än 4,5 timmar", "maximum <4.5 h"),
    ("som varar högst 30 minuter", "maximum ≤30 min"),
    ("2 veckor eller kortare", "maximum ≤2 wk"),
    ("Träning 2 gånger per vecka i 6–8 veckor", "frequency 2×1 wk", "duration 6–8 wk"),
    ("under 72 timmar efter inskrivning", "duration 72 h after inskrivning"),
    ("Sjukskrivning pågår ytterligare 30 dagar.", "duration 30 d"),
    ("i 21 dagar", "duration 21 d"),
    ("i 2 år", "duration 2 a"),
    ("under en period av 3 veckor", "duration 3 wk"),
    ("de första 72 timmarna efter kirurgi", "duration 72 h after kirurgi"),
    ("en och en halv timme", "duration 90 min"),
    ("två och en halv timme", "duration 150 min"),
    ("1½ timme", "duration 1.5 h"),
    ("½ dygn", "duration 0.5 d"),
    ("ett och ett halvt år", "duration 18 mo"),
    ("en halv timme om dagen", "duration 30 min/d"),
    ("30 minuter dagligen", "duration 30 min/d"),
    ("45 min/dag", "duration 45 min/d"),
    ("5 dagar i veckan", "duration 5 d/wk"),
    ("en veckas sjukskrivning", "duration 1 wk"),
    ("sedan omkring två år", "duration 2 a cirka"),
]

POINTS = [
    ("Följ upp efter 3 månader.", "point 3 mo"),
    ("3 månader efter stroke", "point 3 mo after stroke"),
    ("12–18 månader efter stroke, 80 år och äldre", "point 12–18 mo after stroke"),
    ("fyra till sex veckor efter insättning", "point 4–6 wk after insättning"),
    ("utvärdera efter fyra till sex veckor i fulldos", "point 4–6 wk"),
    ("förslagsvis 2 veckor efter påbörjad behandling", "point 2 wk after påbörjad behandling"),
    ("sex månader efter att patienten är återställd enligt (I)", "point 6 mo after att patienten är återställd"),
    ("efter 3, 6 och 12 månader", "point 3 mo", "point 6 mo", "point 12 mo"),
    (
        "1, 3 och 5 år efter operation",
        "point 1 a after operation",
        "point 3 a after operation",
        "point 5 a after operation",
    ),
    ("Återbesök om 2 veckor", "point 2 wk"),
    ("vid 3 månader", "point 3 mo"),
    ("En vecka efter utskrivning ringer sjuksköterskan", "point 1 wk after utskrivning"),
    ("efter en timme", "point 1 h"),
    ("efter sex månaders behandling", "point 6 mo"),
    ("Ta prov 2 timmar före dos 3.", "point 2 h before dos 3"),
    ("mellan 2 och 4 veckor efter operation", "point 2–4 wk after operation"),
    ("5 år efter diagnos", "point 5 a after diagnos"),
    ("cirka 3 månader efter start", "point 3 mo cirka after start"),
    ("tre månader innan planerad operation", "point 3 mo before planerad operation"),
    ("dag 1 och 2 veckor efter operation", "point 2 wk after operation"),
    ("dos 2, 6 veckor efter dos 1.", "point 6 wk after dos 1"),
    ("2 eller 3 dagar efter ingreppet", "point 2–3 d after ingreppet"),
]

RANGES = [
    ("30–60 minuter", "interval 30–60 min"),
    ("30-60 minuter", "interval 30–60 min"),
    ("1 – 2 veckor", "interval 1–2 wk"),
    ("2 till 4 veckor", "interval 2–4 wk"),
    ("mellan 2 och 4 veckor", "interval 2–4 wk"),
    ("två–tre dygn", "interval 2–3 d"),
    ("från 2 till 4 veckor", "interval 2–4 wk"),
    ("150–300 minuter fysisk aktivitet per vecka", "interval 150–300 min/wk"),
    ("cirka 5–7 dagar", "interval 5–7 d cirka"),
    ("somatiskt undersökta 3 månader före eller efter ny diagnos", "window ≤3 mo around ny diagnos"),
    ("inom 3 månader före eller efter diagnosen.", "window ≤3 mo around diagnosen"),
    ("±3 månader från diagnos", "window ≤3 mo around diagnos"),
    ("två veckor före och efter operation", "window ≤2 wk around operation"),
    ("antidepressiva senaste 18 månaderna", "lookback ≤18 mo"),
    ("under de senaste 12 månaderna före bedömningen", "lookback ≤12 mo before bedömningen"),
    ("de senaste två åren", "lookback ≤2 a"),
    ("det senaste året", "lookback ≤1 a"),
    ("Hur har du mått den senaste veckan?", "lookback ≤1 wk"),
    ("Senaste dygnet", "lookback ≤1 d"),
    ("de sista 3 månaderna före operation", "lookback ≤3 mo before operation"),
    ("det senaste halvåret", "lookback ≤6 mo"),
    ("de senaste 4–6 veckorna", "lookback ≤4–6 wk"),
]

FREQUENCIES = [
    ("minst en gång per år", "frequency ≥1×1 a"),
    ("var tredje månad", "frequency 1×3 mo"),
    ("var 3:e månad", "frequency 1×3 mo"),
    ("var 3 månad", "frequency 1×3 mo"),
    ("vart femte år", "frequency 1×5 a"),
    ("var tredje till var sjätte månad", "frequency 1×3–6 mo"),
    ("var 4–6:e vecka", "frequency 1×4–6 wk"),
    ("minst var sjätte månad", "frequency ≥1×6 mo"),
    ("varannan vecka", "frequency 1×2 wk"),
    ("vartannat år", "frequency 1×2 a"),
    ("varje dag", "frequency 1×1 d"),
    ("Väg patienten varje vecka.", "frequency 1×1 wk"),
    ("varje vardag", "frequency 1×1 d vardagar"),
    ("två gånger i veckan", "frequency 2×1 wk"),
    ("3 gånger om dagen", "frequency 3×1 d"),
    ("2 gånger dagligen", "frequency 2×1 d"),
    ("2 ggr/dag", "frequency 2×1 d"),
    ("1 gång/vecka", "frequency 1×1 wk"),
    ("2–3 gånger per vecka", "frequency 2–3×1 wk"),
    ("högst en gång per dygn", "frequency ≤1×1 d"),
    ("minst 4 gånger per dygn under 72 timmar", "frequency ≥4×1 d", "duration 72 h"),
    ("årligen", "frequency 1×1 a"),
    ("Erbjud årlig uppföljning.", "frequency 1×1 a"),
    ("Årlig kontroll av HbA1c", "frequency 1×1 a"),
    ("minst årligen", "frequency ≥1×1 a"),
    ("Röker dagligen", "frequency 1×1 d"),
    ("kvartalsvis", "frequency 1×3 mo"),
    ("varje kvartal", "frequency 1×3 mo"),
    ("två gånger per halvår", "frequency 2×6 mo"),
    ("en gång i halvåret", "frequency 1×6 mo"),
    ("minst 1 gång per 30 minuter", "frequency ≥1×30 min"),
    ("en gång vartannat år", "frequency 1×2 a"),
    ("en gång per 3–6 månader", "frequency 1×3–6 mo"),
    ("med 4 veckors mellanrum", "frequency 1×4 wk"),
    ("med 2–4 veckors intervall", "frequency 1×2–4 wk"),
    ("var sjätte timme", "frequency 1×6 h"),
    ("cirka 2 gånger per månad", "frequency 2×1 mo cirka"),
    ("månadsvis", "frequency 1×1 mo"),
    ("1 gång om året", "frequency 1×1 a"),
]

SEVERAL = [
    (
        "Slutar minst 4 veckor före och minst 4 veckor efter en operation.",
        "minimum ≥4 wk before …",
        "minimum ≥4 wk after en operation",
    ),
    ("DT inom 20 minuter och trombolys inom 30 minuter från ankomst", "limit ≤20 min", "limit ≤30 min from ankomst"),
    (
        "Räkna NEWS2 varje timme i 6 timmar, sedan var fjärde timme",
        "frequency 1×1 h",
        "duration 6 h",
        "frequency 1×4 h",
    ),
    ("återbesök efter 2 veckor och därefter varje månad", "point 2 wk", "frequency 1×1 mo"),
]

TIMES = [*LIMITS, *EARLIEST, *LASTING, *POINTS, *RANGES, *FREQUENCIES, *SEVERAL]

NOT_TIMES = [
    "patienter som är 18 år eller äldre",
    "över 80 år",
    "under 80 år med kardioembolisk hjärninfarkt",
    "65-årig kvinna",
    "patienter som är 80 år och äldre",
    "vuxna från 18 år",
    "minst 18 år",
    "mellan 18 och 65 år",
    "18–79 år",
    "barn under 3 månader",
    "barn 6 månader eller äldre",
    "äldre än 6 månader",
    "yngre än 2 år",
    "6 månader gamla barn",
    "vid 6 månaders ålder",
    "efter 65 års ålder",
    "vid 50 år",
    "en man på 72 år",
    "80 år+",
    "sedan 2019",
    "2023 års enkät",
    "under 2019–2021",
    "per år insjuknar 25 000 personer",
    "i dag",
    "en dag i taget",
    "dagliga verksamheter",
    "det dagliga livet",
    "6-minuters gångtest",
    "treårsuppföljning",
    "dag 3 efter operation",
    "graviditetsvecka 12",
    "vecka 12–14",
    "vården i veckorna",
    "kl. 12",
    "utveckla vården",
    "många minns",
    "sexårsdagen",
    "samma dag",
    "för 3 månader sedan",
    "skadas mer för varje minut",
    "F32.1 dagar",
    "2019-05-14 dagar",
    "inom minst 2 veckor",
    "inom några dagar",
    "5–3 veckor",
    "inom 12345 dagar",
    "INOM 30 MINUTER",
    "två min",
    "24 timmar till 3 dygn",
    "mellan 30 minuter och två timmar",
    "30 minuter–2 timmar",
    "Socialdepartementet 2014h",
    "de senaste åren",
    "varje gång",
    "dygnet runt",
    "1/2 timme",
    "",
    "år",
    "minuter",
]


@pytest.mark.parametrize(("text", "expected"), [(text, rest) for text, *rest in TIMES], ids=[row[0] for row in TIMES])
def test_times_mean(text: str, expected: list[str]) -> None:
    assert [short(time) for time in scan_times(text)] == expected


@pytest.mark.parametrize("text", NOT_TIMES)
def test_not_times(text: str) -> None:
    assert scan_times(text) == ()


def test_places_and_events() -> None:
    text = "Påbörja DT inom 20 minuter från ankomst när reperfusion är möjlig."
    (time,) = scan_times(text)
    assert text[time.start : time.end] == "inom 20 minuter från ankomst"
    assert text[time.event_start : time.event_end] == "ankomst" == time.event


def test_event_words_are_joined_by_single_spaces() -> None:
    (time,) = scan_times("inom 2 veckor efter avslutad\n  behandling")
    assert time.event == "avslutad behandling"


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("inom 2 veckor", Numerals.DIGITS),
        ("inom två veckor", Numerals.WORDS),
        ("2 till fyra veckor", Numerals.WORDS),
        ("en gång per år", Numerals.WORDS),
        ("1 gång per år", Numerals.DIGITS),
        ("var tredje månad", Numerals.WORDS),
        ("var 3:e månad", Numerals.DIGITS),
        ("årligen", Numerals.NONE),
        ("varje vecka", Numerals.NONE),
        ("senaste året", Numerals.NONE),
    ],
)
def test_notation(text: str, numerals: Numerals) -> None:
    (time,) = scan_times(text)
    assert time.numerals is numerals


@pytest.mark.parametrize(
    ("text", "high", "low"),
    [
        ("inom 30 minuter", "PT30M", None),
        ("inom 14 dagar", "P14D", None),
        ("i minst 6 månader", "P6M", None),
        ("inom 4,5 timmar", "PT4.5H", None),
        ("30–60 sekunder", "PT60S", "PT30S"),
        ("2–4 veckor", "P4W", "P2W"),
        ("vart femte år", "P5Y", None),
        ("ett halvt år", "P6M", None),
    ],
)
def test_iso_8601(text: str, high: str, low: str | None) -> None:
    (time,) = scan_times(text)
    assert (time.iso8601, time.iso8601_low) == (high, low)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("inom två veckor", "senast 2 veckor"),
        ("ett halvår", "6 månader"),
        ("en gång om året", "Årligen"),
        ("var tredje månad", "varje kvartal"),
        ("två gånger dagligen", "2 ggr/dygn"),
    ],
)
def test_same_meaning_is_equal(one: str, other: str) -> None:
    assert scan_times(one) == scan_times(other)
    assert len({*scan_times(one), *scan_times(other)}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("inom 14 dagar", "inom 2 veckor"),
        ("inom 14 dagar", "i högst 14 dagar"),
        ("inom 3 dagar", "inom 3 vardagar"),
        ("2 veckor före operation", "2 veckor efter operation"),
        ("senast 2 veckor före operation", "inom 2 veckor före operation"),
    ],
)
def test_different_meaning_is_not_equal(one: str, other: str) -> None:
    assert scan_times(one) != scan_times(other)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("senast inom två veckor efter remiss", "inom 2 veckor efter remiss"),
        ("var tredje månad", "var 3:e månad"),
        ("vartannat år", "vartannat år"),
        ("Årlig", "1 gång per år"),
        ("de senaste tolv månaderna", "senaste 12 månaderna"),
        ("senaste dygnet", "senaste dagen"),
        ("en halv timme", "i 30 minuter"),
        ("±3 månader", "inom 3 månader före eller efter"),
        ("två till tre gånger i veckan", "2–3 gånger per vecka"),
    ],
)
def test_canonical_wording(text: str, canonical: str) -> None:
    (time,) = scan_times(text)
    assert time.swedish() == canonical
