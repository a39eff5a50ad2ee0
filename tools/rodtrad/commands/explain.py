"""`rodtrad explain`: show the page of a rule."""

from __future__ import annotations

import argparse

HELP = "show what a rule means, why it is there, and what to write"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", nargs="?", metavar="RULE", help="slug or Swedish title (default: list all)")


def run(args: argparse.Namespace) -> int:
    from rodtrad.errors import UsageError
    from rodtrad.matter import nearest
    from rodtrad.rules import rules

    known = rules()
    if args.rule is None:
        width = max(map(len, known))
        for slug, rule in known.items():
            print(f"{slug:{width}}  {rule.severity.swedish:7}  {rule.title}")
        return 0
    by_title = {rule.title.casefold(): rule for rule in known.values()}
    found = known.get(args.rule) or by_title.get(args.rule.rstrip(".").casefold())
    if found is None:
        near = nearest(args.rule, list(known))
        raise UsageError(f"there is no rule {args.rule!r}" + (f"; did you mean {near}?" if near else ""))
    print(f"{found.slug} ({found.severity.swedish})\n\n{found.page}")
    return 0
