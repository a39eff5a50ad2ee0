"""Units of measure as they are written in Swedish clinical text and in UCUM."""

from __future__ import annotations

_BASE = {
    **{unit: unit for unit in ("kg", "g", "mg", "ng", "pg", "mol", "mmol", "nmol", "pmol", "mm", "cm", "m", "m2")},
    **{unit: unit for unit in ("kPa", "kcal", "kJ", "Gy", "mSv", "dB", "Hz", "mV")},
    **dict.fromkeys(("kilo", "kilogram"), "kg"),
    "gram": "g",
    "milligram": "mg",
    **dict.fromkeys(("µg", "μg", "ug", "mcg", "mikrogram"), "ug"),
    **dict.fromkeys(("µmol", "μmol", "umol", "mikromol"), "umol"),
    **dict.fromkeys(("µm", "μm"), "um"),
    **dict.fromkeys(("µkat", "μkat", "ukat"), "ukat"),
    **dict.fromkeys(("l", "L", "liter"), "L"),
    **dict.fromkeys(("dl", "dL", "deciliter"), "dL"),
    **dict.fromkeys(("cl", "cL", "centiliter"), "cL"),
    **dict.fromkeys(("ml", "mL", "milliliter"), "mL"),
    **dict.fromkeys(("µl", "μl", "µL", "μL"), "uL"),
    **dict.fromkeys(("IE", "IU"), "[iU]"),
    **dict.fromkeys(("mIE", "mIU"), "m[iU]"),
    **dict.fromkeys(("kIE", "kIU"), "k[iU]"),
    **dict.fromkeys(("mmHg", "mm Hg"), "mm[Hg]"),
    **dict.fromkeys(("cmH2O", "cm H2O"), "cm[H2O]"),
    **dict.fromkeys(("%", "procent"), "%"),
    **dict.fromkeys(("°C", "° C", "grader C", "grader Celsius"), "Cel"),
    **dict.fromkeys(("m²", "kvadratmeter"), "m2"),
    "centimeter": "cm",
    "meter": "m",
    "poäng": "{score}",
    "×10⁹": "10*9",
    "×10¹²": "10*12",
}
_BELOW = {
    **dict.fromkeys(("s", "sekund"), "s"),
    **dict.fromkeys(("min", "minut"), "min"),
    **dict.fromkeys(("h", "tim", "timme"), "h"),
    **dict.fromkeys(("d", "dag", "dygn"), "d"),
    "vecka": "wk",
    "månad": "mo",
    "1,73 m²": "{1.73_m2}",
    "1,73 m2": "{1.73_m2}",
    "1,73m²": "{1.73_m2}",
    "1,73m2": "{1.73_m2}",
}
"""What may only stand below the line."""

_COUNTED = frozenset({"slag", "andetag", ""})
"""Things counted per minute: UCUM has no unit for them."""

_SWEDISH = {
    "ug": "µg",
    "umol": "µmol",
    "um": "µm",
    "ukat": "µkat",
    "L": "l",
    "dL": "dl",
    "cL": "cl",
    "mL": "ml",
    "uL": "µl",
    "[iU]": "IE",
    "m[iU]": "mIE",
    "k[iU]": "kIE",
    "mm[Hg]": "mmHg",
    "cm[H2O]": "cmH2O",
    "Cel": "°C",
    "m2": "m²",
    "{score}": "poäng",
    "10*9": "×10⁹",
    "10*12": "×10¹²",
    "{1.73_m2}": "1,73 m²",
    "d": "dygn",
    "wk": "vecka",
    "mo": "månad",
}


def ucum(written: str) -> str | None:
    """The UCUM code of a unit as written ("mmol/l", "ml/min/1,73 m²", "mg per dygn"), or None if it is not one."""
    first, *below = [part.strip() for part in f" {written}".replace(" per ", "/").split("/")]
    if first in _COUNTED:
        return "/min" if below and _BELOW.get(below[0]) == "min" and len(below) == 1 else None
    code = _BASE.get(first)
    if code is None:
        return None
    for part in below:
        under = _BASE.get(part) or _BELOW.get(part)
        if under is None:
            return None
        code += "/" + under
    return code


def swedish_unit(code: str) -> str:
    """The one way we write a UCUM unit that `ucum` gives."""
    return "/".join(_SWEDISH.get(part, part) for part in code.split("/"))
