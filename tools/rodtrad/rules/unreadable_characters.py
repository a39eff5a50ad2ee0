"""Raden innehåller tecken som inte går att läsa.

Varför: filen är sparad i ett annat format än UTF-8, eller så har osynliga styrtecken följt med vid kopiering. Å, ä och
ö eller hela ord går då förlorade för läsaren.

Fel: `V�rdf�rlopp`, eller ett osynligt tecken mitt i ett ord.

Rätt: `Vårdförlopp`, i en fil som är sparad som UTF-8.
"""

BREAKS_MACHINES = True
MENDS = True
