"""Två versioner av texten står kvar efter en sammanslagning.

Varför: när två har ändrat på samma ställe lägger Git in båda med märken mellan. Läsaren får då båda, och märkena.

Fel: `<<<<<<< HEAD`, `=======` och `>>>>>>> anna` på egna rader, med en version mellan varje.

Rätt: den version som gäller, utan märken.
"""

BREAKS_MACHINES = True
