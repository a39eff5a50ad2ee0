"""HSA-id: country, organisation number, hyphen, the owner's own part."""

from __future__ import annotations

import pytest

from rodtrad.codes.hsa_id import SYSTEM


@pytest.mark.parametrize(
    "code", ["SE2321000131-P000000123457", "SE2321000016-HJRT01", "SE2321000016-a", "SE2321000016-" + "A" * 18]
)
def test_valid(code: str) -> None:
    assert SYSTEM.valid(code)


@pytest.mark.parametrize(
    "code", ["", "SE232100013-1", "SE2321000131", "SE2321000131-", "SE2321000016-å", "SE2321000016-" + "A" * 19]
)
def test_not_valid(code: str) -> None:
    assert not SYSTEM.valid(code)


def test_case_after_the_hyphen_is_kept() -> None:
    assert SYSTEM.normalise("se2321000016-HjRt") == "SE2321000016-HjRt"
