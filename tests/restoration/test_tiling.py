"""Tiles cover every pixel once, inside the picture, with the halo that they need."""

import pytest

from memnet_gui.restoration.tiling import plan_spans, plan_tiles


@pytest.mark.parametrize("length", [1, 5, 63, 64, 65, 96, 97, 500, 1001])
@pytest.mark.parametrize(("tile", "halo"), [(16, 0), (16, 26), (64, 16), (100, 7)])
def test_spans_cover_once_with_their_halo(length: int, tile: int, halo: int) -> None:
    spans = plan_spans(length, tile, halo)
    covered = [pixel for span in spans for pixel in range(*span.core)]
    assert covered == list(range(length))
    assert len({span.window[1] - span.window[0] for span in spans}) == 1
    for span in spans:
        (start, end), (first, last) = span.window, span.core
        assert 0 <= start <= first < last <= end <= length
        assert end - start <= tile + 2 * halo
        assert first - start >= halo or start == 0
        assert end - last >= halo or end == length


def test_tiles_are_the_product_of_their_spans() -> None:
    tiles = plan_tiles(200, 90, 64, 8)
    seen = {
        (y, x) for tile in tiles for y in range(*tile.rows.core) for x in range(*tile.columns.core)
    }
    assert len(seen) == 200 * 90
    assert sum(t.window_px for t in tiles) == len(tiles) * 80 * 80


def test_a_small_picture_is_one_tile() -> None:
    (tile,) = plan_tiles(7, 1, 64, 8)
    assert tile.rows.core == tile.rows.window == (0, 7)
    assert tile.columns.core == (0, 1)
