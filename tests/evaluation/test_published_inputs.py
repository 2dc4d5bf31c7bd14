"""What goes into the networks scores as published, measured without any network."""

from pathlib import Path

import pytest

from memnet_gui.evaluation.protocol import find_protocol
from memnet_gui.evaluation.scores import Score
from memnet_gui.imaging.degradation import build_degradation
from memnet_gui.imaging.files import list_photos

UPSCALE, DEBLOCK = "upscale", "deblock"


@pytest.mark.parametrize(
    ("name", "task", "level", "psnr", "ssim"),
    [
        ("Set5", UPSCALE, 2, 33.66, 0.9299),
        ("Set5", UPSCALE, 3, 30.39, 0.8682),
        ("Set5", UPSCALE, 4, 28.42, 0.8104),
        ("Set14", UPSCALE, 2, 30.23, None),
        ("Set14", UPSCALE, 3, 27.54, None),
        ("Set14", UPSCALE, 4, 26.00, None),
        ("BSD100", UPSCALE, 2, 29.56, None),
        ("BSD100", UPSCALE, 3, 27.21, None),
        ("BSD100", UPSCALE, 4, 25.96, None),
        ("Classic5", DEBLOCK, 10, 27.82, 0.7595),
        ("Classic5", DEBLOCK, 20, 30.12, 0.8344),
        ("LIVE1", DEBLOCK, 10, 27.77, 0.7730),
        ("LIVE1", DEBLOCK, 20, 30.07, 0.8512),
    ],
)
def test_input(
    data_folder: Path, name: str, task: str, level: int, psnr: float, ssim: float | None
) -> None:
    paths = list_photos(data_folder / "test" / name)
    protocol = find_protocol(build_degradation(task, level), 1)
    mean = Score.mean(list(protocol.measure_input(paths)))
    assert mean.psnr == pytest.approx(psnr, abs=0.03)
    assert ssim is None or mean.ssim == pytest.approx(ssim, abs=0.001)
