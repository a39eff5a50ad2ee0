"""Faces made from what is published say, of all that rules ask of other documents, what those of the Markdown say."""

from __future__ import annotations

from pathlib import Path

import pytest

from rodtrad.face import Face
from rodtrad.feed.canonical import canonical
from rodtrad.feed.faces import face_of
from rodtrad.feed.payload import is_catalogue, payload
from rodtrad.model import Kind
from rodtrad.project import Project, open_project

ROOT = Path(__file__).parents[1]
BASE = "https://rodtrad.example/"


@pytest.fixture(scope="module")
def project() -> Project:
    return open_project(ROOT)


def said(face: Face) -> dict[str, object]:
    """What others may ask of a face."""
    return {
        "head": (face.key, face.kind, face.path, face.title),
        "matter": face.matter,
        "measures": face.measures,
        "prints": face.prints,
        "blocks": [(b.id, b.role, b.title, b.label, b.parent, b.stable, b.facts) for b in face.blocks],
        "links": [(link.block, link.relation, link.target, link.text) for link in face.links],
    }


def test_the_face_of_every_document_is_the_one_that_was_read(project: Project) -> None:
    compared = set()
    for document in project.documents:
        if document.kind in (Kind.REGISTER, Kind.HANDBOOK):
            continue
        made = said(face_of(canonical(payload(document, project.library, "draft", BASE))))
        for name, wanted in said(document.face).items():
            if not (is_catalogue(document.face) and name in ("blocks", "links", "measures", "prints")):
                assert made[name] == wanted, f"{document.face.path}: {name}"
        compared.add(document.kind)
    assert compared == {Kind.PATHWAY, Kind.INDICATOR, Kind.GUIDELINE, Kind.IMPACT, Kind.ADDITION}
