"""Training in the window: settings, and what one watches while a network learns."""

from memnet_gui.ui.training.panel import TrainingPanel

__all__ = ["TrainingPanel"]
