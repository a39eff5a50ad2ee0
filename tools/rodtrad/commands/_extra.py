"""What a command needs beyond a plain installation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rodtrad.errors import UsageError


@contextmanager
def extra(name: str) -> Iterator[None]:
    """What is imported in here, or in a function with this above it, comes with an extra.

    Raises UsageError, which says how to install it.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError(f"needs the extra [{name}]: pip install 'rodtrad[{name}]' ({error.name} is missing)") from None
