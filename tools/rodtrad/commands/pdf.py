"""`rodtrad pdf`: print a document as an accessible PDF."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rodtrad.document import Document
    from rodtrad.library import Library

HELP = "print a document as a tagged PDF (PDF/UA-1), ready for paper and for screen readers"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="`sepsis`, or with its folder: `indikatorer/x`")
    parser.add_argument("--out", type=Path, metavar="FILE", help="file to write (default: ID.pdf here)")
    about = "whose releases count (default: those that mkdocs.yml shows)"
    parser.add_argument("--environment", choices=("production", "acceptance"), help=about)


def run(args: argparse.Namespace) -> int:
    import sys

    from rodtrad.errors import CLEAN, FOUND, UsageError
    from rodtrad.files import write_atomic
    from rodtrad.printing.edition import edition, place
    from rodtrad.printing.paper import paper
    from rodtrad.printing.press import PrintError, press, to_pdf
    from rodtrad.project import open_project, require_root
    from rodtrad.rules import is_full_text
    from rodtrad.site.opening import open_site
    from rodtrad.telling import tell

    root = require_root()
    where = place(root)
    project = open_project(root)
    document = _chosen(args.id, project.documents, project.library)
    face = document.face
    if not is_full_text(face):
        url = getattr(getattr(face.matter, "national", None), "url", None)
        more = f" Läs den på {url}." if url else ""
        tell(f"{face.key} är en registerpost: Den nationella texten finns inte här.{more}", sys.stderr)
        return FOUND
    press()
    site = open_site(root, project.library, where.address, args.environment or where.environment)
    out: Path = args.out or Path(f"{face.id}.pdf")
    try:
        data = to_pdf(paper(document, site, edition(face, site), where.name), root)
        write_atomic(out, data)
    except PrintError as error:
        tell(f"{face.key}: {error}", sys.stderr)
        return FOUND
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}") from error
    tell(f"{out} är skriven.")
    return CLEAN


def _chosen(id: str, documents: list[Document], library: Library) -> Document:
    """The document with an id or a key; raises UsageError, which suggests the nearest one."""
    from rodtrad.errors import UsageError
    from rodtrad.matter import nearest
    from rodtrad.printing.paper import KINDS

    known = {document.face.key: document for document in documents if document.kind in KINDS}
    named = [key for key in known if key == id or key.rpartition("/")[2] == id]
    best = next((key for key in (id, f"vardforlopp/{id}", *named) if key in known), None)
    if best:
        return known[best]
    near = nearest(id, list(known) if "/" in id else [key.rpartition("/")[2] for key in known])
    raise UsageError(f"there is no document {id!r} to print" + (f"; did you mean {near}?" if near else ""))
