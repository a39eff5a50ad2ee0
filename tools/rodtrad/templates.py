"""Templates of new documents, made from the chapters so that they follow the format by themselves."""

from __future__ import annotations

from rodtrad.chapters import of_kind
from rodtrad.model import Kind
from rodtrad.strictyaml import plain

_KIND = {
    "vårdförlopp": (Kind.PATHWAY, "vardforlopp"),
    "indikator": (Kind.INDICATOR, "indikatorer"),
    "riktlinje": (Kind.GUIDELINE, "riktlinjer"),
    "tillägg": (Kind.ADDITION, "tillagg"),
    "konsekvensbeskrivning": (Kind.IMPACT, "konsekvensbeskrivningar"),
}

NOTHING = "Uppgift saknas.\n"
"""What is written where a source gives nothing."""

_MATTER = {
    Kind.PATHWAY: (
        "typ: vårdförlopp\nversion: 0.1.0\nstatus: utkast\nomfattning: fulltext\nlicens: CC0-1.0\n"
        "målgrupper: [primärvård]\n"
    ),
    Kind.INDICATOR: 'typ: process\nriktning: högt\nenhet: "%"\ndatatillgång: okänd\nlicens: CC0-1.0\n',
    Kind.GUIDELINE: "utgivare: Socialstyrelsen\nläge: okänt\nlicens: CC0-1.0\n",
    Kind.IMPACT: "avser: {id}\nlicens: CC0-1.0\n",
}


def template(kind: str, id: str, title: str | None) -> tuple[str, str]:
    """Path and text of a new document; `kind` is the Swedish word."""
    which, folder = _KIND[kind]
    if which is Kind.ADDITION:
        region, _, pathway = id.partition("/")
        head = f"region: {region}\ntillägg till: {pathway}\nbygger på: 1.0.0\nlicens: CC0-1.0\n"
        body = "## Tillägg vid [A](#bedomning)\n\nSkriv tillägget här. Länken i rubriken visar var det hör hemma.\n"
    else:
        words = plain(" ".join((title or id.replace("-", " ").capitalize()).split()))
        head = f"id: {id}\ntitel: {words}\n" + _MATTER[which].format(id=id)
        chapters = [chapter for chapter, _ in of_kind(which).values()]
        body = "\n".join(f"## {c.heading}\n\n{c.template or NOTHING}" for c in chapters)
    return f"content/{folder}/{id}.md", f"---\n{head}---\n\n{body}"
