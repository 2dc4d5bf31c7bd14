"""Tiles cover every pixel once, inside the picture, with the halo that they need."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies

from memnet_gui.restoration.tiling import Span, Tile, plan_spans, plan_windows


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


@pytest.mark.parametrize("height", [1, 40, 200, 997])
@pytest.mark.parametrize("width", [1, 57, 300, 1200])
@pytest.mark.parametrize("halo", [0, 8, 74])
def test_windows_cover_once_within_their_size(height: int, width: int, halo: int) -> None:
    most = max(200 * 200, (16 + 2 * halo) ** 2)
    tiles = plan_windows(height, width, most, halo, 16)
    seen = np.zeros((height, width), int)
    for tile in tiles:
        seen[slice(*tile.rows.core), slice(*tile.columns.core)] += 1
        for (start, end), (first, last), length in (
            (tile.rows.window, tile.rows.core, height),
            (tile.columns.window, tile.columns.core, width),
        ):
            assert 0 <= start <= first < last <= end <= length
            assert first - start >= halo or start == 0
            assert end - last >= halo or end == length
    assert (seen == 1).all()
    assert {tile.window_px for tile in tiles} == {tiles[0].window_px}
    assert tiles[0].window_px <= most


def computed(tiles: list[Tile]) -> int:
    return sum(tile.window_px for tile in tiles)


@pytest.mark.parametrize("width", [300, 333, 400, 512, 900])
def test_windows_compute_no_more_than_the_best_of_all_even_cuts(width: int) -> None:
    height, halo, most = 450, 20, 200 * 200
    best = height * width * 100
    for rows in range(1, 20):
        for columns in range(1, 40):
            window = [
                -(-(length + 2 * halo * (count - 1)) // count)
                for length, count in ((height, rows), (width, columns))
            ]
            if window[0] * window[1] <= most:
                best = min(best, rows * columns * window[0] * window[1])
    assert computed(plan_windows(height, width, most, halo, 16)) <= best


def test_what_fits_is_one_window() -> None:
    (tile,) = plan_windows(7, 1, 64, 8, 16)
    assert tile.rows.core == tile.rows.window == (0, 7)
    assert tile.columns.core == (0, 1)
    assert len(plan_windows(200, 300, 200 * 300, 26, 16)) == 1


def test_too_little_memory_makes_the_smallest_tiles() -> None:
    tiles = plan_windows(200, 300, 1, 26, 16)
    assert max(tiles[0].rows.window[1], tiles[0].columns.window[1]) <= 16 + 2 * 26


sizes = strategies.integers(1, 70_000)


@given(length=sizes, tile=strategies.integers(1, 5000), halo=strategies.integers(0, 200))
def test_spans_of_any_length_cover_it_once(length: int, tile: int, halo: int) -> None:
    spans = plan_spans(length, tile, halo)
    assert [span.core[0] for span in spans] == [0, *(span.core[1] for span in spans[:-1])]
    assert spans[-1].core[1] == length
    assert len({span.window[1] - span.window[0] for span in spans}) == 1
    for span in spans:
        _check_span(span, length, halo)
        assert span.window[1] - span.window[0] <= tile + 2 * halo


@given(
    height=sizes,
    width=sizes,
    window_px=strategies.integers(1, 1 << 22),
    halo=strategies.integers(0, 100),
    smallest=strategies.integers(256, 512),
)
@settings(max_examples=50)
def test_windows_of_any_picture_cover_it_once(
    height: int, width: int, window_px: int, halo: int, smallest: int
) -> None:
    tiles = plan_windows(height, width, window_px, halo, smallest)
    rows = list(dict.fromkeys(tile.rows for tile in tiles))
    columns = list(dict.fromkeys(tile.columns for tile in tiles))
    assert tiles == [Tile(row, column) for row in rows for column in columns]
    for spans, length in ((rows, height), (columns, width)):
        assert [span.core[0] for span in spans] == [0, *(span.core[1] for span in spans[:-1])]
        assert spans[-1].core[1] == length
        for span in spans:
            _check_span(span, length, halo)
    assert max(tile.window_px for tile in tiles) <= max(window_px, (smallest + 2 * halo) ** 2)


def _check_span(span: Span, length: int, halo: int) -> None:
    (start, end), (first, last) = span.window, span.core
    assert 0 <= start <= first < last <= end <= length
    assert first - start >= halo or start == 0
    assert end - last >= halo or end == length
