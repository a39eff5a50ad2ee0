"""What may be written in front matter: for each key its values, as far as they are chosen from something."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from rodtrad.feed.schema import docstrings
from rodtrad.keyed import Keyed
from rodtrad.model import MATTER, Kind


class Slot(NamedTuple):
    """One key: what it is for, and what its value is chosen from."""

    name: str
    about: str = ""
    required: bool = False
    words: tuple[str, ...] = ()
    register: str = ""
    document: str = ""
    below: type[Keyed] | None = None
    """What is written under the key, where that is a map of its own."""
    listed: bool = False
    """Several values, or several maps."""
    free: bool = False
    """A map with keys of the author's choice."""


@cache
def slots(cls: type[Keyed]) -> Mapping[str, Slot]:
    """The keys of a map, in the order of the model."""
    hints, said = get_type_hints(cls), docstrings(cls)
    return {
        key.alias: _slot(Slot(key.alias, said.get(name, ""), key.required, (), key.register, key.document), hints[name])
        for name, key in cls.keys.items()
    }


def _slot(slot: Slot, hint: Any) -> Slot:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _slot(slot, next(a for a in get_args(hint) if a is not type(None)))
    if origin is tuple:
        return _slot(slot._replace(listed=True), get_args(hint)[0])
    if origin is not None and issubclass(origin, Mapping):
        return slot._replace(free=True)
    if isinstance(hint, type) and issubclass(hint, Keyed):
        return slot._replace(below=hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return slot._replace(words=tuple(member.value for member in hint))
    return slot._replace(words=("true", "false")) if hint is bool else slot


def slot_of(kind: Kind, path: str | Sequence[str]) -> Slot | Mapping[str, Slot] | None:
    """The key at a path (`beslutslogg[0].organ`); all keys for no path; below a free map, the map's own."""
    names = re.sub(r"\[\d+\]", "", path).split(".") if isinstance(path, str) else path
    here: Slot | Mapping[str, Slot] | None = slots(MATTER[kind])
    for name in names:
        if isinstance(here, Slot):
            here = here if here.free else slots(here.below) if here.below else None
        if here is None or isinstance(here, Slot):
            return here
        here = here.get(name)
    return here
