"""The photos beside the open one."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from memnet_gui.app import folder_photos
from memnet_gui.app.folder_photos import FolderPhotos, Place, list_names

NAMES = ["Photo 1.png", "photo 2.jpg", "photo 10.webp", "Äpfel.tif", "zebra.bmp"]
IN_ORDER = ["Äpfel.tif", "Photo 1.png", "photo 2.jpg", "photo 10.webp", "zebra.bmp"]


class Told:
    """What was told, in order."""

    def __init__(self, photos: FolderPhotos) -> None:
        self.chosen: list[str] = []
        self.places: list[Place | None] = []
        self.words: list[str] = []
        photos.chosen.connect(self.choose)
        photos.placed.connect(self.places.append)
        photos.noticed.connect(self.words.append)
        photos.failed.connect(self.words.append)

    def choose(self, path: Path) -> None:
        self.chosen.append(path.name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in [*NAMES, ".hidden.png", "words.txt"]:
        (tmp_path / name).touch()
    (tmp_path / "folder.png").mkdir()
    return tmp_path


@pytest.fixture
def photos(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> FolderPhotos:
    monkeypatch.setattr(folder_photos, "_PATIENCE_S", 60.0)
    return FolderPhotos()


def test_the_order_is_that_of_file_managers(folder: Path) -> None:
    assert list_names(folder) == IN_ORDER


def test_links_that_lead_nowhere_are_passed_over(folder: Path) -> None:
    (folder / "loop.png").symlink_to("loop.png")
    (folder / "long.png").symlink_to("x" * 300)
    (folder / "gone.png").symlink_to("none.png")
    assert list_names(folder) == IN_ORDER


def test_steps(photos: FolderPhotos, folder: Path) -> None:
    told = Told(photos)
    photos.visit(folder / "photo 2.jpg")
    assert told.places[-1] == Place(3, 5)
    assert str(told.places[-1]) == "3 of 5"
    photos.step(1)
    photos.step(1)
    photos.step(1)
    assert told.chosen == ["photo 10.webp", "zebra.bmp"]
    assert told.words == ["This is the last photo in its folder."]
    photos.visit(folder / "Äpfel.tif")
    photos.step(-1)
    assert told.words[-1] == "This is the first photo in its folder."


def test_files_that_come_and_go(photos: FolderPhotos, folder: Path) -> None:
    told = Told(photos)
    photos.visit(folder / "photo 2.jpg")
    (folder / "photo 2.jpg").unlink()
    (folder / "photo 3.png").touch()
    photos.step(1)
    photos.visit(folder / "photo 2.jpg")
    photos.step(-1)
    assert told.chosen == ["photo 3.png", "Photo 1.png"]


def test_a_photo_without_a_file_has_no_neighbours(photos: FolderPhotos, folder: Path) -> None:
    told = Told(photos)
    photos.visit(folder / "photo 2.jpg")
    photos.visit(None)
    photos.step(1)
    assert told.places[-1] is None
    assert told.chosen == []


def test_a_folder_that_is_gone_is_said(photos: FolderPhotos, folder: Path) -> None:
    told = Told(photos)
    photos.visit(folder / "none" / "photo.png")
    assert told.words == []
    photos.step(1)
    assert "none cannot be read" in told.words[0]


def test_a_slow_folder_holds_up_nothing_and_steps_add_up(
    qtbot: QtBot, photos: FolderPhotos, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()

    def slow(path: Path) -> list[str]:
        gate.wait(60)
        return list_names(path)

    monkeypatch.setattr(folder_photos, "_PATIENCE_S", 0.01)
    monkeypatch.setattr(folder_photos, "list_names", slow)
    told = Told(photos)
    with qtbot.waitSignal(photos.waited):
        photos.visit(folder / "Photo 1.png")
    photos.step(1)
    photos.step(1)
    with qtbot.waitSignal(photos.chosen, timeout=60_000):
        gate.set()
    assert told.chosen == ["photo 10.webp"]
