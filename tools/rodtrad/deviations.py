"""The deviations that a document states, as the public list tells them."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.additions import adds_to, parts, region_of
from rodtrad.feed import models as m
from rodtrad.feed.listings import Deviation


def stated(addition: m.Payload) -> Iterator[Deviation]:
    """In the order of the document; the pathway's title and the place are as the document names them."""
    for part in parts(addition):
        if part.role == "deviation":
            yield Deviation(
                region=region_of(addition),
                pathway=f"vardforlopp/{adds_to(addition)}",
                pathway_title=adds_to(addition),
                id=part.id,
                at=part.at,
                place=part.link or part.at,
                reason=part.fact("Skäl"),
                owner=part.fact("Ansvarig"),
                until=part.fact("Gäller till"),
                text="\n".join(block.text for block in part.blocks[1:]),
                based_on=str(addition.content.matter.get("basedOn") or ""),
                document=f"tillagg/{addition.id}",
                version=addition.version,
                clinical_use=addition.clinical_use,
                url=f"{addition.canonical_url}#{part.id}",
            )
