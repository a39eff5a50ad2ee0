"""Filen saknar blocket inom `---` som ska stå först.

Varför: blocket säger vad dokumentet heter och vilket läge det har. Utan det kan filen inte läsas.

Fel: en fil som börjar med `## Omfattning`, eller ett block som aldrig avslutas.

Rätt: `---` på första raden, `id:` och `titel:` på var sin rad och sedan `---` igen.
"""

BREAKS_MACHINES = True
MENDS = True
