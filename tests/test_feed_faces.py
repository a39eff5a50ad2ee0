"""Faces made from what is published say, of all that rules ask of other documents, what those of the Markdown say."""

from __future__ import annotations

from pathlib import Path

import pytest

from rodtrad.dev import corpus
from rodtrad.face import NO_PRINT, PRINT, Face
from rodtrad.feed.canonical import canonical
from rodtrad.feed.faces import face_of
from rodtrad.feed.payload import is_catalogue, payload
from rodtrad.feed_writing import LISTED
from rodtrad.model import Kind
from rodtrad.project import Project, open_project

ROOT = Path(__file__).parents[1]
BASE = "https://rodtrad.example/"


@pytest.fixture(scope="module", params=["content", "corpus"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """What is written here, and what is made for measuring: that has more of everything."""
    if request.param == "content":
        return open_project(ROOT)
    root = tmp_path_factory.mktemp("corpus")
    corpus.write(10, root)
    return open_project(root)


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
        if document.kind in LISTED:
            continue
        made = said(face_of(canonical(payload(document, project.library, "draft", BASE))))
        for name, wanted in said(document.face).items():
            if not (is_catalogue(document.face) and name in ("blocks", "links", "measures", "prints")):
                assert made[name] == wanted, f"{document.face.path}: {name}"
        compared.add(document.kind)
    assert {Kind.PATHWAY, Kind.INDICATOR, Kind.GUIDELINE} <= compared


def test_what_is_compared_is_not_empty(project: Project) -> None:
    full = [d.face for d in project.documents if d.kind is Kind.PATHWAY and not is_catalogue(d.face)]
    assert any(face.prints[at : at + PRINT] != NO_PRINT for face in full for at in range(0, len(face.prints), PRINT))
    assert any(face.measures for face in full)


def test_a_release_that_was_frozen_long_ago_has_a_face(project: Project) -> None:
    for path in sorted((project.root / "content/utgivet").rglob("1.0.0.json")):
        made = face_of(path.read_bytes())
        assert f"content/utgivet/{made.key}" in path.as_posix()
