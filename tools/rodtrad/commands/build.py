"""`rodtrad build`: check everything, then build the site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rodtrad.finding import Result

HELP = "build the site; says what is wrong first, and exits with 1 when there are errors"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder to write to (default: that of mkdocs.yml)")


def run(args: argparse.Namespace) -> int:
    from rodtrad.crew import apart
    from rodtrad.errors import CLEAN, FOUND, INTERNAL
    from rodtrad.report.text import heading, summary
    from rodtrad.site.building import BuildError, build
    from rodtrad.telling import tell

    root = project()
    result = apart(_checked, root)  # the site needs the memory
    for finding in result.findings:
        if finding.severity.swedish == "fel":
            tell(heading(finding))
    print(summary(result))
    try:
        out = build(root, args.out)
    except BuildError:
        print("Webbplatsen kunde inte byggas.", file=sys.stderr)
        return INTERNAL
    tell(f"Webbplatsen är byggd i {out}.")
    if result.failed:
        print("Det finns fel kvar i texterna: kör `rodtrad check` och rätta dem innan webbplatsen publiceras.")
    return FOUND if result.failed else CLEAN


def _checked(root: Path) -> Result:
    from rodtrad.checking import check
    from rodtrad.finding import Result
    from rodtrad.store import store_of

    checked = check(root, store=store_of(root), keep=0)
    return Result(checked.findings, checked.files)


def project() -> Path:
    """The root of the project that the command stands in; it must have a mkdocs.yml."""
    from rodtrad.errors import UsageError
    from rodtrad.project import require_root

    root = require_root()
    if not (root / "mkdocs.yml").is_file():
        raise UsageError(f"there is no mkdocs.yml in {root}")
    return root
