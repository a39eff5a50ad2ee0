"""Ett undantag behövs inte, eller saknar skäl.

Varför: ett undantag som ligger kvar döljer nästa fel på samma ställe, och ett undantag utan skäl kan ingen ompröva.

Fel: `<!-- tillåt: dead-link -->`, eller ett undantag där regeln inte längre säger något.

Rätt: `<!-- tillåt: dead-link – sidan publiceras i maj -->`, och bara där det behövs.
"""

from rodtrad.finding import Severity

SEVERITY = Severity.WARNING
MENDS = True
