"""Amounts with units in clinical Swedish, and doses."""

from __future__ import annotations

import pytest

from rodtrad.quantities import Amount, scan_amounts


def short(amount: Amount) -> str:
    """One line that says all that is compared."""
    comparator = "" if amount.comparator in ("=", None) else amount.comparator
    number = f"{amount.value:f}"
    number += f"/{amount.over:f}" if amount.over is not None else ""
    number += f"–{amount.high:f}" if amount.high is not None else ""
    dose = ""
    if amount.times:
        dose = f" ×{amount.times}{f'–{amount.times_high}' if amount.times_high else ''} per {amount.per}"
    return f"{comparator}{number} {amount.unit}{' cirka' if amount.approximate else ''}{dose}"


AMOUNTS = [
    ("systoliskt blodtryck under 140 mmHg", "<140 mm[Hg]"),
    ("Håll blodtrycket under 180/105 mm Hg i minst 24 timmar", "<180/105 mm[Hg]"),
    ("blodtryck ≤ 140/90 mmHg", "≤140/90 mm[Hg]"),
    ("acetylsalicylsyra 75 mg × 1", "75 mg ×1 per d"),
    ("1 g x 4", "1 g ×4 per d"),
    ("1 g × 3–4", "1 g ×3–4 per d"),
    ("500 mg 2 gånger dagligen", "500 mg ×2 per d"),
    ("500 mg, två gånger per dag", "500 mg ×2 per d"),
    ("10 mg 1–2 gånger dagligen", "10 mg ×1–2 per d"),
    ("70 mg en gång i veckan", "70 mg ×1 per wk"),
    ("20 mg dagligen", "20 mg ×1 per d"),
    ("500 mg per os", "500 mg"),
    ("högst 200 mg per dygn", "≤200 mg/d"),
    ("10 mg/kg/dygn", "10 mg/kg/d"),
    ("minst 30 ml/kg balanserad kristalloid", "≥30 mL/kg"),
    ("laktat över 2 mmol/l", ">2 mmol/L"),
    ("glukos 4–7 mmol/l", "4–7 mmol/L"),
    ("mellan 4 och 7 mmol/l", "4–7 mmol/L"),
    ("TSH 0,4–4,0 mIE/l", "0.4–4 m[iU]/L"),
    ("< 4 mmol/l eller > 20 mmol/l", "<4 mmol/L", ">20 mmol/L"),
    ("HbA1c 52 mmol/mol eller högre", "≥52 mmol/mol"),
    ("BMI ≥ 30 kg/m²", "≥30 kg/m2"),
    ("BMI <18,5 kg/m2", "<18.5 kg/m2"),
    ("temperatur 38,5 °C", "38.5 Cel"),
    ("över 38 grader Celsius", ">38 Cel"),
    ("minst 80 % av patienterna", "≥80 %"),
    ("cirka 20 procent", "20 % cirka"),
    ("5 000 IE", "5000 [iU]"),
    ("100\u00a0000 IE/dygn", "100000 [iU]/d"),
    ("dag 1 500 mg", "500 mg"),
    ("eGFR under 30 ml/min/1,73 m²", "<30 mL/min/{1.73_m2}"),
    ("LPK 4,0 × 10⁹/l", "4 10*9/L"),
    ("trombocyter < 50 x 10^9/l", "<50 10*9/L"),
    ("hjärtfrekvens över 100 slag/min", ">100 /min"),
    ("andningsfrekvens ≥ 22 per minut", "≥22 /min"),
    ("25 µg/h", "25 ug/h"),
    ("syrgas 2 l/min", "2 L/min"),
    ("tjocklek 3 mm", "3 mm"),
    ("viktnedgång 5 kg", "5 kg"),
    ("1 500 kcal per dygn", "1500 kcal/d"),
    ("MADRS-S minst 20 poäng", "≥20 {score}"),
    ("kreatinin 90 µmol/l", "90 umol/L"),
    ("saturation lägre än 92 %", "<92 %"),
    ("upp till 40 mg", "≤40 mg"),
    ("CRP 10 till 40 mg/l", "10–40 mg/L"),
    ("vitamin B12 1 mg", "1 mg"),
    ("PaO2 under 8 kPa", "<8 kPa"),
    ("morfin 10, 20 och 40 mg", "40 mg"),
]

NOT_AMOUNTS = [
    "",
    "18 år",
    "150–300 minuter",
    "över 80 år",
    "2019",
    "F32.1 mg",
    "NIHSS 5",
    "BMI över 30",
    "1/2 liter",
    "140/90 mg",
    "2 enheter",
    "tre gram",
    "5 mmHgx",
    "25 000 personer",
    "5 procentenheter",
    "10–5 mg",
    "3 m.m.",
    "10 grader",
]


@pytest.mark.parametrize(
    ("text", "expected"), [(text, rest) for text, *rest in AMOUNTS], ids=[row[0] for row in AMOUNTS]
)
def test_amounts_mean(text: str, expected: list[str]) -> None:
    assert [short(amount) for amount in scan_amounts(text)] == expected


@pytest.mark.parametrize("text", NOT_AMOUNTS)
def test_not_amounts(text: str) -> None:
    assert scan_amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("500 mg två gånger dagligen", "500 mg 2 gånger per dag"),
        ("75 mg × 1", "75 mg 1 gång per dag"),
        ("≥30 kg/m2", "minst 30 kg/m²"),
        ("5 000 IE", "5000 IE"),
        ("4,0 x 10^9/l", "4 ×10⁹/l"),
        ("80 mm Hg", "80 mmHg"),
    ],
)
def test_canonical_wording(text: str, canonical: str) -> None:
    (amount,) = scan_amounts(text)
    assert amount.swedish() == canonical
    assert scan_amounts(canonical) == (amount,)


def test_place() -> None:
    text = "Ge högst 200 mg per dygn, fördelat."
    (amount,) = scan_amounts(text)
    assert text[amount.start : amount.end] == "högst 200 mg per dygn"
