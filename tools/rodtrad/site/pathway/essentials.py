"""The sentences of a step that its summary may not be without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rodtrad.document import Block, Fact
from rodtrad.face import Role
from rodtrad.site.pathway.steps import Step, first_sentence, sentences

_ALARM = re.compile(r"\b112\b|larm|suicidrisk|livshot", re.IGNORECASE)
EXCEPTION = re.compile(r"(?:Vid|Ring|Larma|Kontakta|Sök|Annars|Om|När|Undantag\w*|Utom|Men|Dock)\b")
"""How a sentence begins that says when the one before it does not hold."""


def essentials(step: Step, is_highest: Callable[[Fact], bool]) -> list[str]:
    """What care does first, by when, with whom it is to be called for, and what the guideline ranks highest.

    A sentence is followed by the one that says when it does not hold. `is_highest` tells whether a fact
    *Rekommendation* has the highest priority.
    """
    first = next(filter(None, map(first_sentence, step.care)), "")
    limited = dict.fromkeys(sentence for sentence, _ in step.limited)
    chosen: dict[str, None] = {}
    for block in step.care:
        # What stands below "Vid svår sjukdom:" holds only then.
        lead = ""
        for line, highest in _statements(block, is_highest):
            if line.endswith(":"):
                lead = f"{line} "
                continue
            whole = highest or bool(_ALARM.search(line))
            kept = False
            for sentence in sentences(line):
                known = sentence == first or sentence in limited
                kept = whole or known or (kept and bool(EXCEPTION.match(sentence)))
                if kept:
                    limited.pop(sentence, None)
                    chosen.setdefault(sentence if sentence == first else lead + sentence)
                    lead = ""
    return [*chosen, *limited]


def calls(step: Step) -> list[str]:
    """What the patient is told of calling 112, as written."""
    return [b.text for b in step.patient if b.role is Role.PATIENT_ACTION and "112" in b.text.split()]


def _statements(block: Block, is_highest: Callable[[Fact], bool]) -> Iterator[tuple[str, bool]]:
    """The lines of a block without its facts, each with whether a recommendation below it has the highest priority."""
    facts = iter(block.facts)
    due = next(facts, None)
    said: list[tuple[str, bool]] = []
    for line in filter(None, map(str.strip, block.prose.text.split("\n"))):
        if due and line.startswith(f"{due.name}:"):
            if said and due.name == "Rekommendation" and is_highest(due):
                said[-1] = (said[-1][0], True)
            due = next(facts, None)
        else:
            said.append((line, False))
    yield from said
