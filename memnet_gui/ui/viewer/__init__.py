"""The picture viewer: a before and an after picture under one pan and zoom."""

from memnet_gui.ui.viewer.layout import ViewMode
from memnet_gui.ui.viewer.magnifier import MagnifyingViewer
from memnet_gui.ui.viewer.pyramid import Pyramid
from memnet_gui.ui.viewer.viewer import CompareViewer

__all__ = ["CompareViewer", "MagnifyingViewer", "Pyramid", "ViewMode"]
