"""The program without its window."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from pytestqt.qtbot import QtBot

from memnet_gui.app import workbench as workbench_module
from memnet_gui.app.tasks import Comparison
from memnet_gui.app.workbench import Workbench
from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.metrics import psnr
from memnet_gui.imaging.photo import Photo
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.engines import openvino_network
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.restoration.request import Preparing

SaveModel = Callable[..., ModelInfo]


def restore(qtbot: QtBot, bench: Workbench, model: ModelInfo) -> None:
    with qtbot.waitSignal(bench.restored, timeout=60_000):
        bench.restore(model)


def test_open_shows_the_photo(qtbot: QtBot, bench: Workbench, photo_path: Path) -> None:
    with qtbot.waitSignal(bench.document_changed):
        bench.open_path(photo_path)
    assert bench.document is not None
    assert bench.document.title == "Straße 1.png"
    assert bench.document.rendering == ("rendered", 60)


def test_a_bad_file_leaves_the_open_photo(
    qtbot: QtBot, bench: Workbench, photo_path: Path, tmp_path: Path
) -> None:
    bench.open_path(photo_path)
    before = bench.document
    bad = tmp_path / "bad.png"
    bad.write_bytes(photo_path.read_bytes()[:300])
    for path in (bad, tmp_path / "none.png", tmp_path):
        with qtbot.waitSignal(bench.failed) as blocker:
            bench.open_path(path)
        assert path.name in blocker.args[0]
    assert bench.document is before


def test_it_says_that_openvino_is_being_prepared(
    qtbot: QtBot,
    bench: Workbench,
    photo_path: Path,
    save_model: SaveModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compile_ = openvino_network._compile

    def slow(*given: Any) -> Any:
        time.sleep(0.25)
        return compile_(*given)

    monkeypatch.setattr(openvino_network, "_compile", slow)
    bench.compute = workbench_module.ComputeSettings("cpu", "fp32", "openvino", threads=1)
    bench.open_path(photo_path)
    told: list[Preparing] = []
    bench.preparation_progressed.connect(told.append)
    restore(qtbot, bench, save_model())
    assert told
    assert told[0].backend == "openvino"
    assert bench.document is not None
    assert bench.document.restoration is not None
    assert bench.document.restoration.backend == "openvino"


def test_restoration_is_that_of_the_network(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel
) -> None:
    model = save_model()
    bench.compute = workbench_module.ComputeSettings("cpu", "fp32", tile_px=16, threads=1)
    bench.open_path(photo_path)
    restore(qtbot, bench, model)
    assert bench.document is not None
    pixels = read_photo(photo_path).pixels
    network, _ = load_checkpoint(model.path)
    with torch.no_grad():
        expected = network(torch.from_numpy(pixels.transpose(2, 0, 1)[:, None])).final
    result = bench.document.result(1.0).pixels
    np.testing.assert_allclose(result, expected[:, 0].numpy().transpose(1, 2, 0), atol=1e-5)
    assert bench.document.suggested_stem == "Straße 1-denoised"
    half = bench.document.result(0.5).pixels
    np.testing.assert_allclose(half, (pixels + result) / 2, atol=1e-6)
    before, after = bench.document.values_at(59, 39, 0.5)
    np.testing.assert_array_equal(before, pixels[39, 59])
    assert after is not None
    np.testing.assert_allclose(after, half[39, 59], atol=1e-6)


def test_noise_keeps_the_clean_photo_as_reference(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel
) -> None:
    compared: list[Comparison | None] = []
    bench.compared.connect(compared.append)
    bench.open_path(photo_path)
    clean = read_photo(photo_path).pixels
    for sigma in (20, 50):
        bench.degrade(GaussianNoise(sigma))
        assert bench.document is not None
        assert bench.document.reference is not None
        np.testing.assert_array_equal(bench.document.reference.pixels, clean)
        noisy = GaussianNoise(sigma).apply(clean, 0)
        np.testing.assert_array_equal(bench.document.photo.pixels, noisy)
        qtbot.waitUntil(lambda: compared[-1] is not None)
        assert compared[-1] is not None
        assert compared[-1].before.psnr == pytest.approx(psnr(clean, noisy))
        assert compared[-1].after is None
    restore(qtbot, bench, save_model())
    bench.compare(0.0)
    qtbot.waitUntil(lambda: compared[-1] is not None and compared[-1].after is not None)
    assert compared[-1] is not None
    assert compared[-1].after == compared[-1].before
    bench.compared.disconnect(compared.append)


def test_cancel_keeps_the_earlier_result(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel
) -> None:
    bench.open_path(photo_path)
    restore(qtbot, bench, save_model())
    before = bench.document
    slow = save_model(NetworkConfig(20, 10, 32))
    with qtbot.waitSignals([bench.restoration_stopped, bench.noticed], timeout=60_000):
        bench.restore(slow)
        assert bench.restoring
        bench.cancel()
    assert bench.document is before
    assert not bench.restoring


def test_opening_another_photo_ends_the_restoration(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel, tmp_path: Path
) -> None:
    other = tmp_path / "other.png"
    Image.new("L", (9, 9)).save(other)
    bench.open_path(photo_path)
    finished: list[object] = []
    bench.restored.connect(finished.append)
    bench.restore(save_model(NetworkConfig(20, 10, 32)))
    bench.open_path(other)
    assert not bench.restoring
    restore(qtbot, bench, save_model())
    assert len(finished) == 1
    assert bench.document is not None
    assert bench.document.result(1.0).pixels.shape == (9, 9, 1)
    bench.restored.disconnect(finished.append)


def test_large_photos_are_opened_in_the_background(
    qtbot: QtBot,
    bench: Workbench,
    photo_path: Path,
    save_model: SaveModel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbench_module, "_QUICK_MEGAPIXELS", 0.0)
    other = tmp_path / "other.png"
    Image.new("L", (9, 9)).save(other)
    bench.open_path(photo_path)
    bench.open_path(other)
    assert bench.document is None
    # A restoration that is asked for meanwhile follows; the photo opened first is forgotten.
    restore(qtbot, bench, save_model())
    assert bench.document is not None
    assert bench.document.title == "other.png"
    broken = tmp_path / "broken.png"
    broken.write_bytes(photo_path.read_bytes()[:300])
    with qtbot.waitSignal(bench.failed, timeout=60_000):
        bench.open_path(broken)
    assert bench.document.title == "other.png"


def test_saving_never_replaces_unasked(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel, tmp_path: Path
) -> None:
    bench.open_path(photo_path)
    restore(qtbot, bench, save_model())
    target = tmp_path / "out.png"
    with qtbot.waitSignal(bench.saved, timeout=60_000):
        bench.save(target, 0.0)
    np.testing.assert_array_equal(read_photo(target).pixels, read_photo(photo_path).pixels)
    with qtbot.waitSignal(bench.failed, timeout=60_000) as blocker:
        bench.save(target, 1.0)
    assert "out.png exists" in blocker.args[0]
    with qtbot.waitSignal(bench.saved, timeout=60_000):
        bench.save(target, 1.0, overwrite=True)
    assert bench.document is not None
    expected = np.rint(bench.document.result(1.0).pixels.clip(0, 1) * 255) / 255
    np.testing.assert_allclose(read_photo(target).pixels, expected, atol=1e-6)


def test_what_is_to_be_saved_is_written_before_the_thread_ends(
    qtbot: QtBot, photo_path: Path, save_model: SaveModel, tmp_path: Path
) -> None:
    bench = Workbench(lambda photo: ("rendered", photo.width))
    bench.open_path(photo_path)
    restore(qtbot, bench, save_model())
    started, rendered = threading.Event(), []

    def render(photo: Photo) -> None:
        started.set()
        time.sleep(0.1)
        rendered.append(photo)

    for _ in range(2):
        bench.render_result(1.0, render)
    for strength in (0.5, 0.0):
        bench.save(tmp_path / "out.png", strength, overwrite=True)
    assert started.wait(5)
    bench.close()
    assert len(rendered) == 1, "a picture for the clipboard comes too late"
    np.testing.assert_array_equal(
        read_photo(tmp_path / "out.png").pixels, read_photo(photo_path).pixels
    )


def test_a_damaged_model_is_said(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel
) -> None:
    model = save_model()
    bench.open_path(photo_path)
    model.path.write_bytes(b"nothing")
    with qtbot.waitSignals([bench.failed, bench.restoration_stopped], timeout=60_000):
        bench.restore(model)
    assert not bench.restoring


def test_what_a_basic_network_predicts_is_final(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel
) -> None:
    bench.open_path(photo_path)
    for multi_supervised, kept in ((True, 2), (False, 0)):
        config = NetworkConfig(2, 1, 4, multi_supervised=multi_supervised)
        restore(qtbot, bench, save_model(config))
        assert bench.document is not None
        assert bench.document.restoration is not None
        assert len(bench.document.restoration.predictions) == kept


def test_going_back_tells_whose_result_had_to_go(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    model = save_model()
    for name in "abc":
        path = tmp_path / f"{name}.png"
        path.write_bytes(photo_path.read_bytes())
        bench.open_path(path)
        restore(qtbot, bench, model)
    monkeypatch.setattr(bench.history, "_most_bytes", 0)
    with qtbot.waitSignal(bench.noticed) as told:
        bench.undo()
    assert told.args == ["There was no more room for the result of a.png, which was not saved."]
