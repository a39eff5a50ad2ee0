"""Ett värde överst i filen har fel form eller är inget av de tillåtna.

Varför: värden som datum, lägen och id läses av datorer. Ett värde i fel form räknas som om det inte fanns.

Fel: `status: klar`, `granskat: 2 maj 2026`.

Rätt: `status: godkänt`, `granskat: 2026-05-02`.
"""

BREAKS_MACHINES = True
MENDS = True
