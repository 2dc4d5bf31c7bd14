"""The panel that restores many photos."""

from memnet_gui.ui.batch.panel import BatchPanel

__all__ = ["BatchPanel"]
