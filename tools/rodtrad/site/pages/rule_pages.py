"""Regler: a page for each rule of the checker, made from the rule itself, and a list by what the rules are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rodtrad.finding import Severity
from rodtrad.html import Setting, to_html
from rodtrad.markdown import parse
from rodtrad.model import Kind
from rodtrad.registry import modules
from rodtrad.rules import COMING, Family, Rule, rules
from rodtrad.site.addresses import Links
from rodtrad.site.page import Page, Site
from rodtrad.site.parts import Outline, badge, facts, table, text
from rodtrad.site.preview_box import PLURAL
from rodtrad.site.words import KINDS as KIND_WORDS
from rodtrad.site.words import capital, joined
from rodtrad.source import Source

SERVES = ("handbok",)

HOME = "handbok/regler/"

SEVERITIES = {
    Severity.ERROR: ("miss", "Måste rättas. I ett utkast visas det som varning."),
    Severity.WARNING: ("part", "Bör rättas."),
    Severity.ADVICE: ("", "Råd om språk och form."),
}

_LABEL = re.compile(r"(Varför|Fel|Rätt):\s+", re.MULTILINE)


def pages(site: Site) -> Iterator[Page]:
    """The list and the pages."""
    yield _list(site)
    for rule in rules().values():
        yield _page(rule, site)


@cache
def can_mend(slug: str) -> bool:
    """True when the rule's module, or a part of it that rules share, makes fixes, or says that the reading does."""
    module = modules("rodtrad.rules")[slug.replace("-", "_")]
    return (
        "Fix" in vars(module)
        or getattr(module, "MENDS", False)
        or any("Fix" in str(getattr(thing, "__annotations__", {}).get("return", "")) for thing in vars(module).values())
    )


def _mark(rule: Rule) -> str:
    return badge(rule.severity.swedish, SEVERITIES[rule.severity][0])


def _list(site: Site) -> Page:
    links = Links(site, HOME)
    outline = Outline()
    for family in Family:
        mine = [rule for rule in rules().values() if rule.family is family]
        outline.section(family.value, _table(family.value, mine, links))
    counts = {level: sum(rule.severity is level for rule in rules().values()) for level in SEVERITIES}
    said = joined(f"{counts[level]} {plural}" for level, plural in PLURAL.items())
    return Page(
        path=HOME,
        title="Regler",
        kicker="Handbok",
        lead="Vad texten granskas mot. Varje regel säger vad som är fel, varför det spelar roll och hur det rättas.",
        html=f"<p>Av {len(rules())} regler ger {said}.</p>\n" + outline.html,
        toc=outline.toc,
        description="Alla regler som vårdförlopp, indikatorer och riktlinjer granskas mot.",
        filters={"Typ": ["Handbok"]},
    )


def _table(title: str, mine: Sequence[Rule], links: Links) -> str:
    rows = [
        (
            f'<a href="{links.page(f"{HOME}{rule.slug}/")}">{_ticked(rule.title)}</a>',
            _mark(rule),
            "Ja" if can_mend(rule.slug) else "Nej",
            f"<code>{rule.slug}</code>",
        )
        for rule in mine
    ]
    return table(title, ("Fel", "Allvar", "Rättelse finns", "Namn"), rows, row_heads=True)


def _ticked(words: str) -> str:
    """Words with what stands between backticks as code."""
    return "".join(
        f"<code>{text(part)}</code>" if index % 2 else text(part) for index, part in enumerate(words.split("`"))
    )


def _page(rule: Rule, site: Site) -> Page:
    path = f"{HOME}{rule.slug}/"
    links = Links(site, path)
    outline = Outline()
    outline.add(_facts(rule))
    for title, words in sections(rule.page):
        outline.section(title, markup(words))
    outline.section("Undantag", _exception(rule))
    back = f'<p><a href="{links.page(HOME)}">Alla regler</a></p>\n'
    return Page(
        path=path,
        title=rule.title.replace("`", ""),
        kicker="Regel",
        html=outline.html + back,
        toc=outline.toc,
        description=f"Regel: {rule.title.replace('`', '')}"[:160],
        filters={"Typ": ["Regel"]},
    )


def _facts(rule: Rule) -> str:
    everywhere = len(rule.kinds) == len(Kind)
    kinds = "Alla slags dokument" if everywhere else capital(joined(KIND_WORDS[k].casefold() for k in rule.kinds))
    over = {"reader": "När filen läses", "document": "Ett dokument i taget", "library": "Hela samlingen"}
    meaning = "Fel också i utkast, eftersom texten annars inte kan läsas rätt." if rule.breaks_machines else ""
    return facts(
        [
            ("Namn", f"<code>{rule.slug}</code>"),
            ("Allvar", f"{_mark(rule)} {meaning or SEVERITIES[rule.severity][1]}"),
            ("Gäller", kinds),
            ("Granskas", over[rule.over]),
            ("Rättelse", "Verktyget kan föreslå en rättelse" if can_mend(rule.slug) else "Rättas för hand"),
            ("Handlar om", text(rule.family.value)),
        ]
    )


def _exception(rule: Rule) -> str:
    if not rule.may_be_allowed:
        return "<p>Regeln går inte att göra undantag från.</p>\n"
    until = " Det gäller inte när texten ges ut." if rule.slug in COMING else ""
    where = "på raden före stycket" if rule.over == "document" else "före all annan text i dokumentet"
    return (
        f"<p>Där texten är rätt fast regeln säger till skrivs ett undantag med skäl {where}.{until}</p>\n"
        f"<pre><code>&lt;!-- tillåt: {rule.slug} – skäl --&gt;</code></pre>\n"
    )


def sections(page: str) -> Iterator[tuple[str, str]]:
    """*Varför*, *Fel* and *Rätt* of a rule's text, without their labels."""
    pieces = _LABEL.split(page)
    for label, words in zip(pieces[1::2], pieces[2::2], strict=True):
        yield label, capital(words.strip())


@cache
def markup(words: str) -> str:
    """Markdown of a rule's text as HTML, worked out once. Links lead nowhere: there are none."""
    tree = parse(Source.read("regel.md", words.encode()))
    return to_html(tree.children, Setting(link=lambda _: None))
