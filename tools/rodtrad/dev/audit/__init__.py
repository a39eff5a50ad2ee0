"""`rodtrad dev audit`: serve a built site, look at every kind of page in a real browser, and tell what fails."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from rodtrad.errors import CLEAN, FOUND, UsageError


def main(argv: list[str]) -> int:
    from rodtrad.dev.audit import running, telling
    from rodtrad.dev.audit.looking import Audit
    from rodtrad.dev.audit.serving import served
    from rodtrad.dev.browsing import browsing
    from rodtrad.files import write_atomic
    from rodtrad.project import find_root
    from rodtrad.registry import names

    every = names("rodtrad.dev.audit.checks")
    parser = argparse.ArgumentParser(prog="rodtrad dev audit", description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"), help="a built site")
    parser.add_argument("--only", action="append", choices=every, default=[], help="a check; may be repeated")
    parser.add_argument("--without", action="append", choices=every, default=[], help="a check to leave out")
    parser.add_argument("--page", action="append", default=[], help="an address, instead of one page of each kind")
    parser.add_argument("--write", action="store_true", help=f"write {telling.REGISTER}")
    parser.add_argument("--date", type=dt.date.fromisoformat, help="of the audit; today if not given")
    args = parser.parse_args(argv)
    if args.write and (args.only or args.without or args.page):
        raise UsageError("--write needs the whole audit: leave out --only, --without and --page")
    root = find_root(Path.cwd())
    if root is None:
        raise UsageError("run it in a project: there is no `content` here")
    chosen = running.checks(args.only, args.without)
    with served(args.site) as (site, address), browsing() as browser:
        audit = Audit(site, address, browser, args.page)
        outcomes = running.run(audit, chosen)
        tools, amount = running.versions(audit, chosen), len(audit.pages)
    print(telling.table(outcomes, amount))
    if args.write:
        file = root / telling.REGISTER
        known = telling.kept(file.read_text("utf-8") if file.is_file() else "")
        date = args.date or dt.date.today()  # the only clock
        write_atomic(file, telling.register(outcomes, amount, tools, f"{date}", known).encode())
    return FOUND if any(outcome.faults for outcome in outcomes) else CLEAN
