"""Make every page of the site from the documents of a project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rodtrad.finding import Finding
from rodtrad.project import Project, open_project
from rodtrad.rules import check_document, check_library, rules, shown
from rodtrad.site import families
from rodtrad.site.page import Page, Site


@dataclass(frozen=True, slots=True)
class Making:
    """What came of making the pages."""

    site: Site
    pages: Sequence[Page]


def make(root: Path, address: str = "", *, serving: bool = False) -> Making:
    """Read the project at `root` and make its pages, sorted by path."""
    project = open_project(root)
    found = findings(project) if serving else {}
    site = Site(root, project.library, families.served(), address, found, serving)
    pages = [*families.list_pages(site)]
    for document in project.documents:
        pages += families.document_pages(document, site)
    return Making(site, sorted(pages, key=lambda page: page.path))


def findings(project: Project) -> Mapping[str, Sequence[Finding]]:
    """Everything that the rules say, by path of document."""
    chosen = tuple(rules().values())
    said = [*project.findings, *check_library(project.library, chosen)]
    for document in project.documents:
        said += check_document(document, project.library, chosen)
    faces = {face.path: face for face in project.library.faces.values()}
    table: dict[str, list[Finding]] = {}
    for finding in sorted((shown(f, faces.get(f.path)) for f in said), key=lambda f: f.order):
        table.setdefault(finding.path, []).append(finding)
    return table
