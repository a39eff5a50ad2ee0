"""How numbers and units are written, for rules on how they should be."""

NUMBER = r"(?<![\w.,:/#–-])(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:[.,]\d+)?(?:[/–-]\d+(?:[.,]\d+)?)?"
"""A number, a range or a blood pressure; no part of a code, a date or a longer number."""

SYMBOL = r"(?:[%‰]|°C|(?:[mµμ]?g|kg|ng|[mcdµμ]?l|[mµμn]?mol|mmHg|k?Pa|[cmk]?m|IE|h)(?!\w))(?!-)"
"""A unit that is a sign or letters; what a hyphen follows is part of a word."""

UNIT = (
    r"(?:[mµu]?g|kg|ng|[mcd]?l|liter|[mµu]?mol|mmHg|kPa|cm|mm|km|m|°C|grader|IE|E|%|procent|promille|sekunder|minuter"
    r"|min|timm(?:ar|e|en)|tim|dygn|dag(?:ar)?|veck(?:a|or)|månad(?:er)?|år|gånger|poäng|enheter|tabletter|miljoner"
    r"|miljarder|kronor)"
)
"""A unit, or a word for what is counted in whole and in parts."""
