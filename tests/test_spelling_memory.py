"""What the dictionary has said is kept, so that it is loaded only for words that it has not been asked about."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rodtrad import spelling
from rodtrad.store import Store

ASK = """
import sys
from pathlib import Path
from rodtrad import spelling
from rodtrad.store import Store
store = Store(Path(sys.argv[1]), "1")
spelling.remember(store.words)
print(*(spelling.is_word(word) for word in sys.argv[2:]), spelling._hunspell.cache_info().currsize)
store.learn(spelling.learned())
"""


def ask(home: Path, *words: str) -> list[str]:
    found = subprocess.run(
        [sys.executable, "-c", ASK, str(home / "kept.sqlite"), *words], capture_output=True, text=True, check=True
    )
    return found.stdout.split()


def test_a_word_is_looked_up_once(tmp_path: Path) -> None:
    assert ask(tmp_path, "gjordes", "gjorrdes") == ["True", "False", "1"]
    assert ask(tmp_path, "gjorrdes", "gjordes") == ["False", "True", "0"], "known from the run before"
    assert ask(tmp_path, "gjordes", "ombads") == ["True", "True", "1"]


def test_another_version_forgets_the_words(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept.sqlite", "1")
    store.learn({"gjordes": False})
    assert store.words() == {"gjordes": False}
    store.close()
    store = Store(tmp_path / "kept.sqlite", "2")
    assert store.words() == {}
    store.close()


def test_a_store_that_another_version_has_taken_over_is_let_be(tmp_path: Path) -> None:
    old = Store(tmp_path / "kept.sqlite", "1")
    new = Store(tmp_path / "kept.sqlite", "2")
    old.learn({"gjordes": False})
    assert new.words() == {}
    old.close()
    new.close()


def test_a_well_known_word_asks_nobody() -> None:
    def earlier() -> dict[str, bool]:
        raise AssertionError("asked")

    spelling.remember(earlier)
    try:
        assert spelling.is_word("vård")
    finally:
        spelling.remember(dict)
