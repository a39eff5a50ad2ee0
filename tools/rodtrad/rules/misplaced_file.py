"""Filen ligger i en mapp där den inte hör hemma.

Varför: mappen avgör vad ett dokument är. En fil på fel plats läses inte, och ingen får se den.

Fel: `content/vårdförlopp/sepsis.md`, `content/indikatorer/trombolys.yaml`, ett regionalt tillägg i
`content/vardforlopp/`.

Rätt: `content/vardforlopp/sepsis.md`, `content/indikatorer/trombolys.md`,
`content/tillagg/kalmar-lan/sepsis.md`.
"""

BREAKS_MACHINES = True
