"""What the name of a file tells."""

from pathlib import Path

import pytest

from memnet_gui.network.importing.conversion import guess_task, name_model


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("MemNet_M6R6_80C64_GD.caffemodel", "denoise"),
        ("MemNet_M6R6_80C64_SR.caffemodel", "upscale"),
        ("MemNet_M10R10_212C64_SR.caffemodel", "upscale"),
        ("MemNet_M6R6_80C64_JD.caffemodel", "deblock"),
        ("memnet-denoising-30.pth", "denoise"),
        ("Noise30 net.pth", "denoise"),
        ("MemNet_x3.pth", "upscale"),
        ("super-resolution.pt", "upscale"),
        ("jpeg20.pth", "deblock"),
        ("best.pth.tar", None),
        ("SR and GD.pth", None),
        ("adnan.pth", None),
        ("M6R6.caffemodel", None),
    ],
)
def test_tasks(name: str, task: str | None) -> None:
    assert guess_task(Path("SR") / name) == task


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("MemNet_M6R6_80C64_GD.caffemodel", "MemNet_M6R6_80C64_GD"),
        ("best.pth.tar", "best"),
        ("v1.2.PTH", "v1.2"),
        ("net", "net"),
        (".pth", ".pth"),
    ],
)
def test_names_of_models(name: str, model: str) -> None:
    assert name_model(Path(name)) == model
