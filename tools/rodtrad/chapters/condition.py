"""Om hälsotillståndet."""

from rodtrad.chapters import WRITTEN, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Om hälsotillståndet",
    kinds=(Kind.PATHWAY,),
    order=2,
    required=WRITTEN,
    sections=(
        "Definition",
        "Förekomst",
        "Orsaker",
        "Riskfaktorer",
        "Samsjuklighet",
        "Sjukdomsförlopp",
        "Komplikationer",
    ),
    template="### Definition\n\nBeskriv hälsotillståndet.\n\n### Förekomst\n\nBeskriv hur vanligt det är, med källa.\n",
)
