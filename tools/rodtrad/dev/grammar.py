"""Seeded sentences: templates with choices `[a|b]` and slots `{name}`, the same on every machine."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

_T = TypeVar("_T")
_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"\{([a-z_]+)\}")


class Dice:
    """Integers only, from the generator's own 32 bits, so that no machine or version gives other numbers."""

    __slots__ = ("_bits",)

    def __init__(self, seed: int) -> None:
        self._bits = random.Random(seed).getrandbits

    def below(self, limit: int) -> int:
        """Return an integer from 0 up to, not including, `limit`."""
        return (self._bits(32) * limit) >> 32

    def between(self, low: int, high: int) -> int:
        """Return an integer from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def pick(self, items: Sequence[_T]) -> _T:
        """Return one of `items`."""
        return items[self.below(len(items))]

    def shuffled(self, items: Sequence[_T]) -> list[_T]:
        """Return `items` in another order."""
        deck = list(items)
        for i in range(len(deck) - 1, 0, -1):
            j = self.below(i + 1)
            deck[i], deck[j] = deck[j], deck[i]
        return deck


class Grammar:
    """Deals templates and words: each pool is used up before anything in it comes back."""

    __slots__ = ("_decks", "_fixed", "_made", "_pools", "dice")

    def __init__(
        self,
        dice: Dice,
        pools: Mapping[str, Sequence[str]],
        fixed: Mapping[str, str],
        made: Mapping[str, Callable[[], str]],
    ) -> None:
        self.dice = dice
        self._pools = pools
        self._fixed = fixed
        self._made = made
        self._decks: dict[str, list[str]] = {}

    def deal(self, pool: str) -> str:
        """Return the next entry of a pool, unexpanded."""
        deck = self._decks.get(pool)
        if not deck:
            deck = self._decks[pool] = self.dice.shuffled(self._pools[pool])
        return deck.pop()

    def expand(self, template: str) -> str:
        """Fill the choices and slots of a template and begin it with a capital letter."""
        text = self.fill(template)
        return text[:1].upper() + text[1:]

    def fill(self, template: str) -> str:
        """Fill the choices and slots of a template."""
        while _CHOICE.search(template):
            template = _CHOICE.sub(lambda m: self.dice.pick(m[1].split("|")), template)
        return _SLOT.sub(lambda m: self._word(m[1]), template)

    def _word(self, name: str) -> str:
        if name in self._fixed:
            return self._fixed[name]
        if name in self._made:
            return self._made[name]()
        return self.fill(self.deal(name))

    def say(self, pool: str) -> str:
        """Return the next entry of a pool as a sentence or phrase with a capital letter."""
        return self.expand(self.deal(pool))

    def several(self, pool: str, count: int) -> list[str]:
        """Return `count` different entries of a pool, expanded."""
        seen: dict[str, None] = {}
        for _ in range(count * 4):
            seen.setdefault(self.say(pool))
            if len(seen) == count:
                break
        return list(seen)

    def paragraph(self, pool: str, count: int) -> str:
        """Return `count` sentences of a pool as one paragraph."""
        return " ".join(self.several(pool, count))

    def distinct(self, slot: str, count: int) -> list[str]:
        """Return `count` different fillings of one slot, as they stand inside a sentence."""
        found: dict[str, None] = {}
        while len(found) < count:
            found.setdefault(self.fill("{" + slot + "}"))
        return list(found)
