"""Where the panes of a grid lie."""

import pytest
from PySide6.QtCore import QRect, QSize

from memnet_gui.ui.viewer.layout import arrange_grid


def shape(count: int, width: int, height: int) -> tuple[int, int]:
    """Returns columns and rows."""
    frames = [pane.frame for pane in arrange_grid(count, QSize(width, height), 2).panes]
    return len({frame.x() for frame in frames}), len({frame.y() for frame in frames})


@pytest.mark.parametrize(
    ("count", "size", "expected"),
    [
        (1, (1280, 600), (1, 1)),
        (2, (1280, 600), (2, 1)),
        (2, (600, 1280), (1, 2)),
        (8, (1280, 600), (4, 2)),
        (8, (600, 1280), (2, 4)),
        (8, (2000, 200), (8, 1)),
        (9, (900, 900), (3, 3)),
        (22, (1280, 600), (8, 3)),
    ],
)
def test_the_grid_follows_the_shape_of_the_widget(
    count: int, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert shape(count, *size) == expected


@pytest.mark.parametrize("count", range(1, 25))
@pytest.mark.parametrize("size", [(1281, 599), (333, 777)])
def test_panes_of_one_size_and_dividers_tile_the_widget(count: int, size: tuple[int, int]) -> None:
    layout = arrange_grid(count, QSize(*size), 3)
    widget = QRect(0, 0, *size)
    frames = [pane.frame for pane in layout.panes]
    assert [pane.index for pane in layout.panes] == list(range(count))
    assert {frame.size().toTuple() for frame in frames} == {layout.frame_size.toTuple()}
    for i, frame in enumerate(frames):
        assert widget.contains(frame)
        others = [*frames[:i], *layout.dividers]
        assert not any(frame.intersects(other) for other in others)
    assert max(frame.right() for frame in frames) == widget.right()
    assert max(frame.bottom() for frame in frames) == widget.bottom()
    thin = [min(divider.width(), divider.height()) for divider in layout.dividers]
    assert all(3 <= thickness <= 4 for thickness in thin)


def test_a_widget_too_small_for_a_grid_is_harmless() -> None:
    layout = arrange_grid(24, QSize(10, 7), 2)
    assert len(layout.panes) == 24
    assert not layout.frame_size.isEmpty()
