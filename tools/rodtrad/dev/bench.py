"""Measures our commands and their peers on one corpus, in one session, interleaved, and holds them to the bars."""

from __future__ import annotations

import argparse
import compileall
import json
import os
import shutil
import signal
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from rodtrad.dev import corpus
from rodtrad.dev.contenders import FLOOR, OURS, WORKS, Contender, Missing, assemble
from rodtrad.dev.measuring import Sample, measure


@dataclass(frozen=True, slots=True)
class Bar:
    """A promise: `share` times a peer's median in the same session, or `limit` seconds, or `limit` MiB."""

    work: str
    kind: str
    """`bar` or `goal`."""
    peer: str = ""
    share: float = 0.0
    limit: float = 0.0
    memory: bool = False

    def __str__(self) -> str:
        if self.peer:
            return f"≤ {self.share:.2g} × {self.peer}"
        return f"≤ {self.limit:g} MiB" if self.memory else f"≤ {self.limit:g} s"


BARE_FEED = 0.62
"""Seconds of the bare script, at most, where the feed's bar of 4 s and goal of 1 s were set: seconds drift."""

BARS: tuple[Bar, ...] = (
    Bar("check-cold", "bar", "rumdl", 5),
    Bar("check-cold", "goal", "rumdl", 1),
    Bar("check-unchanged", "bar", "rumdl", 2),
    Bar("check-unchanged", "goal", "rumdl", 0.6),
    Bar("check-one", "bar", "markdownlint-cli2", 0.5),
    Bar("check-one", "goal", "yamllint", 1),
    Bar("feed-cold", "bar", "bare script", 4 / BARE_FEED),
    Bar("feed-cold", "goal", "bare script", 1 / BARE_FEED),
    Bar("site-full", "bar", "material", 1 / 3),
    Bar("site-full", "goal", "hugo", 1),
    Bar("site-full", "bar", limit=300, memory=True),
    Bar("site-full", "goal", limit=150, memory=True),
    Bar("site-edit", "bar", limit=1.5),
    Bar("site-edit", "goal", limit=0.25),
)
"""What we hold ourselves to, at N = 500."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Several runs of one contender."""

    work: str
    name: str
    low: float
    middle: float
    high: float
    cpu: float
    mebibytes: float
    runs: int
    failed: str = ""

    @classmethod
    def of(cls, work: str, name: str, samples: Sequence[Sample], good: Iterable[int] = (0, 1)) -> Spread:
        """Sum up the runs; a run with a bad exit code makes the whole contender count as failed."""
        allowed = set(good)
        bad = next((s for s in samples if s.code not in allowed), None)
        failed = f"exit {bad.code}: {bad.said.splitlines()[-1] if bad.said else ''}".rstrip(": ") if bad else ""
        timed = [s for s in samples if not s.weighed] or samples
        times = [s.seconds for s in timed]
        return cls(
            work=work,
            name=name,
            low=min(times),
            middle=statistics.median(times),
            high=max(times),
            cpu=statistics.median(s.cpu for s in timed),
            mebibytes=max(s.mebibytes for s in samples),
            runs=len(timed),
            failed=failed,
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """One bar against what was measured; `measured` is in units of the bar (times, seconds or MiB)."""

    bar: Bar
    measured: float | None
    met: bool | None


def verdicts(spreads: Iterable[Spread], bars: Iterable[Bar] = BARS) -> list[Verdict]:
    """Hold the measurements to the bars; what was not measured on both sides has no verdict."""
    by_key = {(s.work, s.name): s for s in spreads if not s.failed}
    found = []
    for bar in bars:
        ours = by_key.get((bar.work, OURS))
        peer = by_key.get((bar.work, bar.peer))
        if ours is None or (bar.peer and peer is None):
            found.append(Verdict(bar, None, None))
        elif peer is not None:
            ratio = ours.middle / peer.middle
            found.append(Verdict(bar, ratio, ratio <= bar.share))
        else:
            value = ours.mebibytes if bar.memory else ours.middle
            found.append(Verdict(bar, value, value <= bar.limit))
    return found


def best_peers(spreads: Iterable[Spread]) -> dict[str, Spread]:
    """Return the fastest peer of each work."""
    best: dict[str, Spread] = {}
    for spread in spreads:
        if spread.name in (OURS, FLOOR) or spread.failed:
            continue
        if spread.work not in best or spread.middle < best[spread.work].middle:
            best[spread.work] = spread
    return best


def table(spreads: Sequence[Spread], missing: Sequence[Missing] = ()) -> str:
    """Return the measurements, the bars and what is missing as plain text."""
    best = best_peers(spreads)
    rows = [("work", "who", "median s", "min–max s", "CPU s", "peak MiB", "× best peer")]
    for work in WORKS:
        for s in sorted((s for s in spreads if s.work == work), key=lambda s: s.middle):
            if s.failed:
                rows.append((work, s.name, "failed", "", "", "", ""))
                continue
            ratio = f"{s.middle / best[work].middle:.2f}" if work in best else ""
            span = f"{s.low:.3f}–{s.high:.3f}"
            rows.append((work, s.name, f"{s.middle:.3f}", span, f"{s.cpu:.2f}", f"{s.mebibytes:.0f}", ratio))
    parts = [_columns(rows)]
    measured = {s.work for s in spreads}
    judged = [("work", "kind", "demand", "measured", "verdict")]
    for verdict in verdicts(spreads):
        bar = verdict.bar
        if bar.work not in measured:
            continue
        if verdict.measured is None:
            judged.append((bar.work, bar.kind, str(bar), "–", "not measured"))
            continue
        unit = "×" if bar.peer else "MiB" if bar.memory else "s"
        verdict_word = "met" if verdict.met else "MISSED"
        judged.append((bar.work, bar.kind, str(bar), f"{verdict.measured:.2f} {unit}", verdict_word))
    parts.append(_columns(judged))
    notes = [f"failed: {s.name} ({s.work}): {s.failed}" for s in spreads if s.failed]
    notes += [f"not measured: {m.name} ({m.work}): {m.how}" for m in missing]
    if notes:
        parts.append("\n".join(notes))
    return "\n\n".join(parts) + "\n"


def _columns(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
                     for row in rows)  # fmt: skip


def run(
    n: int = 500,
    only: str = "",
    runs: int = 3,
    progress: Callable[[str], None] | None = None,
) -> tuple[list[Spread], list[Missing]]:
    """Write a corpus of `n` pathways into a temporary directory and measure everything on it, interleaved."""
    say = progress or (lambda message: None)
    compileall.compile_dir(Path(__file__).parents[1], quiet=1)  # as the others are when they are installed
    temporary = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        project, work = temporary / "project", temporary / "peers"
        work.mkdir()
        say(f"writing {n} pathways")
        corpus.write(n, project)
        contenders, missing = assemble(project, work)
        contenders = [c for c in contenders if not only or c.work == only]
        missing = [m for m in missing if not only or m.work == only]
        samples = _interleaved(contenders, runs, say)
    finally:
        with suppress(KeyboardInterrupt):  # impatience with the clearing up must not cost the measurements
            shutil.rmtree(temporary, ignore_errors=True)
    measured = [c for c in contenders if samples[c.work, c.name]]
    return [Spread.of(c.work, c.name, samples[c.work, c.name], c.good) for c in measured], missing


def _interleaved(
    contenders: Sequence[Contender], runs: int, say: Callable[[str], None]
) -> Mapping[tuple[str, str], list[Sample]]:
    """One run of everything, then the next: a slow minute of the machine hits all alike. Ctrl-C ends it early.

    First comes a run in which the memory is added up, for that takes time.
    """
    samples: dict[tuple[str, str], list[Sample]] = {(c.work, c.name): [] for c in contenders}
    total = len(contenders) * (runs + 1)
    try:
        for number in range(runs + 1):
            for at, contender in enumerate(contenders):
                say(f"{number * len(contenders) + at + 1} of {total}: {contender.work}, {contender.name}")
                samples[contender.work, contender.name].append(_once(contender, weigh=number == 0))
    except KeyboardInterrupt:
        say("interrupted: this is what was measured so far")
    return samples


def _once(contender: Contender, *, weigh: bool) -> Sample:
    """One measured run. Others have worked on the disk since the last one: the state it starts from is made anew."""
    if contender.warm:
        measure(contender.warm, contender.cwd, contender.env)
    contender.before()
    return measure(contender.command, contender.cwd, contender.env, weigh=weigh)


def _interrupt(number: int, frame: object) -> None:
    """Treat a polite request to end as Ctrl-C: show what there is, leave no process behind."""
    raise KeyboardInterrupt


def main(argv: Sequence[str] | None = None) -> int:
    """Run `rodtrad dev bench`; exit 1 when a bar (not a goal) is missed."""
    parser = argparse.ArgumentParser(prog="rodtrad dev bench", description=__doc__)
    parser.add_argument("--n", type=int, default=500, help="number of pathways (default 500; the bars are for 500)")
    parser.add_argument("--only", choices=tuple(WORKS), default="", help="measure one kind of work")
    parser.add_argument("--runs", type=int, default=3, help="runs of each contender (default 3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the measurements to FILE")
    options = parser.parse_args(argv)
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"others are at work here (load {load:.1f}): trust ratios, not seconds", file=sys.stderr, flush=True)
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        spreads, missing = run(
            options.n, options.only, options.runs, lambda message: print(message, file=sys.stderr, flush=True)
        )
    finally:
        signal.signal(signal.SIGTERM, before)
    print(table(spreads, missing), end="")
    if options.json:
        data = {
            "n": options.n,
            "load": round(load, 2),
            "cores": os.cpu_count(),
            "spreads": [asdict(s) for s in spreads],
            "verdicts": [asdict(v) for v in verdicts(spreads)],
            "missing": [asdict(m) for m in missing],
        }
        options.json.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 1 if any(v.met is False and v.bar.kind == "bar" for v in verdicts(spreads)) else 0
