"""MemNet GUI: restore photos with MemNet and see how the network did it."""

from memnet_gui.openmp import shorten_waits

__version__ = "0.1.0"

shorten_waits()
