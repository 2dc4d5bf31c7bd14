"""The window of the user guide."""

import re
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from memnet_gui.paths import guide_file
from memnet_gui.ui.guide import GuideWindow, make_anchor
from memnet_gui.ui.theme import build_palette

GUIDES = {"en": "user-guide.md", "de": "user-guide.de.md"}
PICTURE = QTextDocument.ResourceType.ImageResource.value
TEXT = """# Title

See [below](#see-m1-to-m6) or [elsewhere](https://example.org/).

![A picture](images/wide.png)

## First

{filler}

## See M1 to M6!

The needle is here.

### Deeper

Another needle.
"""


@pytest.fixture
def guide(qtbot: QtBot, tmp_path: Path) -> GuideWindow:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (3000, 600), (9, 9, 9)).save(tmp_path / "images" / "wide.png")
    path = tmp_path / "guide.md"
    path.write_text(TEXT.format(filler="Words.\n\n" * 80), encoding="utf-8")
    window = GuideWindow(path=path)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def contents(guide: GuideWindow) -> QListWidget:
    found = guide.findChild(QListWidget, "guide_contents")
    assert isinstance(found, QListWidget)
    return found


def search(guide: GuideWindow) -> QLineEdit:
    found = guide.findChild(QLineEdit, "guide_search")
    assert isinstance(found, QLineEdit)
    return found


def test_contents_lead_to_the_chapters(guide: GuideWindow) -> None:
    chapters = contents(guide)
    titles = [chapters.item(row).text() for row in range(chapters.count())]
    assert titles == ["First", "See M1 to M6!", "    Deeper"]
    chapters.setCurrentRow(1)
    assert guide.pages.verticalScrollBar().value() > 500


def test_links_inside_lead_there(guide: GuideWindow) -> None:
    guide.pages.anchorClicked.emit(QUrl("#see-m1-to-m6"))
    assert guide.pages.verticalScrollBar().value() > 500


def test_links_outside_are_the_browser_s(
    guide: GuideWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    guide.pages.anchorClicked.emit(QUrl("https://example.org/"))
    guide.pages.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert opened == [QUrl("https://example.org/")]
    assert "needle" in guide.pages.toPlainText()


def shown_picture(guide: GuideWindow) -> QImage:
    image = guide.pages.document().resource(PICTURE, QUrl("images/wide.png"))
    assert isinstance(image, QImage)
    return image


def test_pictures_fit_the_window(qtbot: QtBot, guide: GuideWindow) -> None:
    image = shown_picture(guide)
    assert 300 < image.width() < guide.pages.viewport().width()
    assert image.width() / image.height() == pytest.approx(5, rel=0.02)
    guide.resize(600, 500)
    qtbot.waitUntil(lambda: shown_picture(guide).width() < image.width())
    picture = guide.pages.viewport().grab().toImage()
    colours = {picture.pixelColor(60, y).name() for y in range(picture.height())}
    assert "#090909" in colours, "it is drawn"


def test_search_goes_round(guide: GuideWindow) -> None:
    field = search(guide)
    field.setText("needle")
    first = guide.pages.textCursor().selectionStart()
    assert guide.pages.textCursor().selectedText() == "needle"
    field.returnPressed.emit()
    second = guide.pages.textCursor().selectionStart()
    assert second > first
    field.returnPressed.emit()
    assert guide.pages.textCursor().selectionStart() == first
    field.setText("needles and pins")
    assert not guide.pages.textCursor().hasSelection()


def test_it_follows_the_theme(qtbot: QtBot, guide: GuideWindow) -> None:
    old = QApplication.palette()
    colours = []
    for dark in (False, True):
        QApplication.setPalette(build_palette(dark=dark))
        qtbot.wait(10)
        image = guide.pages.viewport().grab().toImage()
        colours.append(image.pixelColor(3, 3).lightness())
        assert guide.pages.toPlainText().startswith("Title")
    QApplication.setPalette(old)
    assert colours[0] > 200
    assert colours[1] < 60


def test_a_guide_that_is_not_there_is_said_to_be_missing(qtbot: QtBot, tmp_path: Path) -> None:
    window = GuideWindow(path=tmp_path / "absent.md")
    qtbot.addWidget(window)
    assert "install MemNet GUI again" in window.pages.toPlainText()


def read_guide(name: str) -> str:
    return guide_file(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", GUIDES.values())
class TestTheGuide:
    """The guides that ship."""

    def test_its_links_lead_somewhere(self, name: str) -> None:
        text = read_guide(name)
        headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
        anchors = {make_anchor(heading) for heading in headings}
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", text):
            assert target.startswith("https://") or target.removeprefix("#") in anchors, target

    def test_its_pictures_ship(self, name: str) -> None:
        for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", read_guide(name)):
            assert picture.startswith("images/guide/"), "only these are in the wheel"
            assert (guide_file().parent / picture).is_file(), picture

    def test_it_tells_as_much_as_the_english_one(self, name: str) -> None:
        """The same chapters, pictures and points, so that no language falls behind."""
        shape = [
            [line.partition(" ")[0] for line in text.splitlines() if line.startswith(marks)]
            for marks in (("#", "- ", "1.", "2.", "3.", "!["),)
            for text in (read_guide(name), read_guide(GUIDES["en"]))
        ]
        assert [mark[:2] for mark in shape[0]] == [mark[:2] for mark in shape[1]]


@pytest.mark.parametrize(("speech", "language"), [("english", "en"), ("german", "de")])
def test_the_menus_are_called_what_the_guide_calls_them(
    request: pytest.FixtureRequest, speech: str, language: str
) -> None:
    request.getfixturevalue(speech)
    window = request.getfixturevalue("window")
    commands = {
        f"{plain(menu.text())} → {plain(action.text())}"
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
    }
    text = read_guide(GUIDES[language])
    named = {" ".join(name.split()) for name in re.findall(r"\*([^*\n]+ → [^*]+)\*", text)}
    assert len(named) > 10
    assert named <= commands
    window.actions_.user_guide.trigger()
    shown = window.findChild(GuideWindow)
    assert shown.pages.toPlainText().startswith(text.partition("\n")[0].removeprefix("# "))
    shown.close()


def plain(text: str) -> str:
    """Returns the name of a command without access key, dots and what stands in brackets."""
    return text.replace("&", "").removesuffix("…").partition(" (")[0]
