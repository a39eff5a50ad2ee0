"""En nyckel som måste finnas saknas eller är tom.

Varför: utan den vet ingen vilket dokument det är eller hur uppgiften ska läsas.

Fel: ett vårdförlopp utan `titel`, eller `titel:` utan något efter kolon.

Rätt: `titel: Sepsis`.
"""

BREAKS_MACHINES = True
MENDS = True
