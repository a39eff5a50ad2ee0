"""KVÅ: surgical and medical codes."""

from __future__ import annotations

import pytest

from rodtrad.codes.kva import SYSTEM


@pytest.mark.parametrize("code", ["NFB49", "AV020", "VP878", "ZV100"])
def test_valid(code: str) -> None:
    assert SYSTEM.valid(code)
    assert SYSTEM.normalise(f" {code.lower()}") == code
    assert SYSTEM.parent(code) is None


@pytest.mark.parametrize("code", ["", "A1234", "ABCD1", "AV02", "AV0200", "av020", "ÅV020", "12345"])
def test_not_valid(code: str) -> None:
    assert not SYSTEM.valid(code)
