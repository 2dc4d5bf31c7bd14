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


def plan_tiles(height: int, width: int, tile_px: int, halo_px: int) -> list[Tile]:
    """Covers a picture with tiles, row by row.

    Args:
        height: Rows of the picture, from 1.
        width: Columns of the picture, from 1.
        tile_px: Width and height of what a tile restores, without its halo.
        halo_px: Surround that the network reads beside it.
    """
    columns = plan_spans(width, tile_px, halo_px)
    return [Tile(row, column) for row in plan_spans(height, tile_px, halo_px) for column in columns]
