"""Filen är för stor för att läsas.

Varför: en text på mer än 1 MB är inget vårdförlopp, utan oftast en bild eller en tabell som har klistrats in.

Fel: en fil på 5 MB med en inklistrad bild.

Rätt: texten för sig; bilden i `content/bilder/<dokument>/`.
"""

BREAKS_MACHINES = True
