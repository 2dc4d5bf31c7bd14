"""The command line."""

from memnet_gui.cli.program import main

__all__ = ["main"]
