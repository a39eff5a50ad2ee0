"""JSON-LD: each pathway and guideline as a MedicalGuideline of schema.org, for search engines and knowledge graphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rodtrad.feed.items import File, Item, canonical
from rodtrad.feed.models import Payload
from rodtrad.formats import Other

OTHERS = (
    Other(
        ("vardforlopp/{id}.jsonld", "riktlinjer/{id}.jsonld"),
        "application/ld+json",
        "A document as a MedicalGuideline of schema.org.",
    ),
)

CONTEXT = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in ("url", "license", "isBasedOn", "codingSystem")},
    **{name: {"@type": "Date"} for name in ("guidelineDate", "dateModified")},
}
"""Written out: who reads the file need not fetch another."""

_KINDS = frozenset({"pathway", "generic-model", "guideline"})


def files(item: Item) -> Iterator[File]:
    """`vardforlopp/<id>.jsonld`."""
    if item.payload.kind in _KINDS:
        said = {name: value for name, value in _about(item.payload, item.key).items() if value}
        yield f"{item.key}.jsonld", canonical({"@context": CONTEXT, "@type": "MedicalGuideline", **said})


def _about(payload: Payload, key: str) -> Mapping[str, Any]:
    dates, content = payload.dates, payload.content
    diagnoses = (code for code in content.codes if code.system == "icd-10-se")
    codes = [{"@type": "MedicalCode", "codeValue": one.code, "codingSystem": one.uri} for one in diagnoses]
    subject = {"@type": "MedicalCondition", "name": payload.title, "code": codes} if codes else None
    return {
        "@id": payload.canonical_url,
        "url": payload.canonical_url,
        "identifier": key,
        "name": payload.title,
        "version": payload.version,
        "inLanguage": payload.language,
        "creativeWorkStatus": payload.clinical_use,
        "disambiguatingDescription": payload.notice,
        "license": payload.licence and f"https://spdx.org/licenses/{payload.licence}",
        "creditText": payload.attribution,
        "guidelineDate": dates.approved,
        "dateModified": dates.modified,
        "guidelineSubject": subject,
        "isBasedOn": sorted({r.url for r in content.references if r.target.startswith("riktlinjer/") and r.resolved}),
    }
