"""Plain figures in the status bar."""

import numpy as np
from PySide6.QtCore import QPoint

from memnet_gui.ui.status import describe_pace, describe_pixel


def test_pace() -> None:
    assert describe_pace(0.4, 0.2) == "0.4 s  ·  0.50 MP/s"
    assert describe_pace(70, 140) == "1 min 10 s  ·  2.00 MP/s"


def test_pixel() -> None:
    values = [("Before", np.float32([-0.1, 0.5, 1.2])), ("After", np.float32([0.2]))]
    text = "x 3  y 4   Before \N{MINUS SIGN}26 128 306   After 51"
    assert describe_pixel(QPoint(3, 4), values) == text
