"""The JSON Schema (2020-12) of a model of the feed, described by the docstrings of its attributes."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Sequence
from functools import cache
from types import ModuleType
from typing import Any

import msgspec

from rodtrad.feed.models import Model


def schema_of(model: type[Model]) -> dict[str, Any]:
    """What a file of this model holds. Open: fields that it does not name may be added."""
    parts = components([model], "#/$defs/{name}")
    top = parts.pop(model.__name__)
    return {**top, "$defs": parts} if parts else top


def components(models: Sequence[type[Model]], reference: str = "#/components/schemas/{name}") -> dict[str, Any]:
    """The schemas of models and of every model within them, by name; each refers to others as `reference` says."""
    _, parts = msgspec.json.schema_components(models, ref_template=reference)
    found = {cls.__name__: cls for model in models for cls in _models(model)}
    for name, part in parts.items():
        _describe(part, found[name])
    return parts


def docstrings(cls: type[Any]) -> dict[str, str]:
    """The string below each attribute of a class and its bases."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        if base.__module__.startswith("rodtrad."):
            found |= _said(sys.modules[base.__module__]).get(base.__name__, {})
    return found


@cache
def _said(module: ModuleType) -> dict[str, dict[str, str]]:
    """Class → attribute → the string below it; a module is parsed once."""
    table: dict[str, dict[str, str]] = {}
    for part in ast.parse(inspect.getsource(module)).body:
        if isinstance(part, ast.ClassDef):
            table[part.name] = {}
            for statement, below in zip(part.body, part.body[1:], strict=False):
                match statement, below:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                        table[part.name][name] = said
    return table


def _models(model: type[Model]) -> set[type[msgspec.Struct]]:
    """The model and every model within it."""
    seen: set[type[msgspec.Struct]] = set()
    stack: list[Any] = [msgspec.inspect.type_info(model)]
    while stack:
        here = stack.pop()
        match here:
            case msgspec.inspect.StructType() if here.cls not in seen:
                seen.add(here.cls)
                stack += [field.type for field in here.fields]
            case msgspec.inspect.ListType():
                stack.append(here.item_type)
            case msgspec.inspect.UnionType():
                stack += here.types
    return seen


def _describe(part: dict[str, Any], cls: type[msgspec.Struct]) -> None:
    said = docstrings(cls)
    for field in msgspec.structs.fields(cls):
        about = {"title": field.name.replace("_", " ").capitalize()}
        if field.name in said:
            about["description"] = said[field.name]
        part["properties"][field.encode_name] |= about
