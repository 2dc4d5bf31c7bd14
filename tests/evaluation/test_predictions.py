"""Figures of intermediate predictions, compared with plain numpy."""

import math
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from memnet_gui.evaluation.predictions import measure_predictions, rms_difference
from memnet_gui.evaluation.scores import Score


def pictures(count: int, shape: tuple[int, ...] = (40, 30, 3)) -> list[NDArray[np.float32]]:
    generator = np.random.default_rng(3)
    return [generator.normal(0.5, 0.3, shape).astype(np.float32) for _ in range(count)]


def plain_rms(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    difference = first.astype(np.float64) - second.astype(np.float64)
    return float(np.sqrt(np.mean((difference * 255) ** 2)))


@pytest.mark.parametrize("blocks", [0, 1, 4, 20])
def test_every_entry_in_order(blocks: int) -> None:
    reference, degraded, final, *predictions = pictures(3 + blocks)
    figures = measure_predictions(degraded, predictions, final, reference)
    names = ["Input", *(f"M{m}" for m in range(1, blocks + 1)), "Final"]
    assert [it.name for it in figures] == names
    shown = [degraded, *predictions, final]
    for figure, picture in zip(figures, shown, strict=True):
        assert Score(figure.psnr or 0, figure.ssim or 0) == Score.of(reference, picture)
        assert figure.rms_from_final == pytest.approx(plain_rms(picture, final), rel=1e-5)
    steps = [plain_rms(b, a) for a, b in pairwise(shown[:-1])]
    assert [it.step_rms for it in figures[1:-1]] == pytest.approx(steps, rel=1e-5)
    assert figures[0].step_rms is figures[-1].step_rms is None


def test_without_a_reference() -> None:
    degraded, first, final = pictures(3)
    figures = measure_predictions(degraded, [first], final, None)
    assert {(it.psnr, it.ssim) for it in figures} == {(None, None)}
    assert figures[-1].rms_from_final == 0


def test_equal_and_tiny_pictures() -> None:
    picture, other = pictures(2, (5, 4, 1))
    (found, _) = measure_predictions(picture, [], other, picture)
    assert found.psnr == math.inf
    assert found.ssim is not None
    assert math.isnan(found.ssim)


def test_the_last_short_strip_counts() -> None:
    first, second = pictures(2, (515, 3, 1))
    assert rms_difference(first, second) == pytest.approx(plain_rms(first, second), rel=1e-5)


def test_check_stops_the_work() -> None:
    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) == 3:
            raise InterruptedError

    degraded, final = pictures(2, (700, 12, 1))
    with pytest.raises(InterruptedError):
        measure_predictions(degraded, [final], final, None, check)
    assert len(calls) == 3


def test_shapes_that_differ() -> None:
    with pytest.raises(ValueError, match="cannot be compared"):
        rms_difference(np.zeros((2, 2, 1), np.float32), np.zeros((2, 2, 3), np.float32))
