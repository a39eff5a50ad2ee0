"""`rodtrad keys` and `rodtrad publish`: what the office types, and what it is told."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rodtrad.cli import main
from rodtrad.commands.publish import _size

SMALL = Path(__file__).parents[1] / "golden" / "feed" / "project"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SMALL, tmp_path / "project")
    (tmp_path / "project/mkdocs.yml").write_text("site_url: https://rodtrad.example/\n")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path


def keys(home: Path, environment: str = "acceptance") -> str:
    folder = str(home / environment)
    assert main(["keys", "init", folder, "--environment", environment]) == 0
    return folder


def test_from_the_project_to_the_web(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, www = keys(project), project / "www"
    told = capsys.readouterr().out
    assert re.search(r"root\.json är version 1 och gäller till \d{4}-\d\d-\d\d\.", told)
    assert re.search(r"Kontrollsumma \(sha256\): [0-9a-f]{64}\n", told)
    assert main(["publish", "--to", str(www), "--keys", folder]) == 0
    out, err = capsys.readouterr()
    assert re.fullmatch(
        r"Publicerat till och med händelse \d+: \d+ filer skrivna \([\d,]+ [kM]B\)\. Arkivet är gjort på nytt\. "
        r"Signerat till och med \d{4}-\d\d-\d\d\.\n",
        out,
    )
    assert err == "", "no progress where nobody looks"
    assert json.loads((www / "api/v1/manifest.json").read_bytes())["environment"] == "acceptance"
    assert not (www / "utkast").exists()
    assert main(["publish", "--to", str(www), "--keys", folder]) == 0
    assert capsys.readouterr().out.startswith("Ingenting har ändrats sedan förra publiceringen (händelse ")
    assert main(["publish", "--renew", "--to", str(www), "--keys", folder]) == 0
    assert capsys.readouterr().out.startswith("Underskrifterna är förnyade. Signerat till och med ")


def test_from_a_folder(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, www = keys(project), project / "www"
    assert main(["feed", "--out", str(project / "feed"), "--environment", "acceptance"]) == 0
    assert main(["publish", "--from", str(project / "feed"), "--to", str(www), "--keys", folder, "--archive"]) == 0
    for path in ("index.json", "rodtrad-v1.tar.zst", "tuf/timestamp.json"):
        assert (www / "api/v1" / path).exists()


def test_working_texts(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, www = keys(project, "draft"), project / "www"
    assert main(["publish", "--to", str(www), "--keys", folder]) == 2
    assert "--drafts goes with the keys of the environment draft" in capsys.readouterr().err
    assert main(["publish", "--drafts", "--to", str(www), "--keys", folder]) == 0
    assert (www / "utkast/v1/tuf/timestamp.json").exists()
    assert not (www / "api").exists()
    assert main(["publish", "--drafts", "--to", str(www), "--keys", keys(project)]) == 2


def test_exchange_of_keys(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, www = keys(project), project / "www"
    assert main(["publish", "--to", str(www), "--keys", folder]) == 0
    assert main(["keys", "rotate", "timestamp", folder]) == 0
    assert "root.json är version 2" in capsys.readouterr().out
    assert main(["publish", "--renew", "--to", str(www), "--keys", folder]) == 0
    assert (www / "api/v1/tuf/2.root.json").exists()


def test_a_root_that_soon_ends_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import datetime as dt

    from rodtrad.delivery.keys import init

    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=4 * 365 + 30)
    init(project / "old", environment="acceptance", now=long_ago)
    where = ["--to", str(project / "www"), "--keys", str(project / "old")]
    assert main(["publish", *where]) == 0
    assert "kör `rodtrad keys rotate root`" in capsys.readouterr().out
    assert main(["keys", "rotate", "root", str(project / "old")]) == 0
    assert main(["publish", "--renew", *where]) == 0
    assert "rotate root" not in capsys.readouterr().out.rpartition("förnyade")[2]


def test_refusals_say_what_to_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = keys(project)
    www = ["--to", str(project / "www")]
    capsys.readouterr()

    def told(*arguments: str) -> tuple[int, str]:
        code = main([*arguments])
        return code, capsys.readouterr().err

    assert told("keys", "init", folder, "--environment", "production")[0] == 1
    code, err = told("publish", *www, "--keys", str(project / "none"))
    assert (code, "gör en med `rodtrad keys init" in err) == (1, True)
    assert told("publish", *www, "--keys", folder, "--renew")[0] == 1
    assert told("publish", *www, "--keys", folder, "--renew", "--archive")[0] == 2
    assert told("publish", "--to", "ftp://x", "--keys", folder)[0] == 2
    assert told("publish", "--to", str(project), "--keys", folder)[0] == 2
    assert told("publish", "--to", str(project / "a/b"), "--from", str(project / "a"), "--keys", folder)[0] == 2
    code, err = told("publish", *www, "--from", str(project / "nothing"), "--keys", folder)
    assert (code, "går inte att läsa" in err) == (1, True)


def test_sizes_are_written_as_people_do() -> None:
    assert (_size(0), _size(1500), _size(99_000), _size(9_073_276)) == ("1 kB", "2 kB", "99 kB", "9,1 MB")


def test_other_commands_need_none_of_it() -> None:
    """A check must start at once, and work where only that is installed."""
    script = (
        "import sys\n"
        "from rodtrad.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'tuf', 'obstore', 'cryptography', 'securesystemslib', 'brotli', 'backports'} & set(sys.modules)\n"
        "assert 'rodtrad.commands.publish' in sys.modules\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
