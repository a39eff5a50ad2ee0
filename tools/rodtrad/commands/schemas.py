"""`rodtrad schemas`: write the JSON Schemas from the models."""

from __future__ import annotations

import argparse

HELP = "write schemas/ from the models: what authors may write, and what regions receive"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a schema would change")


def run(args: argparse.Namespace) -> int:
    from rodtrad.files import write_if_changed
    from rodtrad.project import require_root
    from rodtrad.schemas import every

    home = require_root() / "schemas"
    changed = 0
    made = dict(every())
    for file in sorted(home.rglob("*.json")):
        if (path := file.relative_to(home).as_posix()) not in made:
            changed += 1
            print(f"schemas/{path}: {'skulle tas bort' if args.check else 'borttagen'}")
            if not args.check:
                file.unlink()
    for path, data in made.items():
        file = home / path
        if not file.is_file() or file.read_bytes() != data:
            changed += 1
            print(f"schemas/{path}: {'skulle ändras' if args.check else 'skriven'}")
            if not args.check:
                write_if_changed(file, data)
    return 1 if args.check and changed else 0
