"""The strip of predictions: what it shows, asks for and plays."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from memnet_gui.evaluation.predictions import PredictionFigures
from memnet_gui.ui.predictions import PredictionsStrip, StripEntry
from memnet_gui.ui.predictions.entry import UNIT, head
from memnet_gui.ui.predictions.thumbnail import (
    _PADDING_PX,
    Mark,
    Thumbnail,
    _number_font,
    shorten,
)
from memnet_gui.ui.theme import ACCENT
from memnet_gui.ui.viewer import Pyramid


def names(blocks: int) -> list[str]:
    return ["Input", *(f"M{m}" for m in range(1, blocks + 1)), "Final", "Reference"]


def entries(blocks: int) -> list[StripEntry]:
    return [StripEntry(name, name, 0.25 if name[0] == "M" else None) for name in names(blocks)]


def plain(grey: int, width: int = 80, height: int = 60) -> Pyramid:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(grey, grey, grey))
    return Pyramid.of(image)


def figure(name: str, psnr: float | None = None) -> PredictionFigures:
    return PredictionFigures(name, psnr, None if psnr is None else 0.75, 3.456, None)


def test_a_figure_drops_its_unit_before_its_digits(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    whole, bare = (metrics.horizontalAdvance(text) for text in ("29.19 dB", "29.19"))
    assert shorten("29.19 dB", metrics, whole) == "29.19 dB"
    assert shorten("29.19 dB", metrics, whole - 1) == "29.19"
    assert shorten("29.19 dB", metrics, bare + 1) == "29.19"
    assert shorten("29.19 dB", metrics, bare - 2).endswith("…")
    assert shorten("Reference", metrics, bare).startswith("Re")


def test_the_smallest_thumbnail_has_room_for_its_figures(qapp: QApplication) -> None:
    thumbnail = Thumbnail(StripEntry("M6", "M6", weight=-0.013))
    thumbnail.set_figures(PredictionFigures("M6", 29.19, 0.7808, 3.456, None))
    room = thumbnail.minimumSizeHint().width() - 2 * _PADDING_PX
    numbers = QFontMetrics(_number_font(qapp.font(), bold=False))
    bold = QFontMetrics(_number_font(qapp.font(), bold=True))
    for (left, right), metrics in ((head(thumbnail.entry), bold), (thumbnail.caption, numbers)):
        beside = room - numbers.horizontalAdvance(right) - _PADDING_PX
        assert shorten(left, metrics, beside) == left.removesuffix(UNIT), (left, right)


class Asked:
    """What a strip asked for."""

    def __init__(self, strip: PredictionsStrip) -> None:
        self.before: list[str] = []
        self.after: list[str] = []
        self.playing: list[bool] = []
        strip.before_chosen.connect(self.before.append)
        strip.after_chosen.connect(self.after.append)
        strip.playing_changed.connect(self.playing.append)


def fill(strip: PredictionsStrip, blocks: int, without: Sequence[str] = ()) -> None:
    strip.set_entries(entries(blocks))
    for place, key in enumerate(strip.keys):
        if key not in without:
            strip.set_picture(key, plain(10 * place))


@pytest.fixture
def strip(qtbot: QtBot) -> PredictionsStrip:
    widget = PredictionsStrip()
    qtbot.addWidget(widget)
    widget.resize(1280, 152)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def asked(strip: PredictionsStrip) -> Asked:
    return Asked(strip)


@pytest.mark.parametrize("blocks", [1, 4, 6, 20])
def test_any_number_of_blocks(strip: PredictionsStrip, blocks: int, qtbot: QtBot) -> None:
    fill(strip, blocks)
    assert strip.keys == tuple(names(blocks))
    strip.set_chosen("Input", "Final")
    last = strip.thumbnail("Final")
    qtbot.waitUntil(lambda: strip.rect().contains(last.mapTo(strip, last.rect().center())))
    strip.grab()
    places = [strip.thumbnail(key).x() for key in strip.keys]
    assert places == sorted(set(places))
    assert all(strip.thumbnail(key).width() >= 92 for key in strip.keys)


def test_without_entries_it_says_what_is_missing(strip: PredictionsStrip) -> None:
    hint = strip.findChild(QLabel, "predictions_strip_hint")
    assert hint.isVisible()
    fill(strip, 2)
    assert not hint.isVisible()
    strip.clear()
    assert hint.isVisible()
    assert strip.keys == ()


def test_clicks(strip: PredictionsStrip, asked: Asked, qtbot: QtBot) -> None:
    fill(strip, 4, without=["M3"])
    for key in ("M1", "M3", "Reference"):
        qtbot.mouseClick(strip.thumbnail(key), Qt.MouseButton.LeftButton)
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(strip.thumbnail("M2"), Qt.MouseButton.LeftButton, shift)
    qtbot.mouseClick(strip.thumbnail("M4"), Qt.MouseButton.RightButton)
    assert asked.after == ["M1", "Reference"]
    assert asked.before == ["M2"]


def test_keys(strip: PredictionsStrip, asked: Asked, qtbot: QtBot) -> None:
    fill(strip, 3, without=["M2"])
    shift = Qt.KeyboardModifier.ShiftModifier
    strip.set_chosen("Input", "M1")
    for key in (Qt.Key.Key_0, Qt.Key.Key_4, Qt.Key.Key_2, Qt.Key.Key_9, Qt.Key.Key_Right):
        qtbot.keyClick(strip, key)
    assert asked.after == ["Input", "Final", "M3"]
    for key in (Qt.Key.Key_3, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(strip, key, shift)
    assert asked.before == ["M3", "M1"]
    strip.choose(5)
    strip.choose(1, before=True)
    strip.choose(-1)
    assert (asked.after[-1], asked.before[-1]) == ("Reference", "M1")


def test_what_the_viewer_shows_is_marked(strip: PredictionsStrip) -> None:
    fill(strip, 2)
    strip.set_chosen("Input", "M2")
    marks = {key: strip.thumbnail(key).mark for key in strip.keys}
    assert marks.pop("Input") is Mark.BEFORE
    assert marks.pop("M2") is Mark.AFTER
    assert set(marks.values()) == {Mark.NONE}
    image = strip.thumbnail("M2").grab().toImage()
    assert image.pixelColor(0, image.height() // 2) == ACCENT
    strip.set_chosen("M2", "M2")
    assert strip.thumbnail("M2").mark is Mark.AFTER
    assert strip.thumbnail("Input").mark is Mark.NONE
    strip.set_chosen(None, None)
    assert strip.thumbnail("M2").mark is Mark.NONE


def test_figures(strip: PredictionsStrip) -> None:
    fill(strip, 1)
    strip.set_figures([figure(name) for name in ("Input", "M1", "Final")])
    captions = [strip.thumbnail(key).caption for key in strip.keys]
    assert captions == [("RMS 3.46", ""), ("RMS 3.46", ""), ("", ""), ("", "")]
    strip.set_figures([figure("M1", 28.123), figure("Final", float("inf"))])
    captions = [strip.thumbnail(key).caption for key in strip.keys]
    assert captions == [("", ""), ("28.12 dB", "0.7500"), ("∞ dB", "0.7500"), ("", "")]
    thumbnail = strip.thumbnail("M1")
    assert thumbnail.accessibleName() == "M1"
    for text in ("PSNR 28.12 dB, SSIM 0.7500", "weight 0.2500"):
        assert text in thumbnail.accessibleDescription()


def test_entries_keep_their_pictures(strip: PredictionsStrip) -> None:
    fill(strip, 2)
    strip.set_figures([figure("M1", 30.0)])
    kept = strip.thumbnail("M1")
    picture = kept.picture
    strip.set_entries([*entries(3)[:3], StripEntry("M3", "New", -0.00001)])
    assert strip.keys == ("Input", "M1", "M2", "M3")
    assert strip.thumbnail("M1") is kept
    assert kept.picture is picture
    assert kept.caption == ("30.00 dB", "0.7500")
    assert strip.thumbnail("M3").picture is None
    assert (
        strip.thumbnail("M3").accessibleDescription().startswith("Learned ensemble weight 0.0000")
    )


def test_the_region_is_shown_and_nothing_else(strip: PredictionsStrip) -> None:
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor(250, 0, 0))
    for x in range(60, 80):
        for y in range(50, 60):
            image.setPixelColor(x, y, QColor(0, 250, 0))
    strip.set_entries([StripEntry("Input", "Input")])
    strip.set_picture("Input", Pyramid.of(image))
    thumbnail = strip.thumbnail("Input")

    def colours() -> set[str]:
        grabbed = thumbnail.grab().toImage()
        column, rows = grabbed.width() // 2, range(20, grabbed.height() - 20)
        found = [grabbed.pixelColor(column, row) for row in rows]
        return {"red" if it.red() > 200 else "green" for it in found if it.saturation() > 200}

    assert colours() == {"red"}
    strip.set_region(QRect(60, 50, 20, 10))
    assert colours() == {"green"}
    strip.set_region(QRect(500, 500, 20, 10))  # of a picture that is gone
    assert colours() == {"red"}


def test_a_wheel_scrolls_sideways(strip: PredictionsStrip, qtbot: QtBot) -> None:
    fill(strip, 20)
    thumbnail = strip.thumbnail("Input")
    left = thumbnail.mapTo(strip, QPoint()).x()
    centre = thumbnail.rect().center()
    event = QWheelEvent(
        centre.toPointF(),
        thumbnail.mapToGlobal(centre).toPointF(),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    strip._scroller.wheelEvent(event)
    assert thumbnail.mapTo(strip, QPoint()).x() == left - 120


def test_playing_steps_from_the_first_prediction_to_the_final_one_and_again(
    strip: PredictionsStrip, asked: Asked, qtbot: QtBot
) -> None:
    fill(strip, 3, without=["M2"])
    strip._timer.setInterval(1)
    strip.play()
    strip.play()
    qtbot.waitUntil(lambda: len(asked.after) >= 5)
    strip.stop()
    assert asked.after[:5] == ["M1", "M3", "Final", "M1", "M3"]
    assert asked.playing == [True, False]
    assert not any(timer.isActive() for timer in strip.findChildren(QTimer))


@pytest.mark.parametrize("ending", ["hide", "clear", "click", "picture"])
def test_playing_ends(strip: PredictionsStrip, asked: Asked, qtbot: QtBot, ending: str) -> None:
    fill(strip, 1, without=["Final"])
    strip.play()
    assert strip.is_playing
    if ending == "hide":
        strip.hide()
    elif ending == "clear":
        strip.clear()
    elif ending == "click":
        qtbot.mouseClick(strip.thumbnail("Input"), Qt.MouseButton.LeftButton)
    else:
        strip.set_picture("M1", None)
    assert asked.playing == [True, False]
    assert not strip.is_playing


def test_nothing_to_play(strip: PredictionsStrip, asked: Asked) -> None:
    strip.play()
    fill(strip, 2, without=["M1", "M2", "Final"])
    strip.play()
    assert asked.playing == [False, False]
    assert asked.after == []


def test_a_hundred_results_leave_no_widgets(strip: PredictionsStrip, qtbot: QtBot) -> None:
    for blocks in [6, 2, 0, 9] * 25:
        fill(strip, blocks)
        strip.set_figures([figure(key, 30.0) for key in strip.keys])
    qtbot.waitUntil(lambda: len(strip.findChildren(Thumbnail)) == 12)
    strip.clear()
    qtbot.waitUntil(lambda: not strip.findChildren(Thumbnail))
    assert strip._scroller.row.count() == 1
