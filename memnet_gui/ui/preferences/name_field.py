"""The pattern that results are named by, with an example."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from memnet_gui.app.translation import translate_error
from memnet_gui.errors import UserError
from memnet_gui.imaging.naming import DEFAULT_PATTERN, FIELDS, name_result

_SOURCE, _MODEL = "holiday", "denoise-colour"


class NameField(QWidget):
    """A line for the pattern; below it what a photo would be called, or what is wrong.

    Attributes:
        pattern_changed: (str) Another pattern was typed that leads to a name.
    """

    pattern_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setObjectName("name_pattern_edit")
        self.edit.setAccessibleName(self.tr("Name of results"))
        fields = ", ".join(f"{{{field}}}" for field in FIELDS)
        tip = self.tr("Text with {fields} where these belong")
        self.edit.setToolTip(tip.format(fields=fields))
        self.edit.setPlaceholderText(DEFAULT_PATTERN)
        self.example = QLabel()
        self.example.setObjectName("name_pattern_example")
        self.example.setWordWrap(True)
        self.example.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.edit)
        layout.addWidget(self.example)
        self.edit.textEdited.connect(self._on_edited)

    def set_pattern(self, pattern: str) -> None:
        """Shows a pattern."""
        self.edit.setText(pattern)
        self._show_example(pattern)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        pattern = text.strip() or DEFAULT_PATTERN
        if self._show_example(pattern):
            self.pattern_changed.emit(pattern)

    def _show_example(self, pattern: str) -> bool:
        """Says what a photo would be called, and whether that is possible."""
        try:
            stem = name_result(pattern, _SOURCE, task="denoise", model=_MODEL, scale=None)
        except UserError as error:
            text = self.tr("{problem} Until then the last name counts.")
            self.example.setText(text.format(problem=translate_error(error)))
            return False
        text = self.tr("{photo} becomes {result}")
        self.example.setText(text.format(photo=f"{_SOURCE}.jpg", result=f"{stem}.jpg"))
        return True
