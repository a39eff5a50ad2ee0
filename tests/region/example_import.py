"""Reads a copy of the feed into a table of the region's own: `python example_import.py COPY DATABASE`."""

import json
import sqlite3
import sys

from rodtrad.region import Mirror

TABLE = """CREATE TABLE IF NOT EXISTS documents
    (key TEXT PRIMARY KEY, version TEXT, state TEXT, clinical_use TEXT, title TEXT, notice TEXT, json TEXT)"""
PUT = """INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET version = excluded.version, state = excluded.state, title = excluded.title,
    clinical_use = excluded.clinical_use, notice = excluded.notice, json = excluded.json
    WHERE json != excluded.json"""


def read_in(copy: str, database: str) -> int:
    """Let the table be what the copy says, in one step; return how many rows changed."""
    own = sqlite3.connect(database)
    with Mirror(copy) as mirror, mirror.reading(), own:
        own.execute(TABLE)
        changed = 0
        for key in mirror:
            text = mirror.current(key).decode()
            said = json.loads(text)
            state = said["lifecycle"]["state"]
            row = (key, said.get("version"), state, said["clinicalUse"], said["title"], said["notice"], text)
            changed += own.execute(PUT, row).rowcount
        gone = {key for (key,) in own.execute("SELECT key FROM documents")} - set(mirror)
        own.executemany("DELETE FROM documents WHERE key = ?", ((key,) for key in gone))
    own.close()
    return changed + len(gone)


if __name__ == "__main__":
    print(f"{read_in(sys.argv[1], sys.argv[2])} dokument har ändrats i databasen.")
