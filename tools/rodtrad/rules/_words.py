"""The text in a shape in which words are found fast."""

from __future__ import annotations

from rodtrad.document import Document
from rodtrad.once import once

MARKS = '\n\t\u00a0\u2007\u2009\u202f([”"/>*_–-'
"""What may stand before a word; `words` has a space for each."""


@once
def words(document: Document) -> str:
    """The text in lower case with a space for every mark that may stand before a word; each offset stays what it was.

    A pattern that begins with a space is found several times faster than one that begins with `\\b` or a set of marks.
    """
    text = document.source.text.replace("İ", "I").lower()  # the only letter that becomes two
    for mark in MARKS:
        text = text.replace(mark, " ")
    return text
