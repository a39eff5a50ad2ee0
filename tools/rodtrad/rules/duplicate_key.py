"""Samma nyckel står två gånger överst i filen.

Varför: bara det ena värdet kan gälla, och ingen vet vilket.

Fel: `status: utkast` och längre ner `status: remiss`.

Rätt: en rad med `status: remiss`.
"""

BREAKS_MACHINES = True
MENDS = True
