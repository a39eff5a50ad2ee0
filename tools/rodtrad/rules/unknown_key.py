"""En nyckel överst i filen finns inte.

Varför: en felstavad nyckel läses inte, så uppgiften försvinner utan att någon märker det.

Fel: `förvaltar: npo-infektion`.

Rätt: `förvaltare: npo-infektion`.
"""

BREAKS_MACHINES = True
MENDS = True
