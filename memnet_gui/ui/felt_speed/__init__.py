"""How long the window lets its user wait, measured by the program itself."""

from memnet_gui.ui.felt_speed.figures import FeltSpeed, FrameTimes, Lateness
from memnet_gui.ui.felt_speed.measurement import measure_felt_speed

__all__ = ["FeltSpeed", "FrameTimes", "Lateness", "measure_felt_speed"]
