"""Each check of the audit sees the fault that it is there for, and is silent about a page without it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from loopback import serving
from rodtrad.dev.audit import running, tools
from rodtrad.dev.audit.checks import paint
from rodtrad.dev.audit.looking import EVERY, FORCED, Audit
from rodtrad.dev.browsing import browsing

pytestmark = pytest.mark.browser

GOOD = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Sida</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
<style>body { background: #fff; color: #222; font: 16px/1.6 sans-serif; margin: 8px; }
a:focus-visible { outline: 3px solid #00f; } a, p { display: block; padding: 6px; }
%s</style></head><body><main><h1>Sida</h1><p>Text som ryms.</p>
<a href="#ett">Ett</a><a href="#tre">Tre</a>%s</main></body></html>"""

BAD = {
    "axe": ("", "<input>", "label: "),
    "axe of lesser gravity": ("", "<h4>Rubrik som hoppar</h4>", "heading-order: "),
    "contrast": (".svag { color: #999; }", "<p class='svag'>Svag text</p>", "2,85 mot 4,5: Svag text"),
    "contrast of a field": ("input { border: 1px solid #ddd; }", "<label>A <input name='f'></label>", "fältet f"),
    "contrast in a drawing": (
        "",
        "<svg role='img' aria-label='Ruta' width='99' height='40'><rect width='99' height='40' fill='#135'/>"
        "<text x='9' y='20' fill='#147'>Ruta</text></svg>",
        "mot 4,5: Ruta",
    ),
    "keyboard without a mark": (
        ".dold:focus { outline: none; }",
        "<a class='dold' href='#x'>Dold</a>",
        "fokus syns för dåligt",
    ),
    "keyboard with a faint mark": (
        ".dold.dold:focus { outline-color: #eee; }",
        "<a class='dold' href='#x'>Dold</a>",
        "fokus syns för dåligt (1,2 mot 1)",
    ),
    "keyboard out of sight": (
        ".bort { position: absolute; left: -999px; }",
        "<a class='bort' href='#x'>Borta</a>",
        "det som har fokus syns inte: a Borta",
    ),
    "keyboard behind a bar": (
        ".list { position: fixed; inset: 0 0 auto; height: 99vh; background: #fff; }",
        "<a href='#x'>Under</a><div class='list'></div>",
        "det som har fokus syns inte: a Under",
    ),
    "keyboard in another order": ("", "<a href='#x' tabindex='3'>Först</a>", "i fel ordning"),
    "keyboard trap": (
        "",
        "<textarea aria-label='Fälla' id='f'></textarea><a href='#x'>Efter</a><script>"
        "f.addEventListener('keydown', (e) => { if (e.key === 'Tab') e.preventDefault(); });</script>",
        "nås inte med Tab: a Efter",
    ),
    "layout": (".bred { width: 2000px; }", "<div class='bred'>Bred</div>", "bredare än fönstret"),
    "layout that cuts": (
        ".kort { width: 40px; overflow: hidden; white-space: nowrap; }",
        "<p class='kort'>Avklippt mening</p>",
        "avklippt text: Avklippt mening",
    ),
    "motion": ("p { transition: color 1s; }", "", "rör sig: p"),
    "origin": ("", "<img src='http://127.0.0.2:9/bild.png' alt=''>", "frågar någon annan: http://127.0.0.2:9/bild.png"),
    "origin of a fault": ("", "<script>saknas();</script>", "fel i skript"),
    "origin of a cookie": ("", "<script>document.cookie = 'spar=1';</script>", "kaka: spar"),
    "stability": (
        "",
        "<script>setTimeout(() => document.body.prepend(Object.assign(document.createElement('p'), "
        "{ style: 'height: 300px', textContent: 'Sent' })), 60);</script>",
        "sidan förskjuts",
    ),
    "weight": ("", f"<p hidden>{'x' * 120_000}</p>", "120,"),
}


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audit]:
    site = tmp_path_factory.mktemp("site")
    pages = {"": ("", ""), "vardforlopp/x": ("", "")} | {name: fault[:2] for name, fault in BAD.items()}
    for name, (style, body) in pages.items():
        (site / name).mkdir(parents=True, exist_ok=True)
        (site / name / "index.html").write_text(GOOD % (style, body), "utf-8")
    (site / "404.html").write_text(GOOD % ("", ""), "utf-8")
    with serving(site) as address, browsing() as browser:
        yield Audit(site, address, browser, [""])


def told(audit: Audit, check: str, page: str) -> list[str]:
    """What one check tells of one page."""
    one = Audit(audit.site, audit.address, audit.browser, [page])
    return [fault.what for fault in running.run(one, running.checks([check]))[0].faults]


@pytest.mark.parametrize("name", BAD)
def test_a_fault_is_seen(audit: Audit, name: str) -> None:
    found = told(audit, name.partition(" ")[0], f"{name}/")
    assert [what for what in found if BAD[name][2] in what], found


@pytest.mark.parametrize("check", sorted({name.partition(" ")[0] for name in BAD} | {"paint"}))
def test_a_good_page_is_left_alone(audit: Audit, check: str) -> None:
    assert told(audit, check, "") == []


@pytest.mark.timeout(60)
def test_what_never_ends_is_not_waited_for(audit: Audit) -> None:
    moving = "@keyframes r { to { color: #000; } } p { animation: r 9s infinite; transition: all 99s; }"
    (audit.site / "vardforlopp/x/index.html").write_text(GOOD % (moving, ""), "utf-8")
    with audit.opened("vardforlopp/x/", EVERY[0]) as seen:
        for view in EVERY[1], FORCED, EVERY[0]:
            seen.turn(view)
            assert seen.page.evaluate("document.getAnimations().length") == 0


def test_what_comes_late_is_seen(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paint, "LIMIT", 0)
    assert len(told(audit, "paint", "")) == 2


def test_a_page_that_cannot_be_operated_is_told_of(audit: Audit) -> None:
    assert told(audit, "operating", "") == [
        "flödesschemat har inga rutor som leder vidare",
        "det finns ingen meny",
        "knappen för färger nås inte med Tab",
        "knappen för färger nås inte med Tab",
    ]


@pytest.mark.skipif(
    not (shutil.which("java") and (tools.HOME / "node_modules" / tools.VNU).is_file()),
    reason="there is no checker: npm ci --prefix tests/npm --omit=dev, and Java",
)
def test_markup_that_is_wrong_is_seen(audit: Audit) -> None:
    (audit.site / "vardforlopp/x/index.html").write_text(GOOD % ("", "<p id='a'></p><p id='a'>&lt;</p>"), "utf-8")
    found = [fault for fault in running.run(audit, running.checks(["markup"]))[0].faults if "ID “a”" in fault.what]
    assert {fault.where for fault in found} == {"/vardforlopp/x/, rad 6"}
