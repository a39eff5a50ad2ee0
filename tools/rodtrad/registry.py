"""Every module of a package by name: a module in the right folder is the registration."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """Return the names of the public modules directly in `package`, sorted, without importing them."""
    home = importlib.import_module(package)
    return tuple(sorted(m.name for m in pkgutil.iter_modules(home.__path__) if not m.name.startswith("_")))


@cache
def modules(package: str) -> dict[str, ModuleType]:
    """Import and return every public module directly in `package`, by name, sorted."""
    return {name: importlib.import_module(f"{package}.{name}") for name in names(package)}
