"""En rad bland nycklarna överst i filen kan inte läsas.

Varför: nycklarna läses av datorer. Vissa tecken har särskild betydelse där och måste stå inom citattecken.

Fel: `titel: Stroke: tidiga insatser`.

Rätt: `titel: "Stroke: tidiga insatser"`.
"""

BREAKS_MACHINES = True
MENDS = True
