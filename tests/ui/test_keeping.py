"""What becomes of the photo in the window: undo, regions, folders, saving and copying."""

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QAction, QColorSpace, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from memnet_gui.app.document import Document
from memnet_gui.imaging.files import read_photo
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.save_dialog import SaveDialog, free_name
from memnet_gui.ui.status import describe_pace

SaveModel = Callable[..., Path]
ADOBE = bytes(QColorSpace(QColorSpace.NamedColorSpace.AdobeRgb).iccProfile().data())


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, f"action_{name}")
    assert isinstance(found, QAction), name
    return found


def label(window: MainWindow, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert isinstance(found, QLabel), name
    return found.text()


def restore(qtbot: QtBot, window: MainWindow, name: str = "restore") -> None:
    with qtbot.waitSignal(window.restored, timeout=60_000):
        action(window, name).trigger()


def document(window: MainWindow) -> Document:
    found = window.workbench.document
    assert found is not None
    return found


def colour_after(window: MainWindow, x: int, y: int) -> list[int]:
    after = window.viewer.after_picture
    assert after is not None
    colour = after.levels[0].pixelColor(x, y)
    return [colour.red(), colour.green(), colour.blue()]


def levels(window: MainWindow, x: int, y: int) -> list[int]:
    return np.rint(document(window).result(1.0).pixels[y, x].clip(0, 1) * 255).astype(int).tolist()


def save_dialog(window: MainWindow) -> SaveDialog:
    action(window, "save_as").trigger()
    found = window.findChild(QFileDialog, "save_dialog")
    assert isinstance(found, SaveDialog)
    return found


@pytest.mark.parametrize(
    "name",
    ["save", "copy", "undo", "redo", "next_photo", "previous_photo", "select_region",
     "restore_region", "crop"],
)  # fmt: skip
def test_actions_have_names_tooltips_and_shortcuts(window: MainWindow, name: str) -> None:
    found = action(window, name)
    assert found.toolTip()
    assert not found.shortcut().isEmpty()
    assert not found.isEnabled()


def test_undo_shows_what_was_there(
    qtbot: QtBot, window: MainWindow, photo_path: Path, save_model: SaveModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window.open_path(photo_path)
    assert not action(window, "undo").isEnabled()
    restore(qtbot, window)
    first, model = colour_after(window, 30, 20), window.controls.model_box.currentText()
    pictures = window.inside.pictures.predictions
    assert list(pictures) == ["M1", "M2"]
    window.open_model(save_model(NetworkConfig(3, 1, 4)))
    restore(qtbot, window)
    assert list(window.inside.pictures.predictions) == ["M1", "M2", "M3"]
    second = colour_after(window, 30, 20)

    def never_render(_photo: object) -> None:
        raise AssertionError("rendered in the GUI thread")

    monkeypatch.setattr("memnet_gui.ui.photo_view.render", never_render)
    assert action(window, "undo").text() == "&Undo Restore"
    action(window, "undo").trigger()
    assert colour_after(window, 30, 20) == first == levels(window, 30, 20)
    assert window.controls.model_box.currentText() == model
    assert window.inside.pictures.predictions == pictures
    assert window.inside.strip.keys == ("Input", "M1", "M2", "Final")
    qtbot.waitUntil(lambda: any(window.inside.strip.thumbnail("M2").caption))
    action(window, "undo").trigger()
    assert window.viewer.after_picture is None
    assert window.inside.strip.keys == ()
    assert not action(window, "save").isEnabled()
    for _ in range(2):
        action(window, "redo").trigger()
    assert colour_after(window, 30, 20) == second
    assert window.inside.strip.keys == ("Input", "M1", "M2", "M3", "Final")
    assert not action(window, "redo").isEnabled()


def test_undo_waits_for_a_restoration(
    qtbot: QtBot, window: MainWindow, photo_path: Path, save_model: SaveModel
) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    result = window.viewer.after_picture
    window.open_model(save_model(NetworkConfig(20, 10, 32)))
    action(window, "restore").trigger()
    assert not action(window, "undo").isEnabled()
    action(window, "cancel").trigger()
    qtbot.waitUntil(lambda: action(window, "undo").isEnabled(), timeout=60_000)
    # The strip shows what belongs to the result that has stayed.
    assert window.viewer.after_picture is result
    assert window.inside.strip.keys == ("Input", "M1", "M2", "Final")


def test_a_region_is_restored_alone(qtbot: QtBot, window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    action(window, "select_region").trigger()
    assert window.viewer.is_selecting
    assert not action(window, "restore_region").isEnabled()
    window.viewer.set_selection(QRect(10, 5, 30, 20))
    restore(qtbot, window, "restore_region")
    assert not window.viewer.is_selecting
    assert window.viewer.selection == QRect(10, 5, 30, 20)
    assert "30 × 20 of it restored" in label(window, "photo_label")
    restoration = document(window).restoration
    assert restoration is not None
    assert label(window, "pace_label") == describe_pace(restoration.seconds, 30 * 20 / 1e6)
    before = read_photo(photo_path).pixels
    for x, y in ((12, 7), (50, 30)):
        assert colour_after(window, x, y) == levels(window, x, y)
    assert levels(window, 50, 30) == np.rint(before[30, 50] * 255).tolist()
    assert levels(window, 12, 7) != np.rint(before[7, 12] * 255).tolist()
    window.controls.choice.choose_task("upscale", 2)
    window.viewer.setFocus()
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert not action(window, "crop").isEnabled()


def test_no_part_is_restored_while_another_photo_comes(
    qtbot: QtBot, window: MainWindow, photo_path: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window.open_path(photo_path)
    window.viewer.set_selection(QRect(10, 5, 30, 20))
    monkeypatch.setattr("memnet_gui.app.workbench._QUICK_MEGAPIXELS", 0.0)
    (tmp_path / "broken.png").write_bytes(photo_path.read_bytes()[:300])
    window.open_path(tmp_path / "broken.png")
    assert window.workbench.opening
    for name in ("restore_region", "crop"):
        assert not action(window, name).isEnabled(), name
    qtbot.waitUntil(lambda: not window.workbench.opening, timeout=60_000)
    for name in ("restore_region", "crop"):
        assert action(window, name).isEnabled(), name


def test_one_part_is_not_upscaled(
    window: MainWindow, photo_path: Path, save_model: SaveModel
) -> None:
    window.open_path(photo_path)
    window.open_model(save_model(task="upscale"))
    window.viewer.set_selection(QRect(10, 5, 30, 20))
    action(window, "restore_region").trigger()
    assert "crop to it first" in window.message_bar.text
    assert not window.workbench.restoring


def test_crop_and_back(qtbot: QtBot, window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    whole = colour_after(window, 12, 7)
    window.viewer.set_selection(QRect(10, 5, 30, 20))
    action(window, "crop").trigger()
    assert document(window).photo.pixels.shape == (20, 30, 3)
    assert window.viewer.selection is None
    assert colour_after(window, 2, 2) == levels(window, 2, 2) == whole
    assert action(window, "undo").text() == "&Undo Crop"
    action(window, "undo").trigger()
    assert document(window).photo.width == 60
    assert colour_after(window, 12, 7) == whole


def test_from_photo_to_photo(window: MainWindow, tmp_path: Path) -> None:
    for number in (1, 2, 10):
        Image.new("L", (9, 9), number).save(tmp_path / f"photo {number}.png")
    (tmp_path / "photo 3.png").write_text("no picture")
    window.open_path(tmp_path / "photo 1.png")
    assert label(window, "folder_place_label").strip() == "1 of 4"
    for _ in range(2):
        action(window, "next_photo").trigger()
    assert "photo 3.png" in window.message_bar.text
    assert document(window).title == "photo 2.png"
    action(window, "next_photo").trigger()
    assert document(window).title == "photo 10.png"
    assert label(window, "folder_place_label").strip() == "4 of 4"
    action(window, "next_photo").trigger()
    assert "last photo" in window.message_bar.text
    action(window, "open_sample").trigger()
    assert label(window, "folder_place_label") == ""
    assert not action(window, "next_photo").isEnabled()


def test_the_dialog_offers_what_the_format_has(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    photo_path.with_name("Straße 1-denoised.png").touch()
    dialog = save_dialog(window)
    row, name = dialog.options_row, dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    assert name.text() == "Straße 1-denoised-2.png"
    assert row.depth_box.isVisible()
    assert not row.quality_box.isVisible()
    dialog.selectNameFilter("JPEG (*.jpg *.jpeg *.jfif)")
    dialog.filterSelected.emit("JPEG (*.jpg *.jpeg *.jfif)")
    assert name.text() == "Straße 1-denoised.jpg"
    assert row.quality_box.isVisible()
    assert not row.depth_box.isVisible()
    name.setText("mine.tif")
    name.textEdited.emit("mine.tif")
    assert row.depth_box.isVisible()
    assert dialog.selectedNameFilter().startswith("TIFF")
    dialog.filterSelected.emit("WebP (*.webp)")
    assert name.text() == "mine.webp"
    written = "Straße 1-denoised. Third try"
    name.setText(written)
    name.textEdited.emit(written)
    dialog.filterSelected.emit("JPEG (*.jpg *.jpeg *.jfif)")
    assert name.text() == f"{written}.jpg"
    dialog.reject()


def test_a_name_without_an_ending_gets_that_of_the_format_it_says(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    dialog = save_dialog(window)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    for typed in ("mine.jpg", "mine"):
        name.setText(typed)
        name.textEdited.emit(typed)
    assert dialog.selectedNameFilter().startswith("JPEG")
    assert dialog.options_row.quality_box.isVisible()
    with qtbot.waitSignal(window.workbench.saved, timeout=60_000) as blocker:
        dialog.accept()
    assert blocker.args[0].name == "mine.jpg"


def test_choices_reach_the_file_and_save_repeats_them(
    qtbot: QtBot, window: MainWindow, photo_path: Path, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x010E] = "described"
    Image.open(photo_path).save(photo_path, exif=exif, icc_profile=ADOBE)
    window.open_path(photo_path)
    restore(qtbot, window)
    action(window, "save").trigger()  # never saved: it asks
    dialog = window.findChild(QFileDialog, "save_dialog")
    assert isinstance(dialog, SaveDialog)
    depth = dialog.findChild(QComboBox, "save_depth_box")
    metadata = dialog.findChild(QCheckBox, "remove_metadata_box")
    assert isinstance(depth, QComboBox)
    assert isinstance(metadata, QCheckBox)
    depth.setCurrentIndex(depth.findData(16))
    metadata.setChecked(True)
    target = tmp_path / "out.png"
    dialog.selectFile(str(target))
    with qtbot.waitSignal(window.workbench.saved, timeout=60_000):
        dialog.accept()
    for strength in (100, 50):
        saved = read_photo(target)
        assert saved.bit_depth == 16
        assert saved.icc_profile == ADOBE
        assert b"described" not in target.read_bytes()
        expected = document(window).result(strength / 100).pixels.clip(0, 1)
        np.testing.assert_allclose(saved.pixels, expected, atol=1 / 65535)
        window.controls.strength_slider.setValue(50)
        with qtbot.waitSignal(window.workbench.saved, timeout=60_000):
            action(window, "save").trigger()
    again = save_dialog(window)
    assert again.options_row.options.bit_depth == 16
    assert not again.options_row.options.keeps_metadata
    again.reject()


def test_the_dialog_saves_what_it_was_opened_for(
    qtbot: QtBot, window: MainWindow, photo_path: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    other = tmp_path / "other.png"
    Image.new("L", (9, 9)).save(other)
    window.open_path(photo_path)
    restore(qtbot, window)
    window.controls.strength_slider.setValue(40)
    first = document(window)
    monkeypatch.setattr("memnet_gui.app.workbench._QUICK_MEGAPIXELS", 0.0)
    window.open_path(other)
    assert window.workbench.opening
    dialog = save_dialog(window)
    restore(qtbot, window)
    assert document(window).title == "other.png"
    with qtbot.waitSignal(window.workbench.saved, timeout=60_000):
        dialog.accept()
    saved = read_photo(photo_path.with_name("Straße 1-denoised.png")).pixels
    np.testing.assert_allclose(saved, first.result(0.4).pixels.clip(0, 1), atol=1 / 255)
    history = window.workbench.history
    assert (history.is_unsaved(first), history.is_unsaved(document(window))) == (False, True)
    action(window, "save").trigger()  # of the other one it asks anew
    qtbot.waitUntil(lambda: len(window.findChildren(SaveDialog)) == 1)
    again = window.findChild(SaveDialog)
    assert isinstance(again, SaveDialog)
    assert Path(again.selectedFiles()[0]).name == "other-denoised.png"
    again.reject()


def test_quality_reaches_the_file(qtbot: QtBot, window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    sizes = []
    for quality in (20, 90):
        dialog = save_dialog(window)
        dialog.filterSelected.emit("JPEG (*.jpg *.jpeg *.jfif)")
        box = dialog.findChild(QSpinBox, "save_quality_box")
        assert isinstance(box, QSpinBox)
        box.setValue(quality)
        name = Path(dialog.selectedFiles()[0])
        with qtbot.waitSignal(window.workbench.saved, timeout=60_000):
            dialog.accept()
        sizes.append(name.stat().st_size)
        assert read_photo(name).jpeg_quality == quality
        qtbot.waitUntil(lambda: window.findChild(QFileDialog, "save_dialog") is None)
    assert sizes[0] < sizes[1]


def test_free_names(tmp_path: Path) -> None:
    assert free_name(tmp_path, "cat", ".png") == "cat.png"
    (tmp_path / "cat.png").touch()
    (tmp_path / "cat-2.png").symlink_to(tmp_path / "nowhere")
    assert free_name(tmp_path, "cat", ".png") == "cat-3.png"


def test_copy_puts_the_blend_in_srgb_on_the_clipboard(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "wide.png"
    Image.new("RGB", (30, 20), (130, 160, 90)).save(path, icc_profile=ADOBE)
    window.open_path(path)
    assert "Adobe RGB" in label(window, "photo_label")
    restore(qtbot, window)
    window.controls.strength_slider.setValue(0)
    action(window, "copy").trigger()
    qtbot.waitUntil(lambda: "Copied" in window.message_bar.text, timeout=60_000)
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (30, 20)
    shown = document(window).rendering.levels[0].pixelColor(5, 5)
    assert image.pixelColor(5, 5) == shown
    assert shown.red() < 125  # (118, 160, 87) in sRGB
    assert np.rint(document(window).photo.pixels[5, 5] * 255).tolist() == [130, 160, 90]


def test_bands_are_painted_in_the_screen_s_colours(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "wide.png"
    noise = np.random.default_rng(0).integers(60, 200, (20, 30, 3), np.uint8)
    Image.fromarray(noise).save(path, icc_profile=ADOBE)
    window.open_path(path)
    restore(qtbot, window)
    painted = colour_after(window, 15, 10)
    action(window, "undo").trigger()
    window.restoring._kept.clear()
    action(window, "redo").trigger()  # rendered as a whole
    assert colour_after(window, 15, 10) == painted


def test_a_folder_is_no_photo(window: MainWindow, tmp_path: Path) -> None:
    window.open_path(tmp_path)
    assert "is a folder; choose a photo inside it" in window.message_bar.text


def test_a_saved_photo_is_let_go_when_the_next_one_opens(
    qtbot: QtBot, window: MainWindow, photo_path: Path, tmp_path: Path
) -> None:
    window.open_path(photo_path)
    restore(qtbot, window)
    kept = weakref.ref(document(window))
    dialog = save_dialog(window)
    dialog.selectFile(str(tmp_path / "result.png"))
    with qtbot.waitSignal(window.workbench.saved, timeout=60_000):
        dialog.accept()
    Image.new("L", (20, 20), 99).save(tmp_path / "next.png")
    window.open_path(tmp_path / "next.png")
    qtbot.waitUntil(lambda: not window.inside.inspector.is_busy, timeout=60_000)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert kept() is None


def test_earlier_results_outlive_their_predictions(
    qtbot: QtBot, window: MainWindow, photo_path: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for name in "ab":
        path = tmp_path / f"{name}.png"
        path.write_bytes(photo_path.read_bytes())
        window.open_path(path)
        restore(qtbot, window)
    strip = window.inside.strip
    qtbot.waitUntil(lambda: any(strip.thumbnail("M2").caption))
    shown = 3 * read_photo(photo_path).pixels.nbytes  # room for a photo, a result, not for more
    monkeypatch.setattr(window.workbench.history, "_most_bytes", shown)
    window.open_path(photo_path)
    assert window.message_bar.text == "The result of b.png was not saved; Undo brings it back. " + (
        "There was no more room for the result of a.png, which was not saved."
    )
    action(window, "undo").trigger()
    assert document(window).title == "b.png"
    assert colour_after(window, 30, 20) == levels(window, 30, 20)
    assert window.inside.pictures.predictions == {}
    assert strip.keys == ("Input", "M1", "M2", "Final")
    assert "Not kept, for want of memory" in strip.thumbnail("M1").toolTip()
    assert "Not kept" not in strip.thumbnail("Final").toolTip()
    qtbot.waitUntil(lambda: "Only the final picture of this photo" in window.inside.plot.note)


def test_the_hint_to_select_goes_with_the_selecting(window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    action(window, "select_region").trigger()
    assert window.message_bar.text.startswith("Drag over the part")
    QTest.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert not action(window, "select_region").isChecked()
    assert window.message_bar.text == ""
