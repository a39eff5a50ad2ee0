"""SNOMED CT: identifiers of concepts only, never terms, which are licensed."""

from __future__ import annotations

import re

from rodtrad.codes import CodeSystem

# Verhoeff's check digit: the dihedral group of order ten and the powers of one permutation (SNOMED CT Technical
# Implementation Guide). It catches every single wrong digit and every swap of two neighbours.
_PRODUCT = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    (1, 2, 3, 4, 0, 6, 7, 8, 9, 5),
    (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7),
    (4, 0, 1, 2, 3, 9, 5, 6, 7, 8),
    (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2),
    (7, 6, 5, 9, 8, 2, 1, 0, 4, 3),
    (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)
_STEP = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _powers() -> tuple[tuple[int, ...], ...]:
    powers = [tuple(range(10))]
    while len(powers) < 8:
        powers.append(tuple(_STEP[digit] for digit in powers[-1]))
    return tuple(powers)


_POWERS = _powers()


def check_digit(number: str) -> str:
    """The digit that makes `number` an identifier."""
    return str(next(digit for digit in range(10) if _remainder(f"{number}{digit}") == 0))


def _remainder(identifier: str) -> int:
    value = 0
    for place, digit in enumerate(reversed(identifier)):
        value = _PRODUCT[value][_POWERS[place % 8][int(digit)]]
    return value


def _check(code: str) -> bool:
    return _remainder(code) == 0


def _link(code: str) -> str:
    return f"http://snomed.info/id/{code}"


SYSTEM = CodeSystem(
    scheme="snomed",
    name="SNOMED CT",
    title="SNOMED CT, begreppsidentifierare",
    uri="http://snomed.info/sct",
    aliases=(
        "http://snomed.info/sct/45991000052106",  # the Swedish edition
        "urn:oid:2.16.840.1.113883.6.96",  # HL7
        "urn:oid:1.2.752.116.2.1.1",  # the Swedish edition in the national service contracts
        "urn:oid:1.2.752.116.2.1.1.1",  # older certificate formats
    ),
    # 6–18 digits, no leading zero; the two before the check digit say concept: 00, or 10 after a namespace of seven.
    pattern=re.compile(r"[1-9][0-9]{2,14}00[0-9]|[1-9][0-9]{0,7}[0-9]{7}10[0-9]"),
    example="22298006",
    check=_check,
    link=_link,
)
