"""Om webbplatsen: what it is and is not, sources and licences, cookies, and how it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rodtrad.library import Library, is_example
from rodtrad.model import Kind
from rodtrad.rules import is_full_text
from rodtrad.site.addresses import Links
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages._entries import source
from rodtrad.site.parts import Outline, listing, table, text
from rodtrad.site.words import sorting

SERVES = ("om",)
FOOTER = (Entry("Om webbplatsen", "om/", 10),)

LICENCES = {
    "CC0-1.0": "Fritt att använda utan villkor. Uppgifter från andra har sin källa intill sig.",
}

KEPT = {
    "rt-scheme": "Ljust eller mörkt utseende",
    "rt-vy": "Den vy som du har valt i vårdförloppen",
    "rt-profession": "Den profession som du har valt i vårdförloppen",
    "rt-region": "Den region som du har valt i vårdförloppen",
}
"""What the reader's browser keeps: key, after the address of the site → what it is."""


def pages(site: Site) -> Iterator[Page]:
    """One page."""
    links = Links(site, "om/")
    library = site.library
    outline = Outline()
    outline.section("Vad det är", listing(map(text, _is(library))))
    outline.section(
        "Vad det inte är",
        listing(
            (
                "Det är inte bindande. Kunskapsstöd är vägledande.",
                "Det är inget besked om vad som är infört. Varje region beslutar om införandet.",
                "Det är inte de nationella texterna, om det inte står på sidan.",
                "Det är ingen medicinteknisk produkt. Inget räknas ut om en enskild patient.",
                "Det innehåller inga patientuppgifter och inga namn på enskilda personer.",
            )
        ),
    )
    outline.section("Källor", _sources(library))
    outline.section("Licenser", _licences(library))
    outline.section(
        "Kakor och spårning",
        "<p>Webbplatsen sätter inga kakor och spårar inga besök. Den hämtar inget från andra webbplatser. Sökningen"
        " sker i din webbläsare.</p>\n<p>Det du väljer sparas i din webbläsare (localStorage), så att det gäller nästa"
        " gång också. Det som är sparat skickas ingenstans:</p>\n"
        + listing(f"{said}, <code>{key}</code>" for key, said in KEPT.items())
        + "<p>Det du väljer i ett vårdförlopp står också i sidans adress, så att du kan dela den.</p>\n"
        "<p>Väljer du <em>Alla</em>, eller <em>Nationell text</em> i stället för en region, tas det valet bort. Allt"
        " tas bort när du rensar webbplatsdata i webbläsarens inställningar.</p>\n",
    )
    handbook = links.page("handbok/")
    outline.section(
        "Hur det är gjort",
        "<p>Texterna är strukturerade filer. Ett verktyg granskar dem, länkar ihop dem, gör webbsidorna och skriver"
        f' samma innehåll som öppna data. Hur det går till står i <a href="{handbook}">handboken</a>. Har du en'
        f' synpunkt? <a href="{links.page("kommentera/")}">Så kommenterar du</a>.</p>\n',
    )
    yield Page(
        path="om/",
        title="Om webbplatsen",
        lead="Rödtråd samlar vårdförlopp, indikatorer och nationella riktlinjer så att de hänger ihop.",
        html=outline.html,
        toc=outline.toc,
        description="Vad Rödtråd är och inte är, källor, licenser och kakor.",
    )


def _is(library: Library) -> Iterator[str]:
    """What there is, counted."""
    pathways = list(library.of(Kind.PATHWAY))
    texts = [face for face in pathways if is_full_text(face)]
    examples = sum(is_example(face) for face in texts)
    yield (
        f"En katalog över {len(pathways)} vårdförlopp och generiska modeller. {len(texts)} av dem har text här, och"
        f" {examples} av texterna är exempel som inte får användas kliniskt."
    )
    indicators = list(library.of(Kind.INDICATOR))
    invented = sum(is_example(face) for face in indicators)
    yield f"{len(indicators)} indikatorer med det som källorna säger om dem, varav {invented} exempel."
    yield f"{sum(1 for _ in library.of(Kind.GUIDELINE))} utgåvor av nationella riktlinjer, med enskilda rader."
    yield "Samma innehåll som öppna data, för regioner som läser hem det."


def _sources(library: Library) -> str:
    """The sources that the registers name; every document has its own besides."""
    found = dict.fromkeys(
        said.partition(", rad ")[0]
        for face in library.of(Kind.REGISTER)
        for said in getattr(face.matter, "source", None) or ()
    )
    return (
        "<p>Varje uppgift har sin källa på den sida där den står. Det som en källa inte ger lämnas okänt. Registren"
        " bygger på:</p>\n" + listing(source(said) for said in sorted(found, key=sorting))
    )


def _licences(library: Library) -> str:
    counts = Counter(licence for face in library.faces.values() if (licence := getattr(face.matter, "licence", None)))
    rows = [(text(name), str(number), text(LICENCES.get(name, ""))) for name, number in sorted(counts.items())]
    return (
        table("Licenser och antal dokument", ("Licens", "Dokument", "Vad den betyder"), rows, row_heads=True)
        + "<p>Programkoden har licensen MIT. Termer ur Snomed CT är licensierade och återges inte.</p>\n"
    )
