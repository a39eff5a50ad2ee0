"""KVÅ, the Swedish classification of health interventions: surgical ABC12 and medical AB123."""

from __future__ import annotations

import re

from rodtrad.codes import CodeSystem


def _tidy(code: str) -> str:
    return "".join(code.split()).upper()


SYSTEM = CodeSystem(
    scheme="kva",
    name="KVÅ",
    title="Klassifikation av vårdåtgärder",
    uri="urn:oid:1.2.752.116.1.3.2.1.4",  # the national service contracts; no URI is registered
    aliases=(
        "urn:oid:1.2.752.116.1.3.2.3.4",  # Socialstyrelsen's list of OIDs, by a mapping project
        "urn:oid:1.2.752.129.2.2.2.1",  # the same project; said to be used for another code system too
        "http://electronichealth.se/id/kva",  # the same project
    ),
    # KKÅ has three letters and two digits, KMÅ two letters and three digits (Socialstyrelsen on the structure of KVÅ).
    # Bare in prose they cannot be told from other names, so there is no pattern for that.
    pattern=re.compile(r"[A-Z]{3}[0-9]{2}|[A-Z]{2}[0-9]{3}"),
    example="AV020",
    tidy=_tidy,
)
