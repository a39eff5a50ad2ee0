"""ATC, the classification of medicines, at all its five levels."""

from __future__ import annotations

import re

from rodtrad.codes import CodeSystem

_ABOVE = {7: 5, 5: 4, 4: 3, 3: 1}


def _tidy(code: str) -> str:
    return "".join(code.split()).upper()


def _above(code: str) -> str | None:
    """N06AB04 → N06AB → N06A → N06 → N."""
    return code[: _ABOVE[len(code)]] if len(code) in _ABOVE else None


def _link(code: str) -> str:
    return f"https://atcddd.fhi.no/atc_ddd_index/?code={code}"


_GROUPS = {
    "A": "Matsmältning och ämnesomsättning",
    "B": "Blod",
    "C": "Hjärta och kretslopp",
    "D": "Hud",
    "G": "Urin- och könsorgan, könshormoner",
    "H": "Andra hormoner",
    "J": "Infektioner",
    "L": "Tumörer och immunförsvar",
    "M": "Rörelseorgan",
    "N": "Nervsystemet",
    "P": "Parasiter",
    "R": "Andningsorgan",
    "S": "Ögon och öron",
    "V": "Övrigt",
}
"""The fourteen anatomical main groups (WHO Collaborating Centre for Drug Statistics); the names are ours."""


def _group(code: str) -> str:
    return f"{code[:1]} {_GROUPS.get(code[:1], '')}".strip()


SYSTEM = CodeSystem(
    scheme="atc",
    name="ATC",
    title="Anatomisk-terapeutisk-kemisk klassifikation av läkemedel",
    uri="http://www.whocc.no/atc",  # HL7 Terminology, NamingSystem v3-WC
    aliases=(
        "urn:oid:2.16.840.1.113883.6.73",  # the same NamingSystem
        "urn:oid:1.2.752.129.2.2.3.1.1",  # the national service contracts
        "http://whocc.no/atc",  # a common slip
    ),
    # The fourteen anatomical main groups. No pattern for prose: A10 is a road, C09 a cancer.
    pattern=re.compile(r"[ABCDGHJLMNPRSV](?:[0-9]{2}(?:[A-Z](?:[A-Z](?:[0-9]{2})?)?)?)?"),
    example="N06AB04",
    tidy=_tidy,
    above=_above,
    link=_link,
    chapter=_group,
)
