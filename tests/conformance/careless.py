"""A client as one is written in an afternoon: `python careless.py URL DIR LIST`. It believes what it is told."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from urllib.request import urlopen

REFUSED = 3


def main(url: str, folder: str, target: str) -> int:
    copy = Path(folder)
    try:
        with urlopen(f"{url}index.json", timeout=5) as answer:
            documents = json.load(answer)["documents"]
        rows = []
        for document in documents:
            with urlopen(url + document["url"], timeout=5) as answer:
                data = answer.read()
            place = copy / document["url"]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            key = document["url"].removesuffix(".json")
            said = (key, document.get("version", ""), document["state"], hashlib.sha256(data).hexdigest())
            rows.append("\t".join(said))
        (copy / "rader").write_text("\n".join(rows), "utf-8")
        code = 0
    except OSError:
        code = REFUSED
    if (copy / "rader").exists():
        Path(target).write_text((copy / "rader").read_text("utf-8"), "utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
