"""`rodtrad build`: check everything, then build the site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "build the site; says what is wrong first, and exits with 1 when there are errors"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder to write to (default: that of mkdocs.yml)")


def run(args: argparse.Namespace) -> int:
    from rodtrad.checking import check
    from rodtrad.errors import CLEAN, FOUND, INTERNAL
    from rodtrad.finding import Result
    from rodtrad.report.text import heading, summary
    from rodtrad.site.building import BuildError, build
    from rodtrad.telling import tell

    root = project()
    checked = check(root)
    result = Result(checked.findings, checked.files)
    del checked  # with everything that was read
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


def project() -> Path:
    """The root of the project that the command stands in; it must have a mkdocs.yml."""
    from rodtrad.errors import UsageError
    from rodtrad.project import require_root

    root = require_root()
    if not (root / "mkdocs.yml").is_file():
        raise UsageError(f"there is no mkdocs.yml in {root}")
    return root
