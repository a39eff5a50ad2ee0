"""`rodtrad dev load`: its judge sees a torn state, and a short run has none."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from rodtrad.dev.load import _pulled, _Run, _TornError, main
from rodtrad.dev.nginx import serving

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

pytestmark = pytest.mark.skipif(NGINX is None, reason="there is no nginx: apt-get install nginx-light")


def test_a_torn_state_is_seen(tmp_path: Path) -> None:
    run = _Run(tmp_path, 5, random.Random(1))
    run.prepare()
    file = run.www / "api/v1/vardforlopp/d3/1.0.0.json"
    whole = file.read_bytes()
    with serving(run.www, tmp_path / "nginx") as address:
        assert _pulled(tmp_path, address) == run.states[-1]
        file.write_bytes(whole[:-1])
        with pytest.raises(_TornError, match="other bytes"):
            _pulled(tmp_path, address)
        file.unlink()
        with pytest.raises(_TornError, match="404"):
            _pulled(tmp_path, address)


@pytest.mark.skipif(not shutil.which("wrk"), reason="there is no wrk: apt-get install wrk")
def test_a_short_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seconds", "2", "--documents", "20"]) == 0
    told = dict(line.split(": ") for line in capsys.readouterr().out.splitlines())
    assert (told["errors"], told["torn states"]) == ("0", "0")
    assert int(told["pulls"]) > 0
    assert float(told["requests/s"]) > 0
