"""Findings as one page for people: needs no other file and no network, runs no script, shows all text as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby

from rodtrad.finding import Finding, Result
from rodtrad.html import Setting, to_html
from rodtrad.markdown import parse
from rodtrad.report import ReadLine
from rodtrad.report.text import counted, summary
from rodtrad.rules import Rule, rules
from rodtrad.source import Source
from rodtrad.telling import on_one_line

AROUND = 120
"""Characters of a line that are shown on either side of what is marked, and of that at most twice as many."""

_STYLE = """
:root { color-scheme: light dark; --text: #1b1b1b; --page: #fff; --dim: #555; --line: #ccc; --soft: #f4f4f4;
  --fel: #a40e26; --varning: #7a4a00; --rad: #0b5394; --mark: #ffe08a; }
@media (prefers-color-scheme: dark) { :root { --text: #eee; --page: #161616; --dim: #b5b5b5; --line: #444;
  --soft: #232323; --fel: #ff9a9f; --varning: #ffc46b; --rad: #9cc9ff; --mark: #6b5200; } }
body { color: var(--text); background: var(--page); font: 1rem/1.5 system-ui, sans-serif; margin: 0;
  overflow-wrap: anywhere; }
main { max-width: 50rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1, h2, h3 { line-height: 1.25; } h2 { margin-top: 2.5rem; }
a { color: inherit; } a:hover { text-decoration-thickness: 2px; }
code { font: .9em/1.5 ui-monospace, monospace; }
pre { background: var(--soft); padding: .5rem .75rem; white-space: pre-wrap; }
mark { background: var(--mark); color: inherit; outline: 1px solid; }
.findings { list-style: none; padding: 0; }
.findings > li { border-top: 1px solid var(--line); padding: .75rem 0; }
.findings p { margin: .25rem 0; } .dim { color: var(--dim); }
.fel { color: var(--fel); } .varning { color: var(--varning); } .rad { color: var(--rad); }
"""

_CLASS = {"fel": "fel", "varning": "varning", "råd": "rad"}


def write(result: Result, read_line: ReadLine) -> str:
    """The whole page: the count, the files, their findings with the line, and what each rule means."""
    said = summary(result)
    files = [(path, list(found)) for path, found in groupby(result.findings, key=lambda finding: finding.path)]
    known = {slug: rules()[slug] for slug in sorted({f.rule for f in result.findings}) if slug in rules()}
    return (
        '<!doctype html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>Granskning: {said.rstrip('.')}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>Granskning</h1>\n<p>{said}</p>\n"
        + _contents(files)
        + "".join(_file(number, path, found, read_line, known) for number, (path, found) in enumerate(files, 1))
        + "".join(_meanings(known))
        + "</main>\n</body>\n</html>\n"
    )


def _contents(files: list[tuple[str, list[Finding]]]) -> str:
    if len(files) < 2:
        return ""
    lines = "".join(
        f'<li><a href="#fil-{number}">{_text(path)}</a>: {counted(Counter(f.severity for f in found))}</li>\n'
        for number, (path, found) in enumerate(files, 1)
    )
    return f'<nav aria-label="Filer">\n<ul>\n{lines}</ul>\n</nav>\n'


def _file(number: int, path: str, found: list[Finding], read_line: ReadLine, known: Mapping[str, Rule]) -> str:
    lines = "".join(f"<li>\n{_one(finding, read_line, known)}</li>\n" for finding in found)
    return (
        f'<section aria-labelledby="fil-{number}">\n<h2 id="fil-{number}">{_text(path)}</h2>\n'
        f'<ol class="findings" role="list">\n{lines}</ol>\n</section>\n'
    )


def _one(finding: Finding, read_line: ReadLine, known: Mapping[str, Rule]) -> str:
    place, level = finding.place, finding.severity.swedish
    named = f"<code>{_text(finding.rule)}</code>"
    if finding.rule in known:
        named = f'<a href="#regel-{_text(finding.rule)}">{named}</a>'
    return (
        f'<p><strong class="{_CLASS[level]}">{level.capitalize()}</strong> '
        f"på rad {place.line}, tecken {place.column}: {_ticked(finding.message)}</p>\n"
        + _excerpt(read_line(finding.path, place.line), finding)
        + (f"<p>{_ticked(finding.hint)}</p>\n" if finding.hint else "")
        + f'<p class="dim">Regel: {named}</p>\n'
    )


def _excerpt(written: str, finding: Finding) -> str:
    """The line with the place marked; of a long line, what stands round it."""
    if not written.strip():
        return ""
    start = finding.place.column - 1
    end = finding.place.end_column - 1 if finding.place.end_line == finding.place.line else len(written)
    end = min(end, start + 2 * AROUND)
    before, marked, after = written[max(start - AROUND, 0) : start], written[start:end], written[end : end + AROUND]
    lead, tail = "…" if start > AROUND else "", "…" if len(written) > end + AROUND else ""
    shown_mark = f"<mark>{_text(marked)}</mark>" if marked else ""
    return f"<pre><code>{lead}{_text(before)}{shown_mark}{_text(after)}{tail}</code></pre>\n"


def _meanings(known: Mapping[str, Rule]) -> Iterator[str]:
    """The page of every rule that was broken."""
    if known:
        yield '<section aria-labelledby="regler">\n<h2 id="regler">Reglerna</h2>\n'
        for slug, rule in known.items():
            tree = parse(Source.read(slug, rule.page.partition("\n")[2].encode()))
            page = to_html(tree.children, Setting(link=lambda _: None, heading_level=lambda _: 4, prefix=f"{slug}-"))
            yield f'<h3 id="regel-{slug}">{_ticked(rule.title)}</h3>\n<p class="dim"><code>{slug}</code></p>\n{page}'
        yield "</section>\n"


def _ticked(words: str) -> str:
    """Words with what stands between backticks as code."""
    parts = words.split("`")
    return "".join(
        f"<code>{_text(part)}</code>" if index % 2 and index < len(parts) - 1 else _text(part)
        for index, part in enumerate(parts)
    )


def _text(text: str) -> str:
    return escape(on_one_line(text))
