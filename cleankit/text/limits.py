"""Reasons of gates: which measure, its value, and the limit that it passed.

>>> above("mean word length", 12.41, 10)
'mean word length 12.4 > 10'
>>> below("words", 3, 50), below("words", 60, 50)
('words 3 < 50', None)
>>> above("share of lines with a bullet", 0.9004, 0.9)
'share of lines with a bullet 0.9004 > 0.9'
"""

Number = int | float


def above(measure: str, value: Number, limit: Number) -> str | None:
    """Return the reason if a value is above its limit; ``inf`` is none."""
    return None if value <= limit else _reason(measure, value, ">", limit)


def below(measure: str, value: Number, limit: Number) -> str | None:
    """Return the reason if a value is below its limit; 0 is none."""
    return None if value >= limit else _reason(measure, value, "<", limit)


def _reason(measure: str, value: Number, sign: str, limit: Number) -> str:
    shown = _shown(value)
    for digits in range(4, 12):  # a value beside its limit gets the digits that tell it from the limit
        if float(shown.replace(",", "")) != limit:
            break
        shown = f"{value:.{digits}g}"
    return f"{measure} {shown} {sign} {_shown(limit)}"


def _shown(value: Number) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.3g}" if value < 1000 else f"{value:,.0f}"
