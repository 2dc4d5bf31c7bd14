"""The user guide in a window of its own: a Markdown file that ships with the program."""

import re
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.paths import guide_file
from memnet_gui.ui.lengths import with_letters

_SIZE = QSize(960, 720)
_CONTENTS_PX = 220
_MARGIN_PX = 24
_DEEPEST_LISTED = 3
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")
_MISSING = QT_TRANSLATE_NOOP(
    "GuideText", "# The guide is missing\n\n`{path}` cannot be read; install MemNet GUI again."
)


class GuideWindow(QDialog):
    """Shows the guide beside its contents; Ctrl+F searches."""

    def __init__(self, parent: QWidget | None = None, path: Path | None = None) -> None:
        """`path` is that of the guide, unless it is the one that ships."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("guide_window")
        self.setWindowTitle(self.tr("MemNet GUI guide"))
        self.pages = GuideText()
        self._search = QLineEdit()
        self._search.setObjectName("guide_search")
        self._search.setPlaceholderText(self.tr("Search the guide"))
        self._search.setAccessibleName(self.tr("Search the guide"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._on_search_changed)
        self._search.returnPressed.connect(self._on_search_next)
        self._contents = QListWidget()
        self._contents.setObjectName("guide_contents")
        self._contents.setAccessibleName(self.tr("Contents of the guide"))
        self._contents.setSpacing(2)
        self._contents.setFrameShape(QFrame.Shape.NoFrame)
        self._contents.currentItemChanged.connect(self._on_chapter_chosen)
        QShortcut(QKeySequence.StandardKey.Find, self, self._on_find_wanted)
        QShortcut(QKeySequence.StandardKey.FindNext, self, self._on_search_next)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._search)
        column.addWidget(self._contents)
        split = QSplitter()
        split.addWidget(side)
        split.addWidget(self.pages)
        contents_px = with_letters(_CONTENTS_PX, self.font())
        split.setSizes([contents_px, _SIZE.width() - contents_px])
        split.setStretchFactor(1, 1)
        QVBoxLayout(self).addWidget(split)
        self.resize(_SIZE)
        #: The file in docs/ that has the guide in your language.
        own = self.tr("user-guide.md")
        self.pages.open(path or guide_file(own))
        for title, level, anchor in self.pages.chapters():
            item = QListWidgetItem("    " * (level - 2) + title, self._contents)
            item.setData(Qt.ItemDataRole.UserRole, anchor)
        self.pages.setFocus()

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_chapter_chosen(self, item: QListWidgetItem | None, _old: object) -> None:
        if item is not None:
            self.pages.go_to(item.data(Qt.ItemDataRole.UserRole))

    @Slot()
    def _on_find_wanted(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    @Slot(str)
    def _on_search_changed(self, text: str) -> None:
        cursor = self.pages.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.pages.setTextCursor(cursor)
        self._find(text)

    @Slot()
    def _on_search_next(self) -> None:
        self._find(self._search.text())

    def _find(self, text: str) -> None:
        """Goes to the next place with these words, and from the last on to the first."""
        if not text or self.pages.find(text):
            return
        cursor = self.pages.textCursor()
        self.pages.moveCursor(cursor.MoveOperation.Start)
        if not self.pages.find(text):
            self.pages.setTextCursor(cursor)


class GuideText(QTextBrowser):
    """Shows Markdown in the colours of the theme, with pictures no wider than itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guide_text")
        self.setAccessibleName(self.tr("Guide"))
        self.setOpenLinks(False)
        self.document().setDocumentMargin(_MARGIN_PX)
        self.anchorClicked.connect(self._on_link_clicked)
        # Laying out must neither change the width nor come in the middle of itself.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show)
        self._folder = Path()
        self._text = ""
        self._width = 0

    def open(self, path: Path) -> None:
        """Shows a file; one that cannot be read is said to be missing."""
        self._folder = path.parent
        try:
            self._text = path.read_text(encoding="utf-8")
        except OSError:
            self._text = self.tr(_MISSING).format(path=path)
        self._show()

    def chapters(self) -> list[tuple[str, int, str]]:
        """Lists the headings below the title: words, level from 2 on, anchor."""
        found = [(block.text(), block.blockFormat().headingLevel()) for block in self._blocks()]
        return [
            (text, level, make_anchor(text))
            for text, level in found
            if 2 <= level <= _DEEPEST_LISTED
        ]

    def go_to(self, anchor: str) -> None:
        """Brings the heading with this anchor to the top."""
        for block in self._blocks():
            if block.blockFormat().headingLevel() and make_anchor(block.text()) == anchor:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top) - _MARGIN_PX // 2)
                return

    def _blocks(self) -> list[QTextBlock]:
        block, found = self.document().begin(), []
        while block.isValid():
            found.append(block)
            block = block.next()
        return found

    @Slot()
    def _show(self) -> None:
        """Lays the guide out anew, at the place where it was."""
        bar = self.verticalScrollBar()
        place = bar.value() / max(1, bar.maximum())
        self._width = self.viewport().width()
        self.document().clear()  # forgets the pictures' old sizes
        self.setMarkdown(self._text)
        for name in _PICTURE.findall(self._text):
            kind = QTextDocument.ResourceType.ImageResource.value
            self.document().addResource(kind, QUrl(name), self._fit(self._folder / name))
        self.document().markContentsDirty(0, self.document().characterCount())
        for block in self._blocks():
            if level := block.blockFormat().headingLevel():
                space = block.blockFormat()
                space.setTopMargin(0 if level == 1 else _MARGIN_PX)
                space.setBottomMargin(_MARGIN_PX / 3)
                QTextCursor(block).setBlockFormat(space)
        bar.setValue(round(place * bar.maximum()))

    def _fit(self, path: Path) -> QImage:
        """Returns a picture, no wider than the window shows at once."""
        image = QImage(str(path))
        ratio = self.devicePixelRatioF()
        widest = round((self.viewport().width() - 2 * _MARGIN_PX - 4) * ratio)
        if image.width() > widest > 0:
            image = image.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(ratio)
        return image

    @Slot(QUrl)
    def _on_link_clicked(self, url: QUrl) -> None:
        if url.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(url)  # the browser's business: nothing is loaded here
        elif url.hasFragment() and not url.path():
            self.go_to(url.fragment())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the pictures again."""
        super().resizeEvent(event)
        if self._text and self.viewport().width() != self._width:
            self._later.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the theme: links have the colour that they were laid out with."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._text:
            self._later.start()


def make_anchor(heading: str) -> str:
    """Returns the anchor by which Markdown files link to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
