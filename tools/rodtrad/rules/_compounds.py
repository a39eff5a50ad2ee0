"""Words beside each other that are one word in Swedish: särskrivning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress, count

from rodtrad.document import Document
from rodtrad.vocabulary import Lexicon, tokens

_FIRST_STEMS = (
    "anamnes antibiotika barn bedömning behandling behov besök blod blodtryck bröst dator demens depression diabetes "
    "distrikt fall folk forskning fot fysio hem hjärn hjärt hud hälso höft indikator infektion information insats "
    "insulin journal knä kommun kontakt kontroll kost kunskap kvalitet kärl laboratorie livs lung läkar läkemedel mag "
    "motion munhälso muskel mål mätning njur närsjukvård omvårdnad operation patient person personal plan primärvård "
    "prioritering process program prov psykiatri rehab rehabilitering remiss resultat riktlinje risk rygg röntgen "
    "samordning samtal sepsis sjukdom sjukhus sjukvård skol smärt specialist statistik stroke stöd symtom sår team "
    "terapi test tid triage trombos tumör ultraljud undersökning uppföljning urin utbildning utredning verksamhet "
    "vård vårdförlopp vårdplan ålder åtgärd ögon öron överlevnad"
)
_FIRST = frozenset(
    form
    for stem in _FIRST_STEMS.split()
    for joined in (stem, stem if stem.endswith("s") else f"{stem}s")
    for form in (joined, joined.capitalize())
) - {"Stöd"}
"""What compounds in these texts begin with, as they are within them; no adjectives: "akut vård" is right."""

_LAST_STEMS = (
    "ansvar arbete avdelning bedömning behandling behov beslut besök central dos enhet enkät faktor fråga förlopp "
    "förmåga förskrivning genomgång givare grad grupp information insats instrument intyg journal kedja klinik "
    "kontakt kontroll kvalitet lindring lista läkare mottagning mål mätning möte nivå nämnd odling område ordning "
    "person personal plan planering process program prov punkt rapport register resultat riktlinje rutin råd "
    "samordnare samtal samverkan situation sjukdom sjuksköterska skada smärta stöd svar svikt symtom system team "
    "terapi test tid tillfälle tillstånd tjänst tomografi tryck träning undersökning uppföljning utbildning utredning "
    "val vård värde åtgärd ärende överföring övergång"
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

_BOUND = frozenset(
    form
    for stem in ("barnhälso", "hjärn", "hjärt", "hälso", "mödra", "munhälso", "njur", "smärt")
    for form in (stem, stem.capitalize())
)
"""Beginnings that are no words of their own: "hälso och sjukvård" lacks a hyphen."""
JOINERS = frozenset(["och", "eller", "samt", "respektive"])

_ACUTE = frozenset(["akut", "Akut"])
_UNINFLECTED = frozenset(["mottagningen", "mottagningens", "mottagningar", "mottagningarna", "vården", "vårdens"])
_TOWARDS = frozenset(["på", "till", "från"])
"""An adjective too: only "akut mottagningen" would be "akuta", and nobody comes "till akut mottagning"."""

_BEGINNINGS = _FIRST | _BOUND | _ACUTE
_ENDS = _LAST | JOINERS

_ROUND = '.,;:!?)”"'


def split_compounds(document: Document, known: Lexicon) -> Sequence[tuple[str, str]]:
    """Pairs of words of which the first begins compounds, or is none of its own, the second ends them, and both are
    known as one word; or a beginning that lacks its hyphen, and what joins it to the next.
    """
    odd = known.odd(document)
    firsts = _BEGINNINGS.union(odd) if odd else _BEGINNINGS
    words = tokens(document)
    pairs: set[tuple[str, str]] = set()
    for at in compress(count(1), map(firsts.__contains__, words)):  # as fast as can be: 600 words a document
        last = words[at].rstrip(_ROUND) if at < len(words) else ""
        if last in _ENDS and _is_one(words[at - 2].lower() if at > 1 else "", words[at - 1], last):
            pairs.add((words[at - 1], last))
    text = document.source.text
    beside = (pair for pair in pairs if re.search("[ \n]+".join(map(re.escape, pair)), text))  # in one paragraph
    return sorted(pair for pair in beside if pair[1] in JOINERS or known.knows("".join(pair)))


def _is_one(before: str, first: str, last: str) -> bool:
    if last in JOINERS:
        return first in _BOUND
    if first in _ACUTE:
        return last in _UNINFLECTED or (last == "mottagning" and before in _TOWARDS)
    return before not in _PHRASES.get(first, ())
