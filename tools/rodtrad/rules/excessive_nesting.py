"""Texten har så många nivåer inuti varandra att den inte läses.

Varför: listor i listor i listor går inte att följa, varken för läsaren eller för programmet. Det innersta syns inte.

Fel: en punktlista med tio nivåer.

Rätt: högst tre nivåer; dela upp texten i fler stycken eller under fler rubriker.
"""

BREAKS_MACHINES = True
