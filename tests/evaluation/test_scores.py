"""Scores, their means, and what JSON gets."""

import json
import math

import numpy as np
import pytest

from memnet_gui.evaluation.scores import RestorationScores, Score


def scores(offset: float) -> RestorationScores:
    made = [Score(20 + offset + i, (offset + i) / 10) for i in range(4)]
    return RestorationScores(made[0], tuple(made[1:3]), made[3])


def test_score_neither_clips_nor_rounds() -> None:
    generator = np.random.default_rng(0)
    reference = generator.random((16, 15, 3), dtype=np.float32)
    image = reference + generator.normal(0, 0.4, reference.shape).astype(np.float32)
    error = np.mean((image.astype(np.float64) - reference) ** 2)
    score = Score.of(reference, image)
    assert score.psnr == pytest.approx(-10 * math.log10(error), abs=1e-5)
    assert score.ssim < 0.9
    assert Score.of(reference, reference) == Score(math.inf, 1)


def test_means_are_taken_over_images() -> None:
    mean = RestorationScores.mean([scores(0), scores(1), scores(5)])
    assert [s.psnr for s in (mean.input, *mean.predictions, mean.final)] == [22, 23, 24, 25]
    assert mean.final.ssim == pytest.approx(0.5)
    assert Score.mean([Score(20, 0.25), Score(30, 0.75)]) == Score(25, 0.5)


def test_mean_of_nothing() -> None:
    with pytest.raises(ValueError, match="nothing to average"):
        RestorationScores.mean([])


def test_dictionary() -> None:
    assert scores(0).to_dict() == {
        "input": {"psnr": 20, "ssim": 0},
        "predictions": [{"psnr": 21, "ssim": 0.1}, {"psnr": 22, "ssim": 0.2}],
        "final": {"psnr": 23, "ssim": 0.3},
    }


def test_json_has_neither_infinity_nor_nan() -> None:
    odd = Score.mean([Score(math.inf, math.nan), Score(20, 0.5)])
    assert json.dumps(odd.to_dict(), allow_nan=False) == '{"psnr": null, "ssim": null}'
