"""MemNet GUI: restore photos with MemNet and see how the network did it."""

__version__ = "0.1.0"
