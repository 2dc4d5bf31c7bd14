"""Photos that a workbench enlarges before it restores them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from pytestqt.qtbot import QtBot

from memnet_gui.app import workbench as workbench_module
from memnet_gui.app.document import Document
from memnet_gui.app.tasks import Comparison
from memnet_gui.app.workbench import Workbench
from memnet_gui.imaging.degradation import BicubicReduction, GaussianNoise, JpegCompression
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.metrics import psnr
from memnet_gui.imaging.photo import Photo
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.models import ModelInfo

SaveModel = Callable[..., ModelInfo]


def restore(qtbot: QtBot, bench: Workbench, model: ModelInfo, scale: int = 1) -> Document:
    with qtbot.waitSignal(bench.restored, timeout=60_000) as blocker:
        bench.restore(model, scale=scale)
    document = blocker.args[0]
    assert isinstance(document, Document)
    return document


def open_photo(bench: Workbench, photo: Photo, title: str) -> None:
    bench.open_photo(lambda: photo, title, photo.megapixels)


def test_the_network_gets_the_photo_enlarged(
    qtbot: QtBot, bench: Workbench, save_model: SaveModel
) -> None:
    model = save_model(task="upscale")
    bench.compute = workbench_module.ComputeSettings("cpu", "fp32", threads=1)
    grey = np.random.default_rng(0).random((9, 14, 1), np.float32)
    open_photo(bench, Photo(grey), "grey")
    document = restore(qtbot, bench, model, 3)
    enlarged = torch.nn.functional.interpolate(
        torch.from_numpy(grey.transpose(2, 0, 1))[None], (27, 42), mode="bicubic", antialias=True
    )
    network, _ = load_checkpoint(model.path)
    with torch.no_grad():
        expected = network(enlarged).final[0, 0].numpy()
    np.testing.assert_allclose(document.result(1.0).pixels[..., 0], expected, atol=1e-5)
    assert document.suggested_stem == "grey-upscaled-x3"
    assert document.magnification == 3


def test_reduced_then_upscaled_is_measured_against_the_clean_photo(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel
) -> None:
    compared: list[Comparison | None] = []
    bench.compared.connect(compared.append)
    bench.open_path(photo_path)
    clean = read_photo(photo_path).pixels
    bench.degrade(BicubicReduction(3))
    document = restore(qtbot, bench, save_model(task="upscale"), 3)
    bench.compare(1.0)
    qtbot.waitUntil(lambda: compared[-1] is not None and compared[-1].after is not None)
    assert compared[-1] is not None
    assert compared[-1].after is not None
    reference = clean[:39, :60]
    assert compared[-1].before.psnr == pytest.approx(psnr(reference, document.photo.pixels))
    result = document.result(1.0).pixels
    assert compared[-1].after.psnr == pytest.approx(psnr(reference, result))
    bench.compared.disconnect(compared.append)


def test_degrading_again_starts_from_the_whole_clean_photo(
    bench: Workbench, photo_path: Path
) -> None:
    bench.open_path(photo_path)
    clean = read_photo(photo_path).pixels
    for degradation in (BicubicReduction(3), GaussianNoise(9), JpegCompression(20)):
        bench.degrade(degradation)
        document = bench.document
        assert document is not None
        assert document.degradation is degradation
        np.testing.assert_array_equal(document.origin.pixels, clean)
    np.testing.assert_array_equal(document.photo.pixels, JpegCompression(20).apply(clean))


def test_an_upscaled_photo_is_saved_at_its_new_size(
    qtbot: QtBot, bench: Workbench, save_model: SaveModel, tmp_path: Path
) -> None:
    levels = np.random.default_rng(0).integers(0, 256, (10, 13, 4), np.uint8)
    Image.fromarray(levels).save(tmp_path / "see through.png")
    bench.open_path(tmp_path / "see through.png")
    document = restore(qtbot, bench, save_model(task="upscale"), 2)
    assert document.suggested_stem == "see through-upscaled-x2"
    with qtbot.waitSignal(bench.saved, timeout=60_000):
        bench.save(tmp_path / "out.png", 1.0)
    saved = read_photo(tmp_path / "out.png")
    assert saved.pixels.shape == (20, 26, 3)
    assert saved.alpha is not None
    assert document.photo.alpha is not None
    np.testing.assert_allclose(saved.alpha, document.photo.alpha, atol=0.5 / 255 + 1e-6)


def test_another_task_goes_back_to_the_photo_as_opened(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel
) -> None:
    bench.open_path(photo_path)
    upscale = save_model(task="upscale")
    assert restore(qtbot, bench, upscale, 4).result(1.0).width == 240
    assert restore(qtbot, bench, upscale, 2).result(1.0).width == 120
    document = restore(qtbot, bench, save_model(task="deblock"))
    assert document.result(1.0).width == 60
    np.testing.assert_array_equal(document.photo.pixels, read_photo(photo_path).pixels)
    assert document.suggested_stem == "Straße 1-deblocked"


def test_large_photos_are_enlarged_in_the_background(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    model = save_model(NetworkConfig(2, 1, 4), "upscale")
    bench.open_path(photo_path)
    monkeypatch.setattr(workbench_module, "_QUICK_MEGAPIXELS", 0.003)
    bench.restore(model, frozenset({(2, "B0")}), scale=2)
    assert bench.opening
    assert bench.restoration_follows
    assert bench.document is not None
    assert bench.document.scale == 1
    with qtbot.waitSignal(bench.restored, timeout=60_000):
        pass
    assert bench.document.photo.width == 120
    assert bench.document.switched_off == {(2, "B0")}
    assert not bench.restoration_follows


def test_stopping_keeps_the_photo_as_it_was(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    bench.open_path(photo_path)
    before = bench.document
    monkeypatch.setattr(workbench_module, "_QUICK_MEGAPIXELS", 0.0)
    bench.restore(save_model(task="upscale"), scale=2)
    with qtbot.waitSignal(bench.noticed):
        bench.cancel()
    assert not bench.opening
    qtbot.waitUntil(lambda: not bench._files.busy, timeout=60_000)
    assert bench.document is before
    assert not bench.restoring


def test_a_photo_opened_meanwhile_is_not_restored(
    bench: Workbench, photo_path: Path, save_model: SaveModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.open_path(photo_path)
    monkeypatch.setattr(workbench_module, "_QUICK_MEGAPIXELS", 0.003)
    bench.restore(save_model(task="upscale"), scale=2)
    assert bench.opening
    bench.open_path(photo_path)
    assert not bench.opening
    assert not bench.restoring
    bench.restore(save_model(task="upscale"), scale=2)
    open_photo(bench, Photo(np.zeros((4, 4, 1), np.float32)), "pasted")
    assert not bench.restoring


def test_another_model_can_follow_once_the_photo_is_known(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    grey, colour = save_model(), save_model(NetworkConfig(2, 2, 4, channels=3))
    bench.follow_with(colour)
    assert not bench.restoration_follows
    monkeypatch.setattr(workbench_module, "_QUICK_MEGAPIXELS", 0.0)
    bench.open_path(photo_path)
    bench.restore(grey)
    with qtbot.waitSignal(bench.restored, timeout=60_000):
        bench.follow_with(colour)
    assert bench.document is not None
    assert bench.document.model == colour
    bench.degrade(GaussianNoise(5))
    bench.restore(grey)
    bench.follow_with(None)
    assert not bench.restoration_follows
    with qtbot.waitSignal(bench.document_changed, timeout=60_000):
        pass
    assert not bench.restoring


def test_what_is_too_large_or_too_small_is_said(
    qtbot: QtBot, bench: Workbench, save_model: SaveModel
) -> None:
    with qtbot.waitSignal(bench.document_changed):
        open_photo(bench, Photo(np.zeros((4000, 6000, 1), np.float32)), "large")
    large = bench.document
    with qtbot.waitSignal(bench.failed) as blocker:
        bench.restore(save_model(task="upscale"), scale=4)
    assert "384 megapixels" in blocker.args[0]
    assert not bench.restoration_follows
    open_photo(bench, Photo(np.zeros((2, 9, 3), np.float32)), "tiny")
    with qtbot.waitSignal(bench.failed) as blocker:
        bench.degrade(BicubicReduction(3))
    assert "at least 3 pixels" in blocker.args[0]
    assert bench.document is not large
    assert bench.document is not None
    assert bench.document.degradation is None


def test_16_bits_stay(
    qtbot: QtBot, bench: Workbench, save_model: SaveModel, tmp_path: Path
) -> None:
    levels = np.random.default_rng(0).integers(0, 65536, (8, 8), np.uint16)
    Image.fromarray(levels).save(tmp_path / "deep.png")
    bench.open_path(tmp_path / "deep.png")
    document = restore(qtbot, bench, save_model(task="upscale"), 2)
    with qtbot.waitSignal(bench.saved, timeout=60_000):
        bench.save(tmp_path / "out.png", 1.0)
    saved = read_photo(tmp_path / "out.png")
    assert saved.bit_depth == 16
    expected = document.result(1.0).pixels.clip(0, 1)
    np.testing.assert_allclose(saved.pixels, expected, atol=0.5 / 65535 + 1e-7)
