"""A session of the small project."""

from __future__ import annotations

from pathlib import Path

import lsp_project
import pytest

from rodtrad.lsp.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Session:
    made = Session(lsp_project.write(tmp_path), jobs=1)
    made.write(lsp_project.PATHWAY, lsp_project.FILES[lsp_project.PATHWAY])
    return made
