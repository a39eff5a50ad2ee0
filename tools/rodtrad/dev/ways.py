"""The flow of a test pathway: which nodes it has, and which ways lead between them."""

from __future__ import annotations

from dataclasses import dataclass

from rodtrad.dev.grammar import Dice
from rodtrad.dev.nodes import GROUPS

EXIT_EXCLUDED, EXIT_STABLE, EXIT_SPECIALIST = "ut-utesluten", "ut-stabil", "ut-specialist"


@dataclass(frozen=True, slots=True)
class Way:
    """One way onward: condition, explanation, targets joined by `joint`, and a limit after the last one."""

    targets: tuple[str, ...]
    condition: str = ""
    prose: str = ""
    joint: str = " och "
    limit: str = ""


_OPTIONAL = (
    "egenvard", "bilddiagnostik", "rehabilitering", "levnadsvanor", "arbetsformaga",
    "narstaende", "intensifiering", "lakemedel", "konferens", "ingrepp", "avslut",
)  # fmt: skip
_FEWEST, _MOST = 13, 18


def choose(dice: Dice) -> frozenset[str]:
    """Return the ids of the nodes that one pathway has: 13 to 18 of them."""
    every = [kind.id for group in GROUPS for kind in group.kinds]
    count = dice.between(_FEWEST, _MOST)
    needed = [node for node in every if node not in _OPTIONAL]
    return frozenset(needed + dice.shuffled(_OPTIONAL)[: max(1, count - len(needed))])


def _weeks(dice: Dice, low: int, high: int) -> str:
    return f"inom {dice.between(low, high)} veckor"


def ways(chosen: frozenset[str], dice: Dice, onward: str, evaluate_weeks: int) -> dict[str, tuple[Way, ...]]:
    """Return the ways onward from every chosen node; `onward` is the link to another pathway's entry."""

    def among(*ids: str) -> tuple[str, ...]:
        return tuple(node for node in ids if node in chosen)

    severe = ("Kraftig försämring.", "Tydlig försämring.", "Besvären ökar trots behandling.")
    flow: dict[str, tuple[Way, ...]] = {
        "kartlaggning": (Way(among("egenvard", "undersokning")),),
        "egenvard": (Way(("undersokning",)),),
        "undersokning": (Way(among("provtagning", "bilddiagnostik")),),
        "provtagning": (Way(("beslut-diagnos",)),),
        "bilddiagnostik": (Way(("beslut-diagnos",)),),
        "beslut-diagnos": (
            Way(("plan",), "Ja, lindrig eller måttlig.", "Fortsatt vård ges i primärvården."),
            Way(("remiss",), "Ja, svår.", "Specialiserad vård bedömer behovet.", limit=_weeks(dice, 2, 3)),
            Way((EXIT_EXCLUDED,), "Nej.", "Patienten får besked och råd."),
        ),
        "plan": (Way(among("behandling", "rehabilitering", "levnadsvanor", "arbetsformaga", "narstaende")),),
        "behandling": (Way(("utvardering",), limit=f"inom {evaluate_weeks} veckor"),),
        "rehabilitering": (Way(("utvardering",)),),
        "levnadsvanor": (Way(("utvardering",)),),
        "arbetsformaga": (Way(("utvardering",)),),
        "narstaende": (Way(("utvardering",)),),
        "utvardering": (
            Way(("remiss",), dice.pick(severe), "Primärvården behåller kontakten under väntetiden."),
            *(Way((node,), "Misstänkt biverkning.", "Genomgången görs före nästa förskrivning.")
              for node in among("lakemedel")),
            Way(("beslut-mal",), "Annars."),
        ),
        "beslut-mal": (
            Way(("langtid",), "Ja.", "Planen övergår i uppföljning."),
            Way(("behandling",), "Delvis.", "Behandlingen justeras och fortsätter."),
            Way((*among("intensifiering"), "remiss"), "Nej.", "Välj efter besvärens grad.", joint=" eller "),
        ),
        "intensifiering": (Way(("utvardering",), limit=_weeks(dice, 6, 10)),),
        "lakemedel": (Way(("behandling",)),),
        "remiss": (Way(("bedomning",), limit=f"inom {dice.between(14, 60)} dagar"),),
        "bedomning": (Way(among("konferens") or ("beslut-vard",)),),
        "konferens": (Way(("beslut-vard",)),),
        "beslut-vard": (
            Way(among("ingrepp") or (EXIT_SPECIALIST,), "Ja.", "Specialiserad vård har ansvaret."),
            Way((onward,), "Ja, men för ett annat tillstånd.", "Patienten fortsätter i ett annat vårdförlopp."),
            Way(("aterremiss",), "Nej.", "Primärvården får ett skriftligt svar."),
        ),
        "ingrepp": (
            Way((EXIT_SPECIALIST,), "Fortsatt specialiserad vård."),
            Way(("aterremiss",), "Färdigbehandlad.", "Planen lämnas över."),
        ),
        "aterremiss": (Way(("langtid",), limit=f"inom {dice.between(20, 40)} dagar"),),
        "langtid": (
            Way(among("avslut") or (EXIT_STABLE,), "Stabilt tillstånd.", "Uppföljningen avslutas."),
            Way(("langtid",), "Fortsatt behov.", limit=f"minst {dice.between(2, 4)} gånger per år"),
            Way(("utvardering",), "Nya besvär."),
        ),
        "avslut": (Way((EXIT_STABLE,)),),
    }  # fmt: skip
    return {node: flow[node] for node in flow if node in chosen}
