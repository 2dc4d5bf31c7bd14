"""Plain figures in the status bar."""

import pytest

from memnet_gui.ui.status import describe_pace, format_duration


@pytest.mark.parametrize(
    ("seconds", "megapixels", "text"),
    [
        (0.4, 0.2, "0.4 s  ·  0.50 MP/s"),
        (9.94, 0.1, "9.9 s  ·  0.01 MP/s"),
        (9.96, 0.1, "10 s  ·  0.01 MP/s"),
        (70, 140, "1 min 10 s  ·  2.00 MP/s"),
    ],
)
def test_pace(seconds: float, megapixels: float, text: str) -> None:
    assert describe_pace(seconds, megapixels) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (125, "2 min 05 s"), (4200, "1 h 10 min")],
)
def test_duration(seconds: float, text: str) -> None:
    assert format_duration(seconds) == text
