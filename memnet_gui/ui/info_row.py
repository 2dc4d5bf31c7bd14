"""The row under the pictures: what is open and how good it is."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from memnet_gui.app.document import Document
from memnet_gui.app.tasks import Comparison
from memnet_gui.app.translation import translate_message
from memnet_gui.network.memories import Memory
from memnet_gui.ui.colour_profiles import name_profile
from memnet_gui.ui.elided_label import ElidedLabel
from memnet_gui.ui.suggestion_row import SuggestionRow
from memnet_gui.ui.theme import WARNING


class InfoRow(QWidget):
    """Names the photo on the left and gives its figures on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("info_row")
        self._photo = ElidedLabel()
        self._photo.setObjectName("photo_label")
        self._place = QLabel()
        self._place.setObjectName("folder_place_label")
        self._place.setToolTip(self.tr("Place of this photo in its folder"))
        self._place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._place.setVisible(False)
        self.suggestion = SuggestionRow()
        self._busy = QLabel(self.tr("Working…"))
        self._busy.setObjectName("busy_label")
        self._metrics = QLabel()
        self._metrics.setObjectName("metrics_label")
        self._metrics.setToolTip(
            self.tr(
                "PSNR and SSIM against the clean photo, of the photo and of what would be saved"
            )
        )
        self._metrics.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._ablation = QLabel()
        self._ablation.setObjectName("ablation_label")
        self._ablation.setStyleSheet(f"color: white; background: {WARNING}; padding: 1px 6px;")
        self._ablation.setVisible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self._photo)
        layout.addWidget(self._place)
        layout.addWidget(self.suggestion)
        layout.addStretch(1)
        layout.addWidget(self._ablation)
        layout.addSpacing(16)
        layout.addWidget(self._busy)
        layout.addSpacing(16)
        layout.addWidget(self._metrics)
        self._busy.setVisible(False)

    def set_document(self, document: Document | None) -> None:
        """Describes the open photo."""
        if document is None:
            self._photo.setText(self.tr("No photo is open"))
            self._metrics.clear()
            return
        photo = document.photo
        parts = [translate_message(document.title), _describe_size(document)]
        parts.append(self.tr("grey") if photo.colours == 1 else self.tr("colour"))
        if photo.bit_depth != 8:
            parts.append(self.tr("{bits} bit").format(bits=photo.bit_depth))
        if profile := name_profile(photo.icc_profile):
            parts.append(profile)
        if document.degradation is not None:
            parts.append(translate_message(document.degradation.text))
        if document.region is not None:
            _, _, height, width = document.region
            restored = self.tr("{width} × {height} of it restored")
            parts.append(restored.format(width=width, height=height))
        self._photo.setText("   ·   ".join(parts))

    def set_place(self, text: str) -> None:
        """Says where the photo stands in its folder, "" for nothing."""
        self._place.setText(f"   {text}" if text else "")
        self._place.setVisible(bool(text))

    @Slot(object)
    def set_comparison(self, comparison: Comparison | None) -> None:
        """Shows PSNR and SSIM; None means that there is no clean photo to compare with."""
        if comparison is None:
            self._metrics.clear()
            return
        before, after = comparison.before, comparison.after
        psnr, ssim = f"{before.psnr:.2f}", f"{before.ssim:.4f}"
        if after is not None:
            psnr, ssim = f"{psnr} → {after.psnr:.2f}", f"{ssim} → {after.ssim:.4f}"
        self._metrics.setText(f"PSNR {psnr} dB      SSIM {ssim}")

    def set_switched_off(self, memories: frozenset[Memory], change_db: float | None = None) -> None:
        """Warns that the result is not the network's own, and how much PSNR that costs."""
        of_gate = self.tr("{memory} of gate {block}")
        names = (of_gate.format(memory=name, block=block) for block, name in sorted(memories))
        text = self.tr("Switched off: {memories}").format(memories=", ".join(names))
        if change_db is not None:
            change = f"{change_db:+.2f} dB".replace("-", "\u2212")
            text = f"{text}   ({change})"
        self._ablation.setText(text)
        self._ablation.setVisible(bool(memories))

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """Says that something is being opened, measured or saved."""
        self._busy.setVisible(busy)


def _describe_size(document: Document) -> str:
    opened, photo = document.opened, document.photo
    size = f"{opened.width} × {opened.height}"
    return f"{size} → {photo.width} × {photo.height}" if document.scale > 1 else size
