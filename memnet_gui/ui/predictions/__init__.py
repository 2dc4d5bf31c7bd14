"""Intermediate predictions: their strip, their plots and the pixel probe."""

from memnet_gui.ui.predictions.entry import REFERENCE, StripEntry
from memnet_gui.ui.predictions.plot import PredictionsPlot
from memnet_gui.ui.predictions.probe import PixelProbe
from memnet_gui.ui.predictions.strip import PredictionsStrip

__all__ = ["REFERENCE", "PixelProbe", "PredictionsPlot", "PredictionsStrip", "StripEntry"]
