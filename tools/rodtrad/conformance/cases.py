"""Every case, in the order of the table. One entry in `honest` or `hostile` is one case."""

from __future__ import annotations

from rodtrad.conformance import honest, hostile
from rodtrad.conformance.histories import Case

CASES: tuple[Case, ...] = (*honest.CASES, *hostile.CASES)
