"""The middle of the window: the pictures, what is said about them, invitation and messages."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from memnet_gui.app.document import Document
from memnet_gui.evaluation.predictions import FINAL, INPUT
from memnet_gui.imaging.photo import Photo
from memnet_gui.restoration.request import Restoration, TileRestored
from memnet_gui.ui.info_row import InfoRow
from memnet_gui.ui.invitation import Invitation
from memnet_gui.ui.message_bar import MessageBar
from memnet_gui.ui.predictions.entry import title_of
from memnet_gui.ui.qimages import part_to_qimage, photo_to_qimage
from memnet_gui.ui.viewer import MagnifyingViewer, Pyramid

_MARGIN_PX = 12
_WIDEST_MESSAGE_PX = 720


class PhotoView(QWidget):
    """Shows a document; the invitation and the messages lie over the pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._result: tuple[Restoration | None, Pyramid | None] = (None, None)
        self.viewer = MagnifyingViewer()
        self.info_row = InfoRow()
        self.invitation = Invitation(self.viewer)
        self.message_bar = MessageBar(self.viewer)
        self.message_bar.shown.connect(self._place_overlays)
        self.viewer.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.viewer, 1)
        layout.addWidget(self.info_row)

    def show_document(self, document: Document | None) -> None:
        """Shows another photo, or the invitation."""
        previous, self._document = self._document, document
        self._result = (None, None)
        self.invitation.setVisible(document is None)
        self.info_row.set_document(document)
        if document is None:
            return
        self.message_bar.clear()
        if previous is not None and document.shows_same(previous):
            self.viewer.set_before(
                document.rendering, document.magnification / previous.magnification
            )
        else:
            self.viewer.set_before(document.rendering)
            self.viewer.fit()
        if document.restoration is None:
            self.viewer.set_after(None)
        self.viewer.setFocus()

    def keep_result(self, document: Document) -> None:
        """Takes the after picture as that of the document's restoration."""
        self.info_row.set_document(document)
        self._result = (document.restoration, self.viewer.after_picture)

    def show_result(self, document: Document, stand_in: Pyramid | None = None) -> None:
        """Shows the restoration that a document has, or none.

        Args:
            document: Is open.
            stand_in: The picture of its restoration, where that is known, if it was not kept:
                to render a large one would hold up the window.
        """
        restoration, picture = self._result
        if document.restoration is not restoration:
            picture = stand_in or document.result_rendering
            if picture is None and document.restoration is not None:
                picture = render(document.result(1.0))
        self.viewer.set_after(picture)
        self.keep_result(document)

    def show_tile(self, document: Document, tile: TileRestored) -> None:
        """Paints a finished tile into the after picture."""
        photo = document.photo
        image = part_to_qimage(tile.pixels, photo.alpha, tile.top, tile.left, photo.icc_profile)
        self.viewer.paint_after(image, tile.left, tile.top)

    def name_pictures(
        self, before: str, after: str, title: Callable[[str], str] = title_of
    ) -> None:
        """Writes on the pictures what they are, by the keys of the predictions strip."""
        scale = self._document.scale if self._document else 1
        enlarged = self.tr("Before (bicubic ×{scale})").format(scale=scale)
        words = {INPUT: enlarged if scale > 1 else self.tr("Before")}
        if before == INPUT and title(FINAL) == title_of(FINAL):
            words[FINAL] = self.tr("After")
        titles = (words.get(key) or (title(key) if key else "") for key in (before, after))
        self.viewer.set_labels(*titles)

    @Slot()
    def _place_overlays(self) -> None:
        self.invitation.setGeometry(self.viewer.rect())
        width = min(_WIDEST_MESSAGE_PX, self.viewer.width() - 2 * _MARGIN_PX)
        height = self.message_bar.heightForWidth(width)
        left = (self.viewer.width() - width) // 2
        top = self.viewer.height() - height - _MARGIN_PX
        self.message_bar.setGeometry(left, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps invitation and message where they belong in the viewer."""
        if watched is self.viewer and event.type() == QEvent.Type.Resize:
            self._place_overlays()
        return super().eventFilter(watched, event)


def render(photo: Photo) -> Pyramid:
    """Turns a photo into what the viewer shows; runs in any thread."""
    return Pyramid.of(photo_to_qimage(photo))
