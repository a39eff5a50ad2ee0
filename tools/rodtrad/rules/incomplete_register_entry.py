"""En post i ett register saknar id eller namn.

Varför: andra dokument pekar på posten med dess id, och läsaren ser dess namn. Utan dem kan posten inte användas.

Fel: `- namn: Region Halland` utan `id`.

Rätt: `- id: halland` och på nästa rad `namn: Region Halland`.
"""

BREAKS_MACHINES = True
