"""What the live preview shows on a page beside its text: the findings of the document, or of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from rodtrad.finding import Finding, Severity
from rodtrad.site.page import Page, Site
from rodtrad.site.parts import badge, text

PLURAL = {Severity.ERROR: "fel", Severity.WARNING: "varningar", Severity.ADVICE: "råd"}

_BADGES = {Severity.ERROR: "miss", Severity.WARNING: "part", Severity.ADVICE: ""}


def box(page: Page, site: Site) -> str:
    """The box, only in the live preview."""
    if not site.serving:
        return ""
    if not page.source:
        return _overview(site)
    found = site.findings.get(page.source, ())
    lines = "".join(f"<li>{_line(finding)}</li>\n" for finding in found)
    inner = f"<ol>\n{lines}</ol>\n" if found else ""
    return _box(f"{text(page.source)}: {counted(found)}", inner, open=bool(found))


def counted(found: Sequence[Finding]) -> str:
    """ "1 fel, 2 varningar" – or that nothing was found."""
    said = []
    for level, plural in PLURAL.items():
        number = sum(finding.severity is level for finding in found)
        if number:
            said.append(f"{number} {level.swedish if number == 1 else plural}")
    return ", ".join(said) or "inga anmärkningar"


def _line(finding: Finding) -> str:
    hint = f'<br><span class="rt-findings__hint">{_ticked(finding.hint)}</span>' if finding.hint else ""
    return (
        f"Rad {finding.place.line}: {badge(finding.severity.swedish, _BADGES[finding.severity])} "
        f"{_ticked(finding.message)} <code>{text(finding.rule)}</code>{hint}"
    )


def _ticked(words: str) -> str:
    """Words with what stands between backticks as code."""
    parts = words.split("`")
    return "".join(f"<code>{text(p)}</code>" if i % 2 and i < len(parts) - 1 else text(p) for i, p in enumerate(parts))


def _overview(site: Site) -> str:
    """How much there is to mend, file by file; files that cannot be read have no page of their own."""
    everything = [finding for found in site.findings.values() for finding in found]
    shown = {face.path for face in site.library.faces.values()}
    lines = "".join(
        f"<li>{text(path)}: {counted(found)}{'' if path in shown else ' – filen kan inte visas'}"
        + ("" if path in shown else "".join(f"<br>{_line(finding)}" for finding in found))
        + "</li>\n"
        for path, found in sorted(site.findings.items())
    )
    broken = any(path not in shown for path in site.findings)
    return _box(f"Hela projektet: {counted(everything)}", f"<ul>\n{lines}</ul>\n" if lines else "", open=broken)


def _box(summary: str, inner: str, *, open: bool) -> str:
    return (
        f'<details class="rt-findings" data-pagefind-ignore{" open" if open else ""}>\n'
        f"<summary>Förhandsvisning. {summary}</summary>\n{inner}</details>\n"
    )
