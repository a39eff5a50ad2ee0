"""A command that is written wrong is refused in Swedish, with exit code 2."""

from __future__ import annotations

import argparse
import re

import pytest

from rodtrad.cli import main
from rodtrad.refusals import SWEDISH, in_swedish


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("", "rodtrad: fel: det här saknas: COMMAND"),
        ("granska", "rodtrad: fel: COMMAND: 'granska' finns inte. "),
        ("check --formt", "rodtrad: fel: det här känns inte igen: --formt"),
        ("check --format texten", "rodtrad check: fel: --format: 'texten' finns inte. "),
        ("check --icd10se", "rodtrad check: fel: --icd10se: ska ha ett värde efter sig"),
        ("check --strict=ja", "rodtrad check: fel: --strict: ska inte ha något värde, men har 'ja'"),
        ("check --no", "rodtrad check: fel: --no kan betyda flera val: --no-cache, --no-baseline"),
        ("pull a b --parallel flera", "rodtrad pull: fel: --parallel: 'flera' går inte att läsa som int"),
        ("merge kopia", "rodtrad merge: fel: det här saknas: --region, --out"),
    ],
)
def test_what_is_wrong_is_said(arguments: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments.split())
    assert ended.value.code == 2
    assert said in capsys.readouterr().err.splitlines()[-1]


def test_the_same_words_are_filled_in() -> None:
    for english, swedish in SWEDISH.items():
        assert sorted(re.findall(r"%(?:\(\w+\))?\w", english)) == sorted(re.findall(r"%(?:\(\w+\))?\w", swedish))


def test_others_are_not_concerned() -> None:
    before = argparse._, argparse.ngettext  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="x"), in_swedish():
        raise ValueError("x")
    assert before == (argparse._, argparse.ngettext)  # type: ignore[attr-defined]
