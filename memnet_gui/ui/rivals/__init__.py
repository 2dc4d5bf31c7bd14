"""Methods that are not MemNet, beside the predictions: their choice and their results."""

from memnet_gui.ui.rivals.rival_panel import RivalPanel, StripWithRival
from memnet_gui.ui.rivals.rivalling import Rivalling

__all__ = ["RivalPanel", "Rivalling", "StripWithRival"]
