"""Every module of a package by name: a module in the right folder is the registration."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """Return the names of the public modules directly in `package`, sorted, without importing them."""
    home = importlib.import_module(package)
    files = (file for path in home.__path__ for file in Path(path).iterdir() if file.suffix == ".py")
    return tuple(sorted(file.stem for file in files if not file.stem.startswith("_")))


@cache
def modules(package: str) -> dict[str, ModuleType]:
    """Import and return every public module directly in `package`, by name, sorted."""
    return {name: importlib.import_module(f"{package}.{name}") for name in names(package)}
