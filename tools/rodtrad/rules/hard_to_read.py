"""Texten är svår att läsa.

Varför: LIX är antalet ord i en mening i genomsnitt, plus andelen ord med fler än sex bokstäver i procent (Björnsson,
1968). Under 30 är mycket lätt, 40–50 vanlig tidningstext och över 60 mycket svårt. Patientens del läses också av den
som är sjuk, trött eller har annat modersmål: där är 40 för högt. I vårdens del och den löpande texten är 60 för högt.

Fel: `Rapportera behandlingsbegränsande biverkningar vid läkemedelsuppföljningen.`

Rätt: `Berätta om du mår dåligt av din medicin.`
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.vocabulary import tokens

FAMILY = Family.LANGUAGE
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY,)

PATIENT, CARE = 40, 60
"""The highest LIX of what patients read, and of what care reads."""
FEWEST = 100
"""Words, without which the number says little."""
LONG = 6
"""A long word has more letters."""
_SPARE = 2
"""How much lower a rough count may come out than a careful one."""

_LETTERS = bytes(97 if chr(code).isalpha() else 32 for code in range(256))
_LONG_WORD, _ROUND = b" " + b"a" * (LONG + 1), ".,;:!?()[]”“\"»«’'…–→"
_ENDS = later(r"[.!?:](?=\s|\Z)")


class Lix(Struct, frozen=True, gc=False):
    """How hard a text is to read, and what makes it so."""

    value: int
    longest: Sequence[str]
    """The words of the longest sentence."""
    words: Sequence[str]
    """The longest words, at most three."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """What patients read and what care reads, each as one text. Where a rough count is low nothing is read closely."""
    body = document.body
    words, rough = _rough_patient(document)
    if words >= FEWEST and rough > PATIENT - _SPARE:
        lix = _lix(body.of(Role.PATIENT_ACTION))
        if lix and lix.value > PATIENT:
            message = f"Patientens åtgärder har LIX {lix.value}. Högst {PATIENT} är lagom för patienter."
            yield found(document, document.place(next(body.of(Role.PATIENT))), message, _hint(lix))
    if _rough_care(document, words, rough) > CARE - _SPARE:
        lix = _lix(body.of(Role.CARE_ACTION, Role.PROSE))
        if lix and lix.value > CARE:
            message = f"Vårdens åtgärder och den löpande texten har LIX {lix.value}. Över {CARE} är mycket svårt."
            first = next(body.of(Role.CARE_ACTION, Role.PROSE))
            yield found(document, document.place(first), message, _hint(lix))


def _rough_patient(document: Document) -> tuple[int, float]:
    """How many words the patient's halves have, and their LIX as written, marks and all."""
    text, halves = document.source.text, []
    for half in document.body.of(Role.PATIENT):
        start = half.nodes[0].end
        end = text.find("\n#", start)
        halves.append(text[start : end if end >= 0 else len(text)])
    written = "".join(halves)
    words = written.count(" ")
    long = written.encode("latin-1", "replace").translate(_LETTERS).count(_LONG_WORD)
    return words, words / (written.count(".") + 1) + 100 * long / max(words, 1)


def _rough_care(document: Document, words: int, patient: float) -> float:
    """LIX of the rest of the text, from some of its words and from its lines: about every other is empty."""
    every = tokens(document)
    rest = len(every) - words
    if rest < FEWEST:
        return 0
    sentences = (len(document.source.starts) - len(document.body.find("break"))) / 2
    some = every[:: max(len(every) // 125, 1)]
    long = [token for token in some if len(token) > LONG]
    whole = len(every) / sentences + 100 * len(long) / len(some)
    return (whole * len(every) - patient * words) / rest


def _lix(blocks: Iterator[Block]) -> Lix | None:
    """The measure itself, where there are words enough; a list item or a heading ends a sentence."""
    sentences: list[Sequence[str]] = []
    for block in blocks:
        for _, line in block.prose.lines:
            for sentence in _ENDS().split(line):
                words = [word for token in sentence.split() if (word := token.strip(_ROUND))]
                if any(word.isalpha() for word in words):
                    sentences.append(words)
    every = [word for words in sentences for word in words]
    if len(every) < FEWEST:
        return None
    long = [word for word in every if len(word) > LONG]
    value = len(every) / len(sentences) + 100 * len(long) / len(every)
    longest = sorted({word.lower() for word in long if word.isalpha()}, key=lambda word: (-len(word), word))
    return Lix(round(value), max(sentences, key=len), longest[:3])


def _hint(lix: Lix) -> str:
    begins = " ".join(lix.longest[:4])
    hint = f"Dela långa meningar; den längsta har {len(lix.longest)} ord och börjar ”{begins}”."
    if lix.words:
        hint += f" Byt långa ord, till exempel {_listed(lix.words)}."
    return hint


def _listed(words: Sequence[str]) -> str:
    *before, last = (f"”{word}”" for word in words)
    return f"{', '.join(before)} och {last}" if before else last
