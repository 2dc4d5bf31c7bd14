"""Texts have room with large letters too, as desktops set them for those who see badly."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.evaluation.predictions import PredictionFigures
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.gates import gate_norms
from memnet_gui.network.memnet import MemNet
from memnet_gui.ui.gates import GateMatrix
from memnet_gui.ui.gates.matrix import _TEXT_SCALE
from memnet_gui.ui.lengths import with_letters
from memnet_gui.ui.predictions import StripEntry
from memnet_gui.ui.predictions.entry import UNIT, head
from memnet_gui.ui.predictions.thumbnail import _PADDING_PX, Thumbnail, _number_font, shorten
from memnet_gui.ui.training.fields import Section
from memnet_gui.ui.viewer.decoration import draw_badge


@pytest.fixture(params=[9, 10, 11, 14, 18])
def font(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QFont]:
    """The application's font, of another size."""
    usual = qapp.font()
    font = QFont(usual)
    font.setPointSize(request.param)
    qapp.setFont(font)
    yield font
    qapp.setFont(usual)


def test_a_length_never_shrinks(font: QFont) -> None:
    assert with_letters(84, font) >= 84
    small = QFont(font)
    small.setPointSize(5)
    assert with_letters(84, small) == 84


def test_forms_labels_are_whole_and_line_up(font: QFont, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    labels = []
    for top, text in enumerate(("Name", "Beginnen bei")):
        section = Section()
        section.setParent(page)
        section.setGeometry(0, 60 * top, 400, 60)
        labels.append(section.add_row(text, QLineEdit()))
    page.show()
    assert labels[0].width() == labels[1].width()
    assert labels[1].width() >= QFontMetrics(font).horizontalAdvance(labels[1].text())


def test_the_smallest_thumbnail_has_room_for_its_figures(font: QFont, qtbot: QtBot) -> None:
    thumbnail = Thumbnail(StripEntry("M6", "M6", weight=-0.013))
    qtbot.addWidget(thumbnail)
    thumbnail.set_figures(PredictionFigures("M6", 29.19, 0.7808, 3.456, None))
    room = thumbnail.minimumSizeHint().width() - 2 * _PADDING_PX
    assert thumbnail.maximumWidth() >= thumbnail.sizeHint().width()
    numbers = QFontMetrics(_number_font(font, bold=False))
    bold = QFontMetrics(_number_font(font, bold=True))
    for (left, right), metrics in ((head(thumbnail.entry), bold), (thumbnail.caption, numbers)):
        beside = room - numbers.horizontalAdvance(right) - _PADDING_PX
        assert shorten(left, metrics, beside) == left.removesuffix(UNIT), (left, right)


@pytest.mark.parametrize("psnr", ["18.58", "28.83", "29.07", "29.16"])
def test_a_figure_loses_its_unit_whole(font: QFont, psnr: str) -> None:
    metrics = QFontMetrics(_number_font(font, bold=False))
    whole = metrics.horizontalAdvance(psnr + UNIT)
    shown = {shorten(psnr + UNIT, metrics, room) for room in range(whole - 4, whole + 3)}
    assert shown <= {psnr, psnr + UNIT}


def test_the_matrix_has_room_for_the_names_of_gates(font: QFont, qtbot: QtBot) -> None:
    matrix = GateMatrix()
    qtbot.addWidget(matrix)
    matrix.set_norms(gate_norms(MemNet(NetworkConfig(3, 2, 4))))
    matrix.resize(matrix.sizeHint())
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * _TEXT_SCALE)
    needed = QFontMetrics(smaller).horizontalAdvance("Gate 3")
    assert matrix._layout().row_name(2).width() >= needed


def test_what_a_picture_is_stands_in_letters_of_the_usual_size(font: QFont) -> None:
    image = QImage(300, 100, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setFont(font)
    draw_badge(painter, QRectF(image.rect()), "Before")
    painter.end()
    column = [image.pixelColor(40, row).alpha() for row in range(image.height())]
    height = sum(alpha > 0 for alpha in column)
    assert height == pytest.approx(QFontMetrics(font).height() + 8, abs=1)
