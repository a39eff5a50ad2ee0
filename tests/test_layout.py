"""The layout: nothing overlaps, nothing is cut, every edge can be followed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from flowcharts import DEPRESSION, STROKE, charts, faults
from rodtrad.layout import Chart, arrange


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(charts())
def test_any_chart_can_be_read(made: Chart) -> None:
    assert faults(made, arrange(made)) == []


@pytest.mark.parametrize("made", [DEPRESSION, STROKE], ids=["depression", "stroke"])
def test_real_flows_can_be_read(made: Chart) -> None:
    assert faults(made, arrange(made)) == []
