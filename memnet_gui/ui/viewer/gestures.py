"""What mouse and keyboard do over the pictures, for people; the viewer's classes carry it out."""

from typing import NamedTuple


class Gesture(NamedTuple):
    """A movement and what it does."""

    keys: str
    effect: str


GESTURES = (
    Gesture("Wheel, pinch", "Zoom at the mouse"),
    Gesture("Drag", "Move the photo"),
    Gesture("Double click", "Whole photo, or 100 % at the mouse"),
    Gesture("Drag the line", "Split view: show more of before or after"),
    Gesture("Double click the line", "Split view: put the line in the middle"),
    Gesture("Click", "Show the pixel and what the network sees around it"),
    Gesture("Shift+Drag", "Select a part of the photo"),
    Gesture("Arrow keys while selecting", "Move the selection; with Shift its size, with Ctrl far"),
    Gesture("Hold Space", "Show the original"),
    Gesture("+  -", "Zoom in and out"),
    Gesture("Arrow keys", "Move the photo"),
    Gesture("Home  End", "Go to the first or the last corner"),
    Gesture("0 … 9", "Show an intermediate prediction as the after picture"),
    Gesture("Shift+0 … 9", "Show it as the before picture"),
)
