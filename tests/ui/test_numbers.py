"""Numbers as the window writes them."""

import numpy as np
import pytest

from memnet_gui.ui.numbers import (
    format_count,
    format_duration,
    format_level,
    format_time_taken,
    format_value,
)

MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("value", "text"),
    [(1130.4, "1130"), (0.01234, "0.0123"), (-1.5, f"{MINUS}1.5"), (-0.0, "0"), (12, "12")],
)
def test_value(value: float, text: str) -> None:
    assert format_value(value) == text


def test_count() -> None:
    assert format_count(676_992) == "676\N{NARROW NO-BREAK SPACE}992"


@pytest.mark.parametrize(
    ("level", "text"), [(31.4, "31"), (-13.6, f"{MINUS}14"), (-0.3, "0"), (300.2, "300")]
)
@pytest.mark.parametrize("kind", [float, np.float32, np.float64])
def test_level(kind: type, level: float, text: str) -> None:
    assert format_level(kind(level)) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (125, "2 min 05 s"), (4200, "1 h 10 min")],
)
def test_duration(seconds: float, text: str) -> None:
    assert format_duration(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.44, "0.4 s"), (9.94, "9.9 s"), (9.96, "10 s"), (125, "2 min 05 s")]
)
def test_time_taken(seconds: float, text: str) -> None:
    assert format_time_taken(seconds) == text
