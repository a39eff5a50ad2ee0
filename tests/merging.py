"""Small national texts and additions, made of words, for the tests of merging."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rodtrad.feed import models as m


def block(id: str, text: str = "", parent: str = "", role: str = "prose", **more: Any) -> m.Block:
    words = text or id
    return m.Block(
        id=id,
        stable=more.pop("stable", "/" not in id),
        role=role,
        parent=parent,
        title=more.pop("title", words),
        markdown=more.pop("markdown", f"{words}\n"),
        html=f"<p>{words}</p>\n",
        text=words,
        standalone=True,
        fingerprint=more.pop("fingerprint", hashlib.sha256(words.encode()).hexdigest()[:16]),
        **more,
    )


def payload(id: str, kind: m.Kind, blocks: Iterable[m.Block], version: str, matter: Mapping[str, Any]) -> m.Payload:
    return m.Payload(
        schema_version=m.SCHEMA_VERSION,
        environment="acceptance",
        clinical_use="example",
        notice="Ogranskat exempel.",
        id=id,
        kind=kind,
        version=version,
        title=id,
        language="sv",
        licence="CC0-1.0",
        attribution="",
        canonical_url=f"https://rodtrad.example/{id}/",
        dates=m.Dates(),
        source=m.SourceFile(path=f"content/{id}.md", sha256="0" * 64),
        content=m.Content(matter=dict(matter), blocks=list(blocks)),
    )


def national(blocks: Iterable[m.Block], version: str = "1.0.0", **matter: Any) -> m.Payload:
    return payload("sepsis", "pathway", blocks, version, {"id": "sepsis", "version": version, **matter})


def addition(
    region: str, said: Sequence[m.Block], based_on: str = "1.0.0", inherits: str | None = None, to: str = "sepsis"
) -> m.Payload:
    matter = {"region": region, "addsTo": to, "basedOn": based_on} | ({"inherits": inherits} if inherits else {})
    return payload(f"{region}/{to}", "addition", said, "1.0.0", matter)


def at(anchor: str, text: str = "", role: str = "addition", to: str = "sepsis", **facts: str) -> list[m.Block]:
    """An addition at a block, with a paragraph below it."""
    word = "avvikelse" if role == "deviation" else "tillagg"
    names = {"reason": "Skäl", "owner": "Ansvarig", "until": "Gäller till"}
    link = m.Reference(relation="at", target=f"vardforlopp/{to}#{anchor}", url="", text="A", resolved=True)
    heading = block(
        f"{word}-{anchor}",
        f"{word} vid {anchor}",
        role=role,
        references=[link],
        facts=[m.Fact(name=names[name], text=value) for name, value in facts.items()],
    )
    return [heading, block(f"{word}-{anchor}/1", text or f"Vid {anchor}.", parent=heading.id)]
