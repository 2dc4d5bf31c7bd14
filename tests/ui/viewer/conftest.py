"""A viewer on the offscreen screen."""

import pytest
from pytestqt.qtbot import QtBot

from memnet_gui.ui.viewer import CompareViewer


@pytest.fixture
def viewer(qtbot: QtBot) -> CompareViewer:
    """Returns an empty viewer of 802 x 300: two panes of 400 x 300 and a line of 2."""
    widget = CompareViewer()
    qtbot.addWidget(widget)
    widget.resize(802, 300)
    widget.show()
    return widget
