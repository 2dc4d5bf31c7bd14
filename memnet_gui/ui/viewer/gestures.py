"""What mouse and keyboard do over the pictures, for people; the viewer's classes carry it out."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from memnet_gui.messages import QT_TRANSLATE_NOOP


class Gesture(NamedTuple):
    """A movement and what it does."""

    keys: str
    effect: str

    @property
    def said(self) -> tuple[str, str]:
        """Effect and keys in the language of the window."""
        say = QCoreApplication.translate
        return say("Gestures", self.effect), say("Gestures", self.keys)


GESTURES = (
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Wheel, pinch"),
        QT_TRANSLATE_NOOP("Gestures", "Zoom at the mouse"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Drag"),
        QT_TRANSLATE_NOOP("Gestures", "Move the photo"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Double click"),
        QT_TRANSLATE_NOOP("Gestures", "Whole photo, or 100 % at the mouse"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Drag the line"),
        QT_TRANSLATE_NOOP("Gestures", "Split view: show more of before or after"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Double click the line"),
        QT_TRANSLATE_NOOP("Gestures", "Split view: put the line in the middle"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Click"),
        QT_TRANSLATE_NOOP("Gestures", "Show the pixel and what the network sees around it"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Shift+Drag"),
        QT_TRANSLATE_NOOP("Gestures", "Select a part of the photo"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Arrow keys while selecting"),
        QT_TRANSLATE_NOOP("Gestures", "Move the selection; with Shift its size, with Ctrl far"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Hold Space"),
        QT_TRANSLATE_NOOP("Gestures", "Show the original"),
    ),
    Gesture(
        "+  -",
        QT_TRANSLATE_NOOP("Gestures", "Zoom in and out"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Arrow keys"),
        QT_TRANSLATE_NOOP("Gestures", "Move the photo"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Home  End"),
        QT_TRANSLATE_NOOP("Gestures", "Go to the first or the last corner"),
    ),
    Gesture(
        "0 … 9",
        QT_TRANSLATE_NOOP("Gestures", "Show an intermediate prediction as the after picture"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Shift+0 … 9"),
        QT_TRANSLATE_NOOP("Gestures", "Show it as the before picture"),
    ),
)
