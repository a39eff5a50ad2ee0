"""A module in the right folder is the registration; a name with an underscore is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rodtrad.registry import modules, names


def test_public_modules_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "made_for_registry"
    home.mkdir()
    for name, text in {"__init__": "", "b": "X = 2", "a": "X = 1", "_helper": "raise SystemExit"}.items():
        (home / f"{name}.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert names("made_for_registry") == ("a", "b")
    assert "made_for_registry.a" not in sys.modules, "names are found without importing"
    assert [module.X for module in modules("made_for_registry").values()] == [1, 2]
