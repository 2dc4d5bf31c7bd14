import math

import pytest

from memnet_gui.imaging.resolution import Dpi, to_dpi, to_pixels_per_metre, to_ratio


@pytest.mark.parametrize(
    ("stated", "dpi"),
    [
        ((300, 150), (300, 150)),
        (((600, 2), (1500, 10), 2), (300, 150)),
        (((11811, 100), (11811, 100), 3), (300, 300)),
        ((299.9994, 72.009), (300, 72)),
        ((72.25, 72.25), (72.25, 72.25)),
        ((300, 300, 1), None),
        ((300, 300, "inch"), None),
        ((300, 300, (2, 2)), None),
        (((300, 0), 300), None),
        ((300, None), None),
        ((math.nan, 300), None),
        ((-300, 300), None),
        ((math.inf, 300), None),
        (((1, 2, 3), b"300"), None),
    ],
)
def test_tells_what_files_state_from_nonsense(stated: tuple[object, ...], dpi: Dpi | None) -> None:
    assert to_dpi(*stated) == dpi


@pytest.mark.parametrize("dpi", [1, 72, 96, 150, 240, 299, 300, 350, 600, 1200, 9600])
def test_whole_numbers_come_back_from_pixels_per_metre(dpi: int) -> None:
    across, down = to_pixels_per_metre((dpi, 2 * dpi))
    assert to_dpi(across * 0.0254, down * 0.0254) == (dpi, 2 * dpi)


@pytest.mark.parametrize("dpi", [0.25, 1, 72.25, 100.333, 300.0, 301 / 3, 4e6])
def test_ratios_are_near_and_small(dpi: float) -> None:
    numerator, denominator = to_ratio(dpi)
    assert numerator / denominator == pytest.approx(dpi, rel=1e-6)
    assert max(numerator, denominator) < 2**32
