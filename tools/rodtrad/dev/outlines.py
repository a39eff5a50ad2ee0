"""What one test pathway has decided before a word is written: subject, nodes, letters, limits, goals, indicators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rodtrad.dev.chapters import CHAPTERS, THREADS
from rodtrad.dev.grammar import Dice, Grammar
from rodtrad.dev.nodes import GROUPS
from rodtrad.dev.phrases import CARE, GENERAL, PATIENT
from rodtrad.dev.subjects import Subject, subject
from rodtrad.dev.ways import choose

_SLOTS = {
    "symptom": "symptoms", "sign": "signs", "test": "tests", "image": "images", "drug": "drugs",
    "therapy": "therapies", "complication": "complications", "activity": "activities",
}  # fmt: skip
_THREADS_ALWAYS, _THREADS_CHOSEN = ("vantan", "uppfoljning", "funktion"), 5


@dataclass(frozen=True, slots=True)
class Thread:
    """One challenge, the goal that meets it, and the indicator that follows the goal."""

    word: str
    challenge: str
    goal: str
    short: str
    measure: str
    measure_title: str
    node: str


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything that more than one document needs to know of one pathway."""

    subject: Subject
    chosen: frozenset[str]
    letters: dict[str, str]
    wait_days: int
    evaluate_weeks: int
    threads: tuple[Thread, ...]
    seed: int

    @property
    def indicators(self) -> tuple[Thread, ...]:
        """The threads that have an indicator: always five."""
        return self.threads[:_THREADS_CHOSEN]


_MEASURES: dict[str, tuple[str, str]] = {
    "vantan": ("Bedömning inom {wait} dagar vid {title}", "kartlaggning"),
    "samordning": ("Gemensam vårdplan vid {title}", "plan"),
    "delaktighet": ("Upplevd delaktighet vid {title}", "plan"),
    "uppfoljning": ("Utvärdering inom {weeks} veckor vid {title}", "utvardering"),
    "funktion": ("Förbättrad funktion vid {title}", "utvardering"),
    "information": ("Begriplig information enligt patienten vid {title}", "plan"),
    "ojamlikhet": ("Erbjuden {therapy} vid {title}", "behandling"),
}


def outline(index: int, seed: int) -> Outline:
    """Return the outline of pathway number `index`: the same whichever document asks."""
    about = subject(index, seed)
    dice = Dice((seed * 1_000_003 + index) * 8 + 1)
    chosen = choose(dice)
    order = [kind.id for group in GROUPS for kind in group.kinds if kind.id in chosen]
    letters = {node: chr(ord("A") + at) for at, node in enumerate(order)}
    wait, weeks = dice.between(5, 28), dice.between(4, 12)
    therapy, activity = dice.pick(about.system.words["therapies"]), dice.pick(about.system.words["activities"])
    others = dice.shuffled([entry[0] for entry in THREADS if entry[0] not in _THREADS_ALWAYS])
    words = [*_THREADS_ALWAYS, *others[: 3 if index % 3 == 0 else 2]]
    by_word = {entry[0]: entry for entry in THREADS}
    threads = []
    for word in words:
        _, challenge, goal, short = by_word[word]
        limit = (
            f"inom {wait} dagar från [ingång](#in-misstanke)"
            if word == "vantan"
            else f"inom {weeks} veckor från [behandlingsstart](#behandling)"
        )
        title = about.title[0].lower() + about.title[1:]
        measure_title, node = _MEASURES[word]
        threads.append(
            Thread(
                word=word,
                challenge=challenge,
                goal=goal.format(limit=limit, activity=activity, therapy=therapy, the_disease=about.the_disease),
                short=short,
                measure=f"exempel-{word}-{about.id}",
                measure_title=measure_title.format(wait=wait, weeks=weeks, title=title, therapy=therapy),
                node=node,
            )
        )
    return Outline(about, chosen, letters, wait, weeks, tuple(threads), seed)


def voice(plan: Outline, stream: int) -> Grammar:
    """Return a grammar that speaks of this pathway; `stream` keeps documents of one pathway apart."""
    about = plan.subject
    words = about.system.words
    dice = Dice((plan.seed * 1_000_003 + about.index) * 8 + stream)
    nodes = list(plan.letters.items())

    def number(low: int, high: int, form: str) -> Callable[[], str]:
        return lambda: form.format(dice.between(low, high))

    def span(low: int, high: int, step: int, unit: str) -> Callable[[], str]:
        def make() -> str:
            first = dice.between(low, high) * step
            return f"{first}–{first + step * dice.between(1, 3)} {unit}"

        return make

    def node() -> str:
        name, letter = dice.pick(nodes)
        return f"[{letter}](#{name})"

    def some(*makers: Callable[[], str]) -> Callable[[], str]:
        return lambda: dice.pick(makers)()

    start = "[behandlingsstart](#behandling)"
    made: dict[str, Callable[[], str]] = {
        "node": node,
        "n": number(2, 90, "{}"),
        "minutes": lambda: f"{dice.between(2, 6) * 5 + 10} minuter",
        "percent": span(1, 6, 5, "%"),
        "span": span(3, 12, 5, "minuter"),
        "span_weeks": span(2, 10, 1, "veckor"),
        "span_hours": span(2, 6, 1, "timmar"),
        "during": some(number(3, 12, "i minst {} månader"), number(6, 20, "i minst {} veckor")),
        "during_days": number(5, 14, "i minst {} dagar"),
        "frequency": some(
            number(2, 5, "minst {} gånger per vecka"),
            number(2, 4, "minst {} gånger per månad"),
            number(2, 6, "{} gånger per år"),
        ),
        "lookback": some(number(3, 18, "de senaste {} månaderna"), number(2, 5, "de senaste {} åren")),
        "points": some(
            number(3, 16, "{} veckor efter " + start),
            number(2, 9, "{} månader efter " + start),
            number(3, 12, "{} veckor efter [planeringen](#plan)"),
        ),
        "window": some(
            number(2, 6, "{} veckor före eller efter [planeringen](#plan)"),
            number(5, 20, "{} dagar före eller efter [bedömningen](#bedomning)"),
        ),
        "earliest": some(
            number(3, 10, "tidigast {} veckor efter " + start),
            number(2, 5, "tidigast {} månader efter [planeringen](#plan)"),
        ),
        "latest": number(3, 14, "senast {} dagar efter [undersökningen](#undersokning)"),
    }
    pools = {
        **{slot: words[name] for slot, name in _SLOTS.items()},
        **{f"care {phase}": texts for phase, texts in CARE.items()},
        **{f"patient {phase}": texts for phase, texts in PATIENT.items()},
        **CHAPTERS,
        **GENERAL,
        "comorbid": words["comorbid"] + GENERAL["general_comorbid"],
        "risk": words["risks"] + GENERAL["general_risk"],
    }
    fixed = {
        "disease": about.disease,
        "the_disease": about.the_disease,
        "part": about.part,
        "clinic": about.system.clinic,
        "specialist": about.system.specialist,
    }
    return Grammar(dice, pools, fixed, made)
