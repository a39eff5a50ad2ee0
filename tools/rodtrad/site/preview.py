"""The live preview: what was read is kept, and only what a change concerns is made again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rodtrad.codelists import FOLDER, lists_of
from rodtrad.document import Document
from rodtrad.face import Face
from rodtrad.finding import Finding
from rodtrad.library import Library, link
from rodtrad.project import files, read_file, unreadable_keys
from rodtrad.reader import Reading
from rodtrad.rules import allow_across, by_state, check_document, check_library, rules
from rodtrad.site.making import Finished, Press, pages_of
from rodtrad.site.searching.collecting import Collector

Stamp = tuple[int, int]


class Preview:
    """Keeps readings and findings between builds."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.kept: dict[str, bytes] = {}
        """Files of the search index, made once: it is not worth waiting for at every save."""
        self._readings: dict[str, tuple[Stamp, Reading]] = {}
        self._checked: dict[str, list[Finding]] = {}
        self._outer: dict[str, object] = {}
        self._pages: dict[str, tuple[Sequence[Finding], list[Finished]]] = {}
        """Path of a document → the findings shown on its finished pages, and those pages."""

    def read(self) -> tuple[Library, Mapping[str, Sequence[Finding]]]:
        """Read what has changed; check it, and everything else when others can see the change."""
        changed: list[str] = []
        paths = files(self.root)
        for path in paths:
            try:
                stat = (self.root / path).stat()
                stamp = (stat.st_mtime_ns, stat.st_size)
            except OSError:  # it went just now, or is a link to nothing: reading says so
                stamp = (0, 0)
            if path not in self._readings or self._readings[path][0] != stamp:
                self._readings[path] = (stamp, read_file(self.root, path))
                changed.append(path)
        self._readings = {path: self._readings[path] for path in paths}
        readings = [reading for _, reading in self._readings.values()]
        self.documents = [r.document for r in readings if r.document]
        lists = lists_of(self.root)
        library = link((d.face for d in self.documents), unreadable_keys(readings), lists)
        outer = {document.face.path: seen_by_others(document.face) for document in self.documents}
        outer[FOLDER] = lists.answer
        again = changed if outer == self._outer else paths
        self._outer = outer
        return library, self._findings(library, readings, set(again))

    def _findings(
        self, library: Library, readings: Sequence[Reading], again: set[str]
    ) -> Mapping[str, Sequence[Finding]]:
        chosen = tuple(rules().values())
        by_path = {reading.path: reading for reading in readings}
        for path in again:
            self._pages.pop(path, None)
            reading = by_path.get(path)
            self._checked[path] = _check(reading.document, library) if reading and reading.document else []
        whole: dict[str, list[Finding]] = {}
        for finding in check_library(library, chosen):
            whole.setdefault(finding.path, []).append(finding)
        said: list[Finding] = []
        for reading in readings:
            here = [*self._checked.get(reading.path, ()), *whole.get(reading.path, ())]
            if reading.document and reading.path in whole:
                here = allow_across(reading.document, here)
            said += [*reading.findings, *here]
        table: dict[str, list[Finding]] = {}
        for finding in by_state(said, library):
            table.setdefault(finding.path, []).append(finding)
        return table

    def write(self, press: Press, collector: Collector | None) -> None:
        """Write the pages of every document; those that nothing has changed are written as they were."""
        for document in self.documents:
            path = document.face.path
            found = press.site.findings.get(path, ())
            if path in self._pages and self._pages[path][0] == found:
                press.write(self._pages[path][1], None)
                continue
            finished = list(press.finish(pages_of([document], press.site)))
            press.write(finished, collector)
            self._pages[path] = (found, [page._replace(said=None) for page in finished])


def _check(document: Document, library: Library) -> list[Finding]:
    return check_document(document, library, tuple(rules().values()))


def seen_by_others(face: Face) -> object:
    """The part of a face that other documents' pages and findings may depend on."""
    stable = tuple((b.id, b.role, b.title, b.label, b.parent, b.facts) for b in face.blocks if b.stable)
    links = tuple((x.relation, x.target) for x in face.links)
    return (face.key, face.title, face.matter, stable, links, face.targets, face.outcomes)
