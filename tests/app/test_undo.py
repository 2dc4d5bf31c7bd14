"""Going back and forward, cropping and restoring a part, without a window."""

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from memnet_gui.app import size_probe
from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.workbench import Workbench
from memnet_gui.imaging.degradation import BicubicReduction, GaussianNoise
from memnet_gui.imaging.files import photo_size, read_photo
from memnet_gui.restoration.models import ModelInfo

SaveModel = Callable[..., ModelInfo]


def restore(qtbot: QtBot, bench: Workbench, model: ModelInfo, **more: object) -> None:
    with qtbot.waitSignal(bench.restored, timeout=60_000):
        bench.restore(model, **more)  # type: ignore[arg-type]


def test_undo_and_redo_of_restore_and_noise(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel
) -> None:
    bench.open_path(photo_path)
    opened = bench.document
    bench.undo()
    assert bench.document is opened
    bench.degrade(GaussianNoise(20))
    noisy = bench.document
    restore(qtbot, bench, save_model())
    first = bench.document
    restore(qtbot, bench, save_model(task="deblock"))
    second = bench.document
    returned: list[object] = []
    bench.result_returned.connect(returned.append)
    seen = []
    for _ in range(3):
        seen.append(bench.history.undo_step)
        bench.undo()
        seen.append(bench.document)
    assert seen == ["Restore", first, "Restore", noisy, "Add Noise", opened]
    for _ in range(3):
        bench.redo()
    assert bench.document is second
    assert returned == [first, first, second]
    bench.result_returned.disconnect(returned.append)


def test_undo_of_upscaling_is_one_step(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel
) -> None:
    bench.open_path(photo_path)
    opened = bench.document
    restore(qtbot, bench, save_model(task="upscale"), scale=2)
    assert bench.document is not None
    assert bench.document.photo.width == 120
    bench.undo()
    assert bench.document is opened


def test_an_unsaved_result_comes_back_after_another_photo_was_opened(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel, tmp_path: Path
) -> None:
    other = tmp_path / "other.png"
    Image.new("L", (9, 9)).save(other)
    bench.open_path(photo_path)
    assert not bench.has_unsaved_result
    restore(qtbot, bench, save_model())
    result = bench.document
    assert bench.has_unsaved_result
    with qtbot.waitSignal(bench.noticed) as blocker:
        bench.open_path(other)
    assert "Straße 1.png was not saved" in blocker.args[0]
    bench.undo()
    assert bench.document is result
    with qtbot.waitSignal(bench.saved, timeout=60_000):
        bench.save(tmp_path / "out.png", 1.0)
    assert not bench.has_unsaved_result
    bench.open_path(other)
    assert bench.history.undo_step == ""


def test_only_the_region_is_restored_and_equals_the_whole(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel, tmp_path: Path
) -> None:
    bench.compute = ComputeSettings("cpu", "fp32", threads=1)
    model = save_model()
    bench.open_path(photo_path)
    restore(qtbot, bench, model)
    assert bench.document is not None
    whole = bench.document.result(1.0).pixels
    restore(qtbot, bench, model, region=(5, 10, 20, 30))
    document = bench.document
    assert document.region == (5, 10, 20, 30)
    result = document.result(1.0).pixels
    place = slice(5, 25), slice(10, 40)
    np.testing.assert_allclose(result[place], whole[place], atol=1e-5)
    rest = np.ones(result.shape[:2], bool)
    rest[place] = False
    np.testing.assert_array_equal(result[rest], document.photo.pixels[rest])
    with qtbot.waitSignal(bench.saved, timeout=60_000):
        bench.save(tmp_path / "out.png", 1.0)
    saved = np.rint(read_photo(tmp_path / "out.png").pixels * 255)
    np.testing.assert_array_equal(saved, np.rint(result.clip(0, 1) * 255))


def test_a_part_of_this_photo_is_no_order_for_the_next_one(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    bench.open_path(photo_path)
    monkeypatch.setattr("memnet_gui.app.workbench._QUICK_MEGAPIXELS", 0.0)
    bench.open_path(photo_path)
    assert bench.opening
    bench.restore(save_model(), region=(5, 10, 20, 30))
    assert not bench.restoration_follows
    with qtbot.waitSignal(bench.document_changed, timeout=60_000):
        pass
    assert not bench.restoring


def test_crop_keeps_the_result_the_clean_photo_and_can_be_undone(
    qtbot: QtBot, bench: Workbench, photo_path: Path, save_model: SaveModel
) -> None:
    bench.open_path(photo_path)
    bench.degrade(GaussianNoise(20))
    restore(qtbot, bench, save_model())
    before = bench.document
    assert before is not None
    bench.crop((5, 10, 20, 30))
    after = bench.document
    assert after is not None
    assert after.reference is not None
    assert before.reference is not None
    place = slice(5, 25), slice(10, 40)
    np.testing.assert_array_equal(after.photo.pixels, before.photo.pixels[place])
    np.testing.assert_array_equal(after.reference.pixels, before.reference.pixels[place])
    np.testing.assert_array_equal(after.result(1.0).pixels, before.result(1.0).pixels[place])
    assert after.rendering == after.result_rendering == ("rendered", 30)
    assert bench.history.undo_step == "Crop"
    bench.undo()
    assert bench.document is before


def test_crop_of_an_enlarged_photo_is_whole_pixels_of_the_small_one(
    bench: Workbench, photo_path: Path
) -> None:
    bench.open_path(photo_path)
    clean = read_photo(photo_path).pixels
    bench.degrade(BicubicReduction(3))
    small = bench.document.opened.pixels  # type: ignore[union-attr]
    bench.crop((4, 7, 10, 12))  # rows 1 to 4 and columns 2 to 6 of the small photo
    document = bench.document
    assert document is not None
    np.testing.assert_array_equal(document.opened.pixels, small[1:5, 2:7])
    assert document.photo.pixels.shape == (12, 15, 3)
    assert document.reference is not None
    np.testing.assert_array_equal(document.reference.pixels, clean[3:15, 6:21])


def test_crop_prints_the_part_as_large_as_in_the_whole(
    bench: Workbench, photo_path: Path, tmp_path: Path
) -> None:
    with Image.open(photo_path) as photo:
        photo.save(tmp_path / "scan.png", dpi=(300, 300))
    bench.open_path(tmp_path / "scan.png")
    bench.degrade(BicubicReduction(3))
    bench.crop((4, 7, 10, 12))
    document = bench.document
    assert document is not None
    assert document.opened.dpi == pytest.approx((100, 100))
    assert document.photo.dpi == pytest.approx((300, 300))


def test_a_drive_that_does_not_answer_holds_up_nothing(
    qtbot: QtBot, bench: Workbench, photo_path: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    gate = threading.Event()

    def slow(path: Path, **limits: float) -> tuple[int, int]:
        if path != photo_path:
            gate.wait(60)
        return photo_size(path, **limits)

    monkeypatch.setattr(size_probe, "photo_size", slow)
    monkeypatch.setattr(size_probe, "_PATIENCE_S", 0.01)
    other = tmp_path / "other.png"
    Image.new("L", (9, 9)).save(other)
    with qtbot.waitSignal(bench.busy_changed) as blocker:
        bench.open_path(other)
    assert blocker.args == [True]
    assert bench.opening
    assert bench.document is None
    monkeypatch.setattr(size_probe, "_PATIENCE_S", 60.0)
    bench.open_path(photo_path)  # what was asked for before counts no more
    assert not bench.opening
    monkeypatch.setattr(size_probe, "_PATIENCE_S", 0.01)
    bench.open_path(other)
    with qtbot.waitSignal(bench.document_changed, timeout=60_000):
        gate.set()
    assert bench.document is not None
    assert bench.document.title == "other.png"
