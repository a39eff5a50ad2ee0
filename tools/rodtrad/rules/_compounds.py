"""Words beside each other that are one word in Swedish: särskrivning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress, count

from rodtrad.document import Document
from rodtrad.rules._vocabulary import Lexicon, tokens

_FIRST_STEMS = (
    "anamnes antibiotika barn behandling behov besök blod bedömning demens depression diabetes distrikt fall folk "
    "forskning fysio hem hjärn hjärt hud hälso indikator infektion information insats journal kommun kontakt kontroll "
    "kost kunskap kvalitet kärl laboratorie livs läkar läkemedel lung mag motion munhälso mål mätning muskel njur "
    "närsjukvård omvårdnad operation patient person personal plan primärvård prioritering process program prov "
    "psykiatri rehab rehabilitering remiss resultat riktlinje risk röntgen samordning samtal sepsis sjukdom sjukhus "
    "sjukvård skol smärt specialist statistik stroke stöd symtom team terapi test tid triage tumör undersökning "
    "uppföljning utbildning utredning verksamhet vård vårdförlopp vårdplan åtgärd ålder ögon öron överlevnad"
)
_FIRST = frozenset(
    form
    for stem in _FIRST_STEMS.split()
    for joined in (stem, stem if stem.endswith("s") else f"{stem}s")
    for form in (joined, joined.capitalize())
) - {"Stöd"}
"""What compounds in these texts begin with, as they are within them; no adjectives: "akut vård" is right."""

_LAST_STEMS = (
    "ansvar arbete avdelning behandling behov beslut besök bedömning central dos enhet enkät faktor fråga förlopp "
    "förmåga förskrivning genomgång givare grad grupp information insats instrument intyg journal kedja klinik kontakt "
    "kontroll kvalitet läkare lista mottagning mål mätning möte nivå nämnd område ordning person personal plan "
    "planering process program prov punkt rapport register resultat riktlinje rutin råd samordnare samtal samverkan "
    "sjukdom sjuksköterska situation skada smärta stöd svar svikt symtom system team terapi test tid tillstånd "
    "tillfälle tjänst tryck träning undersökning uppföljning utbildning utredning val vård värde åtgärd ärende "
    "övergång överföring"
)
_ENDINGS = "a e et en er n t r s ar or na arna erna orna ens ets ernas arnas nas"
_VERBS = (
    "ansvara ansvarar besöka besöker forma formar kontakta kontaktar lista listar målar möta möter planera planerar "
    "prova provar råda råder samtala samtalar skada skadar skadas stöda stöder svara svarar svaras testa testar trycka "
    "trycker tränas undersöker vala vara vårda vårdar vårdas värden"
)
_LAST = frozenset(
    stem.removesuffix("a") + ending if ending[:1] in ("o", "a") else stem + ending
    for stem in _LAST_STEMS.split()
    for ending in ["", *_ENDINGS.split()]
).difference(_VERBS.split())
"""What they end with, in all forms, but for those that are verbs too."""

_PHRASES = {
    "behov": ("vid", "efter", "utifrån"),
    "fall": ("alla", "andra", "de", "dessa", "enstaka", "flera", "i", "många", "sådana", "vissa"),
}
"""What makes a phrase with the word before it: "vid behov åtgärder", "i de fall insatser ges"."""

_ROUND = '.,;:!?)”"'


def split_compounds(document: Document, known: Lexicon) -> Sequence[tuple[str, str]]:
    """Pairs of words of which the first begins compounds, or is none of its own, the second ends them, and both are
    known as one word.
    """
    odd = known.odd(document)
    firsts = _FIRST.union(odd) if odd else _FIRST
    words = tokens(document)
    pairs: set[tuple[str, str]] = set()
    for at in compress(count(1), map(firsts.__contains__, words)):  # as fast as can be: 600 words a document
        last = words[at].rstrip(_ROUND) if at < len(words) else ""
        if last in _LAST and not (at > 1 and words[at - 2].lower() in _PHRASES.get(words[at - 1], ())):
            pairs.add((words[at - 1], last))
    text = document.source.text
    beside = (pair for pair in pairs if re.search("[ \n]+".join(map(re.escape, pair)), text))  # in one paragraph
    return sorted(pair for pair in beside if known.knows("".join(pair)))
