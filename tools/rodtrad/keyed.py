"""Maps that authors write: each attribute is read from a key with a Swedish name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from msgspec import Struct, StructMeta


class Key(NamedTuple):
    """A front matter key: its Swedish name, and the registers or kind of document that its value must name."""

    alias: str
    required: bool = False
    register: str = ""
    document: str = ""
    rule: str = "missing-key"
    """Which rule says that a required key is missing."""


def key(alias: str, *, required: bool = False, register: str = "", document: str = "", rule: str = "") -> Any:
    """The default of an attribute that is read from a front matter key: None, where the key is not written."""
    return Key(alias, required, register, document, rule or "missing-key")


class _KeyedMeta(StructMeta):
    """Takes the keys out of a class, and makes None the default of their attributes."""

    def __new__(mcls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> Any:
        own = {attribute: key for attribute, key in namespace.items() if isinstance(key, Key)}
        made: Any = super().__new__(
            *(mcls, name, bases, {**namespace, **dict.fromkeys(own)}),
            frozen=True,
            kw_only=True,
            omit_defaults=True,
            gc=False,
        )
        made.keys = {**getattr(made, "keys", {}), **own}
        aliases = [key.alias for key in made.keys.values()]
        if len(set(aliases)) < len(aliases):
            raise TypeError(f"two attributes of {name} are read from one key")
        return made


class Keyed(Struct, metaclass=_KeyedMeta):
    """A map in front matter."""

    keys: ClassVar[Mapping[str, Key]]
    """By attribute."""
