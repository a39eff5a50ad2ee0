"""The front page: search, the ways in, what is new, how to comment and how regions fetch, in one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rodtrad.face import Face, Role
from rodtrad.feed.releases import Event
from rodtrad.library import Library, is_example
from rodtrad.model import Kind
from rodtrad.once import once
from rodtrad.rules import is_full_text
from rodtrad.site.addresses import Links
from rodtrad.site.commenting import comment_address
from rodtrad.site.history import FIRST, change
from rodtrad.site.page import Page, Site
from rodtrad.site.pages.changes import name
from rodtrad.site.pages.programme_areas import by_area
from rodtrad.site.parts import attribute, badge, listing, text
from rodtrad.site.words import sorting, swedish_date

SERVES = ("",)

LATEST = 4
"""How many releases are shown."""

TEXTS = 6
"""How many pathways with text are named."""

LONGEST = 90
"""Characters of what was changed, in the list of releases."""


def pages(site: Site) -> Iterator[Page]:
    """The page at the root."""
    links = Links(site, "")
    yield Page(
        path="",
        title="Vårdförlopp som hänger ihop",
        lead="En röd tråd från patientens utmaningar, genom vårdförloppets mål, till indikatorerna.",
        html=(
            f'<div class="rt-front">\n{_search(links)}{_texts(links, site)}{_knots(links, site.library)}'
            f'<div class="rt-front__grid">\n{_areas(links, site)}{_latest(links, site)}<div>\n'
            f"{_comment(links, site)}{_fetch(links, site)}</div>\n</div>\n{_notice(links)}</div>\n"
        ),
        description="Rödtråd samlar vårdförlopp, indikatorer och nationella riktlinjer som text och som öppna data.",
        full_width=True,
    )


def _search(links: Links) -> str:
    return (
        f'<form class="rt-find__form rt-front-search" role="search" action="{links.page("sok/")}" method="get"'
        ' aria-label="Sök i allt innehåll">\n'
        '<div class="rt-find__words"><label for="rt-front-q">Sök tillstånd, åtgärd, indikator eller kod</label>'
        '<input type="search" id="rt-front-q" name="q" autocomplete="off" spellcheck="false"></div>\n'
        '<div><button type="submit" class="rt-button rt-button--main">Sök</button></div>\n</form>\n'
    )


@once
def _with_text(library: Library) -> Sequence[Face]:
    """The pathways whose text is here, by title."""
    return sorted((f for f in library.of(Kind.PATHWAY) if is_full_text(f)), key=lambda f: sorting(f.title))


def _texts(links: Links, site: Site) -> str:
    """The pathways whose text is here, in a line."""
    faces = _with_text(site.library)
    if not faces:
        return ""
    mark = f" {badge('Exempel', 'warn')}"
    same = all(map(is_example, faces[:TEXTS]))
    items = [links.a(f.key, f.title) + (mark if is_example(f) and not same else "") for f in faces[:TEXTS]]
    count = sum(1 for _ in site.library.of(Kind.PATHWAY))
    items.append(f'<a href="{links.page("vardforlopp/")}">Alla {count} i katalogen</a>')
    head = f'<h2 id="texter">Med text här{mark if same else ""}</h2>\n'
    return f'<div class="rt-front__texts">\n{head}{listing(items, "rt-line")}</div>\n'


def _knots(links: Links, library: Library) -> str:
    """What the texts that are here hold, along the thread."""
    texts = _with_text(library)
    challenges, goals = (sum(1 for face in texts for _ in face.of(role)) for role in (Role.CHALLENGE, Role.GOAL))
    followed = {link.target for face in texts for link in face.links if link.relation == "indicator"}
    knots = [
        f'<a href="{links.page("vardforlopp/")}"><b>{len(texts)}</b> {"text" if len(texts) == 1 else "texter"}</a>',
        f"<b>{challenges}</b> utmaningar",
        f"<b>{goals}</b> mål",
        f'<a href="{links.page("indikatorer/")}"><b>{len(followed)}</b> indikatorer</a>',
    ]
    inner = "".join(f"<li>{knot}</li>\n" for knot in knots)
    return f'<ol class="rt-knots" aria-label="Texterna här, längs den röda tråden">\n{inner}</ol>\n'


def _section(id: str, title: str, html: str) -> str:
    return f'<section aria-labelledby="{id}"><h2 id="{id}">{text(title)}</h2>\n{html}</section>\n'


def _areas(links: Links, site: Site) -> str:
    """Programme areas that have pathways, with how many."""
    mine = by_area(site.library)
    entries = [entry for entry in site.library.register("programomraden").values() if entry.id in mine]
    items = [
        f'<a href="{attribute(links.page(f"programomraden/{entry.id}/"))}">{text(entry.title)}</a>'
        f' <span class="rt-count">{len(mine[entry.id])}<span class="rt-sr"> vårdförlopp</span></span>'
        for entry in sorted(entries, key=lambda entry: sorting(entry.title))
    ]
    more = f'<p class="rt-more"><a href="{links.page("programomraden/")}">Alla programområden</a></p>\n'
    return _section("programomraden", "Programområden", listing(items, "rt-areas") + more)


def _latest(links: Links, site: Site) -> str:
    """The newest releases and withdrawals."""
    inner = listing((_event(event, links) for event in site.events[-LATEST:][::-1]), "rt-news")
    inner = inner or "<p>Inget är utgivet ännu. Texterna här är arbetstexter och uppgifter i katalogen.</p>\n"
    more = f'<p class="rt-more"><a href="{links.page("andringar/")}">Alla ändringar</a></p>\n'
    return _section("senaste", "Senast ändrat", inner + more)


def _event(event: Event, links: Links) -> str:
    found = links.site.library.resolve(event.dokument)
    mark = f" {badge('Exempel', 'warn')}" if found and is_example(found[0]) else ""
    said = "" if event.sammanfattning == (FIRST,) else " ".join(event.sammanfattning[:1]) or event.skäl
    words, _ = change(event)
    done = f"version {event.version}" if event.is_release else "upphävt"
    date = f"{swedish_date(event.datum)}. " if event.datum else ""
    more = f"<br>{text(_cut(said))}" if said else ""
    return (
        f'{links.a(event.dokument, name(event, links))}{mark}<span class="rt-news__more">{text(date)}{text(words)},'
        f" {text(done)}{more}</span>"
    )


def _cut(words: str) -> str:
    """The beginning of what was changed, at a word."""
    return words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0].rstrip(" ,:;") + " …"


def _comment(links: Links, site: Site) -> str:
    address = comment_address(site, "")
    where = f'<a href="{attribute(address)}">Lämna en synpunkt</a>' if address else "Adress att skicka till saknas"
    return _section(
        "kommentera",
        "Kommentera",
        "<p>Varje åtgärd, mål och indikator har en egen länk. Skicka med den, så syns det exakt vilket stycke du"
        f' menar.</p>\n<p class="rt-more">{where}. <a href="{links.page("kommentera/")}">Så gör du</a></p>\n',
    )


def _fetch(links: Links, site: Site) -> str:
    return _section(
        "hamta",
        "För regioner: hämta hem",
        "<p>Allt finns som JSON-filer som hämtas utan nyckel och säger om texten är godkänd eller ett"
        f" exempel.</p>\n<pre><code>curl -s {text(site.address or 'ADRESS/')}api/v1/index.json</code></pre>\n"
        f'<p class="rt-more">{links.a("handbok/for-regioner", "Så gör en region")}.'
        f' <a href="{links.page("api/v1/index.json")}">Index</a></p>\n',
    )


def _notice(links: Links) -> str:
    return (
        '<p class="rt-front__notice"><strong>Vägledande, inte bindande.</strong> Publicerat betyder inte infört.'
        f' <a href="{links.page("om/")}">Vad det här är och inte är</a></p>\n'
    )
