"""Text can be read in both themes, and every part of the window follows a change of theme."""

from collections.abc import Callable, Iterator

import pyqtgraph as pg
import pytest
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.app.settings import THEMES
from memnet_gui.ui import message_bar
from memnet_gui.ui.icon_button import IconButton
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.theme import (
    ACCENT,
    ACCENT_LIT,
    ACCENT_PRESSED,
    WARNING,
    Theme,
    build_box_palette,
    build_palette,
)
from memnet_gui.ui.viewer import decoration

Role = QPalette.ColorRole
READABLE = 4.5
"""Least contrast of text by WCAG 2.2, level AA."""


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor | str, other: QColor | str) -> float:
    low, high = sorted(luminance(QColor(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def over(colour: QColor, ground: QColor) -> QColor:
    """What a translucent colour looks like on a ground."""
    share = colour.alphaF()
    parts = zip(colour.getRgbF()[:3], ground.getRgbF()[:3], strict=True)
    return QColor.fromRgbF(*(share * top + (1 - share) * below for top, below in parts))


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_an_empty_check_box_is_seen_on_a_dark_window() -> None:
    palette = build_box_palette(dark=True)
    box, window = palette.color(Role.Base), palette.color(Role.Window)
    assert contrast(box, window) >= 3
    assert contrast(palette.color(Role.Text), box) >= 3  # the tick


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (Role.WindowText, Role.Window),
        (Role.Text, Role.Base),
        (Role.Text, Role.AlternateBase),
        (Role.ButtonText, Role.Button),
        (Role.ToolTipText, Role.ToolTipBase),
        (Role.PlaceholderText, Role.Base),
        (Role.PlaceholderText, Role.Window),
        (Role.HighlightedText, Role.Highlight),
        (Role.Link, Role.Window),
        (Role.Link, Role.Base),
    ],
)
def test_text_of_the_palette_can_be_read(dark: bool, text: Role, ground: Role) -> None:
    palette = build_palette(dark=dark)
    assert contrast(palette.color(text), palette.color(ground)) >= READABLE


@pytest.mark.parametrize(
    "ground",
    [ACCENT, ACCENT_LIT, ACCENT_PRESSED, QColor(WARNING), message_bar._ERROR, message_bar._NOTICE],
    ids=lambda colour: colour.name(),
)
def test_white_text_can_be_read_on_colours(ground: QColor) -> None:
    assert contrast("#ffffff", ground) >= READABLE


@pytest.mark.parametrize("photo", ["#000000", "#808080", "#ffffff"])
@pytest.mark.parametrize(
    ("text", "badge"),
    [
        (decoration._BADGE_TEXT, decoration._BADGE),
        (decoration._STRONG_BADGE_TEXT, decoration._STRONG_BADGE),
    ],
)
def test_badges_can_be_read_on_any_photo(text: QColor, badge: QColor, photo: str) -> None:
    ground = over(badge, QColor(photo))
    assert contrast(over(text, ground), ground) >= READABLE


@pytest.mark.parametrize("dark", [False, True])
def test_hints_of_what_is_disabled_stand_out_no_more_than_its_texts(dark: bool) -> None:
    palette = build_palette(dark=dark)
    off = QPalette.ColorGroup.Disabled
    assert palette.color(off, Role.PlaceholderText) == palette.color(off, Role.Text)


def test_the_stored_themes_are_those_there_are() -> None:
    assert {theme.value for theme in Theme} == set(THEMES)


def paint(widget: QWidget) -> bytes:
    image = widget.grab().toImage()
    return bytes(image.constBits())


@pytest.fixture
def choose(window: MainWindow) -> Iterator[Callable[[Theme], None]]:
    palette = QApplication.palette()

    def choose(theme: Theme) -> None:
        window._on_theme_chosen(theme)
        QApplication.processEvents()

    yield choose
    QApplication.setPalette(palette)
    QApplication.processEvents()


def test_all_parts_follow_a_change_of_theme(
    qtbot: QtBot, window: MainWindow, choose: Callable[[Theme], None]
) -> None:
    """Back and forth leaves nothing behind, and there is no part that stays as it is."""
    qtbot.waitUntil(lambda: bool(window.inside.norms.plot.norms), timeout=60_000)
    window.actions_.see_inside.trigger()
    window.actions_.show_training.trigger()
    parts = {dock.objectName(): dock.widget() for dock in window.inside.docks}
    parts |= {it.objectName(): it for it in window.findChildren(pg.PlotWidget)}
    parts |= {it.objectName(): it for it in window.findChildren(IconButton)}
    for part in (window.training.panel, window.menuBar(), window.controls, window.statusBar()):
        parts[part.objectName()] = part
    for theme in (Theme.DARK, Theme.LIGHT):  # what is shown first is laid out then
        choose(theme)
        for part in parts.values():
            paint(part)
    painted: dict[Theme, dict[str, bytes]] = {}
    for theme in (Theme.LIGHT, Theme.DARK, Theme.LIGHT, Theme.DARK):
        choose(theme)
        now = {name: paint(part) for name, part in parts.items()}
        differ = [name for name in parts if now[name] != painted.setdefault(theme, now)[name]]
        assert not differ
    same = [name for name in parts if painted[Theme.LIGHT][name] == painted[Theme.DARK][name]]
    assert not same
    assert len(parts) > 12


def lightness(icon: QIcon) -> float:
    """Mean lightness of what an icon draws."""
    image = icon.pixmap(32, 32).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    inked = [pixel.lightness() for pixel in pixels if pixel.alpha() > 200]
    return sum(inked) / len(inked)


@pytest.mark.parametrize(
    "name", ["open_button", "zoom_button", "training_output_button", "qt_toolbar_ext_button"]
)
def test_icons_follow_the_theme(
    window: MainWindow, choose: Callable[[Theme], None], name: str
) -> None:
    button = window.findChild(QToolButton, name)
    assert isinstance(button, QToolButton)
    choose(Theme.LIGHT)
    assert lightness(button.icon()) < 80
    choose(Theme.DARK)
    assert lightness(button.icon()) > 180


def test_style_sheets_follow_the_theme(window: MainWindow, choose: Callable[[Theme], None]) -> None:
    link = window.findChild(QToolButton, "follow_suggestion_button")
    assert isinstance(link, QToolButton)
    assert "palette(link)" in link.styleSheet()
    for theme, dark in ((Theme.LIGHT, False), (Theme.DARK, True), (Theme.LIGHT, False)):
        choose(theme)
        colour = build_palette(dark=dark).color(Role.Link)
        assert link.palette().color(Role.ButtonText).name() == colour.name()


def test_a_new_scheme_of_the_desktop_is_followed(
    window: MainWindow, choose: Callable[[Theme], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(Theme.LIGHT)
    window.settings.theme = "system"
    monkeypatch.setattr("memnet_gui.ui.theme.is_dark", lambda theme: theme is Theme.SYSTEM)
    window.follow_theme()
    QApplication.processEvents()
    assert window.palette().color(Role.Window).lightness() < 128
