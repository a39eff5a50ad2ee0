"""The ledger: what lies in a store that may change or go."""

from __future__ import annotations

from pathlib import Path

from small_feeds import NOW

from rodtrad.delivery import ledger
from rodtrad.delivery.ledger import Ledger
from rodtrad.delivery.stores import Folder


def test_a_great_many_files_in_a_bad_order_can_be_written(tmp_path: Path) -> None:
    """The last name first and all others in order after it: the depth of a simple sort is their number."""
    names = [f"api/v1/indikatorer/exempel-{number:06}.json" for number in range(200_000)]
    kept = Ledger("production", dict.fromkeys(["x/manifest.json", *names], "0"))
    store = Folder(tmp_path)
    with store.lock(NOW):
        ledger.write(store, None, kept)
    assert ledger.read(store, "production")[0] == kept
