"""HSA-id: units and people in the national directory of Swedish health care."""

from __future__ import annotations

import re

from rodtrad.codes import CodeSystem


def _tidy(code: str) -> str:
    """Case tells two ids apart after the hyphen, so only the country is put in capitals."""
    bare = "".join(code.split())
    return bare[:2].upper() + bare[2:]


SYSTEM = CodeSystem(
    scheme="hsa",
    name="HSA-id",
    title="Identitet i Katalogtjänst HSA",
    uri="urn:oid:1.2.752.29.4.19",  # HL7 Sweden's base profiles
    aliases=("urn:oid:1.2.752.129.2.1.4.1",),  # the national service platform
    # SE, the ten digits of the owner's organisation number, a hyphen, letters and digits; at most 31 characters in all.
    pattern=re.compile(r"SE[0-9]{10}-[0-9A-Za-z]{1,18}"),
    example="SE2321000131-P000000123457",
    tidy=_tidy,
    topical=False,
)
