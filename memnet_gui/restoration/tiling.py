"""Cuts a picture into tiles with a surround, so that memory stays bounded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """One tile along one axis, in pixels.

    Attributes:
        window: Start and end of what the network reads.
        core: Start and end of what is kept of its output.
    """

    window: tuple[int, int]
    core: tuple[int, int]


@dataclass(frozen=True)
class Tile:
    """One tile of a picture."""

    rows: Span
    columns: Span

    @property
    def core_px(self) -> int:
        """How many pixels are kept of its output."""
        rows, columns = self.rows.core, self.columns.core
        return (rows[1] - rows[0]) * (columns[1] - columns[0])

    @property
    def window_px(self) -> int:
        """How many pixels the network reads for this tile."""
        rows, columns = self.rows.window, self.columns.window
        return (rows[1] - rows[0]) * (columns[1] - columns[0])


def plan_spans(length: int, tile_px: int, halo_px: int) -> list[Span]:
    """Covers `length` pixels with windows of `tile_px` and a halo on either side.

    All windows have the same size and lie inside the picture: at the borders they are
    shifted inward, where the true border needs no halo and the core grows instead.
    """
    window = tile_px + 2 * halo_px
    if length <= window:
        return [Span((0, length), (0, length))]
    spans: list[Span] = []
    done = 0
    while done < length:
        start = min(max(0, done - halo_px), length - window)
        end = start + window
        kept = length if end == length else end - halo_px
        spans.append(Span((start, end), (done, kept)))
        done = kept
    return spans


def plan_windows(
    height: int, width: int, window_px: int, halo_px: int, smallest_px: int
) -> list[Tile]:
    """Covers a picture with tiles of one size such that the least is computed twice.

    Args:
        height: Rows of the picture, from 1.
        width: Columns of the picture, from 1.
        window_px: Pixels of a tile with its halo, at the most.
        halo_px: Surround that the network reads beside a tile.
        smallest_px: Width and height of a tile without its halo that is allowed in any case,
            though its window have more than `window_px`.
    """
    smallest = smallest_px + 2 * halo_px
    choices = []
    for columns in range(1, max(1, -(-(width - 2 * halo_px) // smallest_px)) + 1):
        window_width = _window(width, columns, halo_px)
        allowed = max(smallest, window_px // window_width)
        rows = 1 if height <= allowed else -(-(height - 2 * halo_px) // (allowed - 2 * halo_px))
        window_height = _window(height, rows, halo_px)
        area = window_height * window_width
        work = rows * columns * area
        choices.append((max(area, window_px), work, window_height, window_width))
    *_, window_height, window_width = min(choices)
    downwards = plan_spans(height, window_height - 2 * halo_px, halo_px)
    across = plan_spans(width, window_width - 2 * halo_px, halo_px)
    return [Tile(row, column) for row in downwards for column in across]


def _window(length: int, count: int, halo_px: int) -> int:
    """Returns the least width of `count` windows that cover `length` pixels with their cores."""
    if count == 1:
        return length
    return min(length, -(-(length - 2 * halo_px) // count) + 2 * halo_px)
