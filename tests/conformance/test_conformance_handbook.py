"""What the page for those who write a client of their own promises is so."""

from __future__ import annotations

import argparse
import json
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rodtrad.commands.conformance import arguments
from rodtrad.conformance.building import build
from rodtrad.conformance.cases import CASES
from rodtrad.conformance.histories import CODES
from rodtrad.conformance.running import PLACES
from rodtrad.feed.addresses import RELEASED
from rodtrad.feed_writing import write

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "content/handbok/egen-klient.md").read_text("utf-8")
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def put_together(version: bytes, lifecycle: dict[str, Any]) -> bytes:
    """`<key>.json`, as the page says that it is made."""
    said = {**json.loads(version), "lifecycle": lifecycle}
    if lifecycle["state"] == "upphävt":
        said |= {"content": {"blocks": [], "matter": {}}, "notice": f"Upphävt och gäller inte: {lifecycle['reason']}"}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def check_recipe(home: Path) -> set[str]:
    """Every document of a feed is made as the page says; return the states that were seen."""
    seen = set()
    for entry in json.loads((home / "manifest.json").read_bytes())["shards"]:
        for document in json.loads((home / entry["path"]).read_bytes())["documents"]:
            paths = [file["path"] for file in document["files"]]
            if version := document.get("version"):
                path = f"{document['key']}/{version}.json"
                assert path in paths
                made = put_together((home / path).read_bytes(), document["lifecycle"])
            else:
                (path,) = paths
                made = (home / path).read_bytes()
            assert made == (home / f"{document['key']}.json").read_bytes(), document["key"]
            seen.add(document["lifecycle"]["state"])
    return seen


def test_what_holds_is_put_together_as_the_page_says(quick: Path) -> None:
    write(ROOT, quick / "ut", environment="acceptance", base="https://rodtrad.example/", drafts=False)
    assert check_recipe(quick / "ut/api/v1") == {"gäller", "registerpost"}
    _, states = build(next(case for case in CASES if case.name == "merged"), quick / "fall", NOW)
    assert check_recipe(states[-1].folder / RELEASED) == {"gäller", "registerpost", "upphävt"}


def test_every_command_on_the_page_is_one() -> None:
    parser = argparse.ArgumentParser()
    arguments(parser)
    commands = re.findall(r"^rodtrad conformance (.*)$", PAGE, re.MULTILINE)
    assert len(commands) >= 4
    for command in commands:
        args = parser.parse_args(shlex.split(command))
        assert set(args.only) <= {case.name for case in CASES}
        assert not args.client or "…" in args.client or all(place in args.client for place in PLACES)


def test_every_place_and_exit_code_is_on_the_page() -> None:
    assert [place for place in PLACES if f"| `{place}` |" not in PAGE] == []
    rows = re.findall(r"^\| (`\d`.*?) \|", PAGE, re.MULTILINE)
    assert [int(code) for row in rows for code in re.findall(r"`(\d)`", row)] == sorted(CODES)
