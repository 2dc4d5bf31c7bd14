"""How large photos are printed: what files say of pixels per inch.

It is no part of the picture, and yet a scan that lost it would be printed at another size.
"""

from fractions import Fraction

Dpi = tuple[float, float]
"""Pixels per inch, across and down."""

INCH = 2
_INCHES = {INCH: 1, 3: 2.54}
"""Units by their numbers in TIFF and EXIF, in those per inch; others say no more than a ratio."""
_METRE_INCHES = 1 / 0.0254
_ROUNDING_DPI = 0.013
"""Formats that count whole pixels per metre are off by up to half of one."""
_SMALLEST_DPI, _LARGEST_DPI = 0.5, 1e6
_MOST_PARTS = 1000


def to_dpi(across: object, down: object, unit: object = INCH) -> Dpi | None:
    """Returns what a file states, None where that makes no sense.

    Args:
        across: Pixels per unit as a number, or as a numerator and a denominator; hostile files
            state all sorts of things.
        down: The same from top to bottom.
        unit: The unit's number in TIFF and EXIF.
    """
    inches = _INCHES.get(unit) if isinstance(unit, int) else None
    if inches is None:
        return None
    dpi = _to_number(across) * inches, _to_number(down) * inches
    if not all(_SMALLEST_DPI <= value <= _LARGEST_DPI for value in dpi):
        return None
    return _without_rounding(dpi[0]), _without_rounding(dpi[1])


def to_pixels_per_metre(dpi: Dpi) -> tuple[int, int]:
    """Returns what PNG states."""
    return round(dpi[0] * _METRE_INCHES), round(dpi[1] * _METRE_INCHES)


def to_ratio(dpi: float) -> tuple[int, int]:
    """Returns a numerator and a denominator, both of at most 32 bits."""
    return Fraction(dpi).limit_denominator(_MOST_PARTS).as_integer_ratio()


def _to_number(value: object) -> float:
    match value:
        case int() | float():
            return value
        case (int(numerator), int(denominator)) if denominator:
            return numerator / denominator
    return 0


def _without_rounding(dpi: float) -> float:
    return round(dpi) if abs(dpi - round(dpi)) <= _ROUNDING_DPI else dpi
