"""The shell: filled once for each page, with nothing of one page left in another."""

from __future__ import annotations

from family_pages import site_of

from rodtrad.finding import Finding, Severity
from rodtrad.site.frame import frame
from rodtrad.site.page import Banner, Page, Site, TocItem
from rodtrad.site.preview_box import box
from rodtrad.site.shell import Shell, key_of, mark, parts_of
from rodtrad.source import Place


def site(**more: object) -> Site:
    found, _ = site_of({"register/organ.yaml": "id: organ\ntitel: Organ\nposter:\n  - id: a\n    namn: A\n"})
    return Site(found.root, found.library, found.served, **more)  # type: ignore[arg-type]


PAGE = Page(
    path="vardforlopp/x/",
    title="A & B",
    html="<p>text</p>",
    kicker="Vårdförlopp",
    toc=tuple(TocItem(f"Del {n} <", f"del-{n}", (TocItem("Under", f"u-{n}"),)) for n in range(3)),
    description='Säger "hej"',
    banners=(Banner("warning", "Varning < nu"),),
    filters={"Typ": ["Vårdförlopp"], "Läge": ['a"b']},
    noindex=True,
)


def test_a_shell_is_filled_at_its_marks() -> None:
    shell = Shell.cut(f"<title>{mark('TITLE')}</title>{mark('CONTENT')}-{mark('CONTENT')}.")
    assert (
        shell.fill({"TITLE": "a", "CONTENT": "@rodtrad:TITLE@"}) == "<title>a</title>@rodtrad:TITLE@-@rodtrad:TITLE@."
    )
    assert shell.fill({}) == "<title></title>-."


def test_what_is_filled_in_is_escaped() -> None:
    parts = parts_of(PAGE, "Rödtråd", "https://rodtrad.example/", "")
    assert parts["TITLE"] == "A &amp; B – Rödtråd"
    assert parts["DESCRIPTION"] == "Säger &quot;hej&quot;"
    assert '<link rel="canonical" href="https://rodtrad.example/vardforlopp/x/">' in parts["HEAD"]
    assert 'name="robots" content="noindex"' in parts["HEAD"]
    assert "Del 0 &lt;" in parts["SIDEBAR"]
    assert 'href="#u-2"' in parts["SIDEBAR"]


def test_pages_of_one_section_and_depth_share_a_shell() -> None:
    assert key_of(PAGE) == (2, "vardforlopp/")
    assert key_of(Page(path="", title="", html="")) == (0, "")
    assert key_of(Page(path="tillagg/a/b/", title="", html="")) == (3, "")


def test_the_frame_has_one_title_and_the_banners() -> None:
    html = frame(PAGE, site())
    assert html.count("<h1>A &amp; B</h1>") == 1
    assert "Varning &lt; nu" in html
    assert "Del 2 &lt;" in html


def finding(line: int, severity: Severity, path: str = "content/vardforlopp/x.md") -> Finding:
    return Finding(path, Place(line, 1, line, 2), "dead-link", "Länken `a<b` är död.", "Skriv `x`.", severity)


def test_findings_are_shown_only_in_the_preview() -> None:
    page = Page(path="vardforlopp/x/", title="X", html="", source="content/vardforlopp/x.md")
    found = {page.source: (finding(3, Severity.ERROR), finding(9, Severity.ADVICE))}
    assert box(page, site(findings=found)) == ""
    shown = box(page, site(findings=found, serving=True))
    assert "1 fel, 1 råd" in shown
    assert "Rad 3" in shown
    assert "<code>a&lt;b</code>" in shown
    assert "inga anmärkningar" in box(page, site(serving=True))


def test_a_file_that_cannot_be_shown_is_told_on_the_lists() -> None:
    found = {"content/vardforlopp/trasig.md": (finding(2, Severity.ERROR, "content/vardforlopp/trasig.md"),)}
    shown = box(Page(path="", title="", html=""), site(findings=found, serving=True))
    assert "trasig.md: 1 fel – filen kan inte visas" in shown
    assert "Länken" in shown
