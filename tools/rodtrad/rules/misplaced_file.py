"""Filen ligger i en mapp där inga dokument hör hemma.

Varför: mappen avgör vad ett dokument är. En fil på fel plats läses inte, och ingen får se den.

Fel: `content/vårdförlopp/sepsis.md`, `content/indikatorer/trombolys.yaml`.

Rätt: `content/vardforlopp/sepsis.md`, `content/indikatorer/trombolys.md`.
"""

BREAKS_MACHINES = True
