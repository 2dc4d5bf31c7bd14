"""A label that shortens its text to the room it has."""

from pytestqt.qtbot import QtBot

from memnet_gui.ui.elided_label import ElidedLabel


def test_text_is_cut_only_where_it_must_be(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.show()
    label.setText("A name that needs some room.png")
    label.resize(label.sizeHint())
    assert label._shown_text() == label.text()
    assert label.toolTip() == ""
    label.resize(label.sizeHint().width() // 2, label.height())
    assert label._shown_text().endswith("…")
    assert label.toolTip() == label.text()
    assert label.minimumSizeHint().width() < 30
