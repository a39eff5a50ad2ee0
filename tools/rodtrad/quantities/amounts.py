"""Find amounts with a unit, and doses, in Swedish prose."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import astuple

from rodtrad.quantities.expression import Comparator
from rodtrad.quantities.grammar import PLACED
from rodtrad.quantities.measures import swedish_unit, ucum
from rodtrad.quantities.numerals import figures, plain, read_number
from rodtrad.quantities.patterns import later
from rodtrad.quantities.times import has_figure
from rodtrad.quantities.units import FORMS, NAMES


class Amount(Struct, frozen=True, eq=False):
    """One number with a unit. Two are equal when they mean the same; the place is not compared."""

    value: Decimal
    unit: str
    """UCUM."""
    comparator: Comparator | None = "="
    """None for ranges and approximate values."""
    high: Decimal | None = None
    """Upper end of a range."""
    over: Decimal | None = None
    """The second figure of a blood pressure: 90 of "140/90 mmHg"."""
    times: int | None = None
    """Of a dose: how many times in `per`."""
    times_high: int | None = None
    per: str | None = None
    """Of a dose: UCUM d, wk …; "75 mg × 1" is once a day."""
    approximate: bool = False
    start: int = 0
    end: int = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Amount) and astuple(self)[:-2] == astuple(other)[:-2]

    def __hash__(self) -> int:
        return hash(astuple(self)[:-2])

    def swedish(self) -> str:
        """The one wording we write for this meaning; scanning it gives an equal amount."""
        compared = {"≥": "minst ", "≤": "högst ", ">": "över ", "<": "under "}.get(self.comparator or "", "")
        number = _grouped(self.value)
        if self.over is not None:
            number += f"/{_grouped(self.over)}"
        if self.high is not None:
            number += f"–{_grouped(self.high)}"
        dose = ""
        if self.times is not None and self.per is not None:
            upper = f"–{self.times_high}" if self.times_high else ""
            many = "gånger" if self.times != 1 or upper else "gång"
            dose = f" {self.times}{upper} {many} per {NAMES[self.per][0]}"
        return f"{compared}{'cirka ' if self.approximate else ''}{number} {swedish_unit(self.unit)}{dose}"


def _grouped(value: Decimal) -> str:
    """Figures; from seven on in threes, without which such a number is not read."""
    whole, comma, rest = figures(value).partition(",")
    return (f"{int(whole):,}".replace(",", "\u00a0") if len(whole) > 6 else whole) + comma + rest


_FIGURES = r"(?:(?:[0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3}){1,3}(?![0-9])|[0-9]{0,6})(?:[.,][0-9]{1,4})?)"
_WORD = r"[A-Za-zµμåäö]{1,11}[²2]?"
_AMOUNT = later(
    # The first figure, then a look back: nothing that this number could be the rest of.
    rf"""([0-9](?<![\w.,/:–—-][0-9]){_FIGURES})
    (?:/(?P<over>[0-9]{{2,3}}))?
    (?:(?:\s?[–—-]\s?|\s+till\s+)(?P<high>[0-9]{_FIGURES}))?
    \s{{0,2}}
    (?P<unit>%|°\s?C(?!\w)|/min(?!\w)|per\s+minut(?!\w)|mm\s?Hg(?!\w)|cm\s?H2O(?!\w)|grader\s+C(?:elsius)?(?!\w)
      |(?:[×x]\s?10(?:⁹|¹²|\^?9|\^?12)|{_WORD})(?:(?:/|\s+per\s+)(?:1,73\s?m[²2]|{_WORD})){{0,2}}(?!\w|\.\w))""",
    re.VERBOSE,
)

_COMPARED: dict[str, Comparator] = {
    **dict.fromkeys(("minst", "lägst", "≥", ">="), "≥"),
    **dict.fromkeys(("högst", "max", "maximalt", "upp till", "som mest", "≤", "<="), "≤"),
    **dict.fromkeys(("över", "mer än", "större än", "högre än", "överstigande", "överstiger", ">"), ">"),
    **dict.fromkeys(("under", "mindre än", "lägre än", "understigande", "understiger", "<"), "<"),
}
_BEFORE = later(
    r"""(?<!\w)(?:(?P<compare>(?:minst|lägst|högst|max(?:imalt)?|upp\s+till|som\s+mest|över|under|överstig(?:er|ande)
        |understig(?:er|ande)|(?:mer|mindre|större|högre|lägre)\s+än)(?=\s)|[≥≤<>]=?)\s{0,3})?
    (?:(?P<about>cirka|ca\.?|ungefär|omkring|runt)\s{1,3})?
    (?:mellan\s+(?P<low>[0-9]{1,6}(?:[.,][0-9]{1,4})?)\s+och\s+)?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_SMALL = r"\d{1,2}|en|ett|två|tre|fyra|fem|sex"
_AFTER = later(
    rf"""(?:\s+eller\s+(?:(?P<more>mera?|högre|över)|(?P<less>mindre|lägre|under))\b)?
    (?:\s*[×x]\s*(?P<by>\d{{1,2}})(?:\s?[–-]\s?(?P<by_high>\d{{1,2}}))?(?![\w,.]\d|\w)
      |,?\s+(?P<count>{_SMALL})(?:(?:\s?[–-]\s?|\s+till\s+)(?P<count_high>{_SMALL}))?\s+(?:gång(?:er)?|ggr)
        (?:\s+per\s+|\s?/\s?|\s+om\s+|\s+i\s+|\s+)(?P<period>[a-zåäö]{{1,9}})\b
      |\s+(?P<daily>dagligen)\b)?""",
    re.VERBOSE,
)

_POWER = later(r"[×x]\s?10(⁹|¹²|\^?9|\^?12)")


def scan_amounts(text: str) -> tuple[Amount, ...]:
    """Every amount with a unit in `text`, in order. Total and linear.

    Not read, on purpose: times and ages (see `scan_times`); numbers in words; a number without a unit ("BMI över 30",
    "NIHSS 5"); a bare "E" or "enheter"; temperature in bare "grader"; the first numbers of a list ("10, 20 och 40 mg");
    "2 × 500 mg" as a product; negative numbers.
    """
    if not has_figure(text):
        return ()
    found: list[Amount] = []
    done = 0
    for match in _AMOUNT().finditer(text):
        if match.start() < done:
            continue
        amount = _read(text, match, done)
        if amount:
            found.append(amount)
            done = amount.end
    return tuple(found)


def _read(text: str, match: re.Match[str], done: int) -> Amount | None:
    found = _unit(match)
    if found is None:
        return None
    unit, end = found
    start, value = match.start(), _value(match[1])
    if " " in match[1] and PLACED().search(text, max(0, start - 12), start):  # "dag 1 500 mg": the 1 is the day's
        start += match[1].index(" ") + 1
        value = _value(text[start : match.end(1)])
    high = _value(match["high"]) if match["high"] else None
    over = Decimal(match["over"]) if match["over"] else None
    before = _BEFORE().search(text, max(done, start - 40), start)
    compared, about, low = before.group("compare", "about", "low") if before else (None, None, None)
    if low and high is None:
        value, high = _value(low), value
    if (high is not None and high <= value) or (over is not None and unit != "mm[Hg]"):
        return None
    after = _AFTER().match(text, end)
    more, less = after.group("more", "less") if after else (None, None)
    comparator = _COMPARED[" ".join(compared.lower().split())] if compared else "≥" if more else "≤" if less else None
    if comparator is None and high is None and not about:
        comparator = "="
    times, times_high, per, end = _dose(after, end)
    return Amount(
        value,
        unit,
        comparator,
        high,
        over,
        times,
        times_high,
        per,
        approximate=bool(about),
        start=before.start() if before and (compared or about or low) else start,
        end=end,
    )


def _value(written: str) -> Decimal:
    return plain(Decimal("".join(written.split()).replace(",", ".")))


def _unit(match: re.Match[str]) -> tuple[str, int] | None:
    """The UCUM code and where the unit ends; of "500 mg per os" only "mg" is one."""
    written = match["unit"]
    while True:
        code = ucum(_POWER().sub(_power, " ".join(written.split())))
        if code is not None:
            return code, match.start("unit") + len(written)
        cut = max(written.rfind("/"), written.rfind(" per "))
        if cut < 1:
            return None
        written = written[:cut].rstrip()


def _power(found: re.Match[str]) -> str:
    return "×10¹²" if found[1] in ("¹²", "12", "^12") else "×10⁹"


def _dose(after: re.Match[str] | None, end: int) -> tuple[int | None, int | None, str | None, int]:
    """How many times, in which period, and where the amount with its dose ends."""
    if after is None:
        return None, None, None, end
    end = max(end, after.end("more"), after.end("less"))
    if after["daily"]:
        return 1, None, "d", after.end()
    count = after["by"] or after["count"]
    if not count:
        return None, None, None, end
    upper = after["by_high"] or after["count_high"]
    form = FORMS.get(after["period"] or "dag")
    least, most = int(read_number(count)), int(read_number(upper)) if upper else None
    if form is None or form.factor != 1 or form.genitive or not least or (most is not None and most <= least):
        return None, None, None, end
    return least, most, form.unit, after.end()
