"""The choice of a model: its name, and in the list also what it is for."""

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from memnet_gui.app.model_summaries import recognise_summary
from memnet_gui.app.translation import translate_message
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.provenance import describe_origin
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui.task_box import NO_MODEL, task_name

_SUMMARY = Qt.ItemDataRole.UserRole
_WIDTH_PX = 165
_MARGIN_PX = 8
_GAP_PX = 3
_Index = QModelIndex | QPersistentModelIndex
_SHIPPED = (
    QT_TRANSLATE_NOOP("Engine", "Makes photos 2, 3 or 4 times as large, quickly"),
    QT_TRANSLATE_NOOP(
        "Engine", "Makes photos 2, 3 or 4 times as large, with the paper's full network"
    ),
    QT_TRANSLATE_NOOP(
        "Engine", "Removes JPEG blocks and colour errors from colour photos, quickly"
    ),
    QT_TRANSLATE_NOOP(
        "Engine", "Removes JPEG blocks from the luminance of grey and colour photos, quickly"
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Removes JPEG blocks and colour errors from colour photos, with the paper's full network",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Removes JPEG blocks from the luminance of grey and colour photos, with the paper's full "
        "network",
    ),
    QT_TRANSLATE_NOOP("Engine", "Removes noise from colour photos, quickly"),
    QT_TRANSLATE_NOOP("Engine", "Removes noise from colour photos, with the paper's full network"),
    QT_TRANSLATE_NOOP("Engine", "Removes noise from grey and colour photos, quickly"),
    QT_TRANSLATE_NOOP(
        "Engine", "Removes noise from grey and colour photos, with the paper's full network"
    ),
)
"""What the cards of the shipped models say, which lupdate could not find in the weight files."""


class ModelBox(QComboBox):
    """Offers models by name.

    Attributes:
        model_chosen: (ModelInfo) Another model was chosen.
    """

    model_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model_box")
        self.setAccessibleName(self.tr("Model"))
        self.setMinimumWidth(_WIDTH_PX)
        self.setPlaceholderText(self.tr("No model yet"))
        self.setItemDelegate(_TwoLineDelegate(self))
        self._models: list[ModelInfo] = []
        self.currentIndexChanged.connect(self._on_index_changed)

    @property
    def chosen(self) -> ModelInfo | None:
        """The chosen model; None when there is none."""
        index = self.currentIndex()
        return self._models[index] if index >= 0 else None

    @property
    def models(self) -> list[ModelInfo]:
        """The models that are offered."""
        return list(self._models)

    def offer_models(self, models: list[ModelInfo]) -> None:
        """Offers `models`; what is chosen stays so, and nobody is told of a choice."""
        chosen = self.chosen
        with QSignalBlocker(self):
            self.set_models(models, chosen.name if chosen else "")

    def set_models(self, models: list[ModelInfo], chosen: str) -> None:
        """Offers `models` and chooses one of them by name."""
        with QSignalBlocker(self):
            self._models = models
            self.clear()
            for index, info in enumerate(models):
                self.addItem(info.name)
                self.setItemData(index, describe(info), _SUMMARY)
                self.setItemData(index, _describe_fully(info), Qt.ItemDataRole.ToolTipRole)
            names = [info.name for info in models]
            self.setCurrentIndex(names.index(chosen) if chosen in names else -1)
        widest = max((self._text_width(info) for info in models), default=0)
        self.view().setMinimumWidth(widest + 4 * _MARGIN_PX)
        self._on_index_changed(self.currentIndex())

    def _text_width(self, info: ModelInfo) -> int:
        metrics = self.fontMetrics()
        return max(metrics.horizontalAdvance(text) for text in (info.name, describe(info)))

    @Slot(int)
    def _on_index_changed(self, index: int) -> None:
        self.setEnabled(index >= 0)
        if index >= 0:
            info = self._models[index]
            self.setToolTip(_describe_fully(info))
            self.model_chosen.emit(info)
        else:
            self.setToolTip(QCoreApplication.translate("TaskBox", NO_MODEL))


def describe(info: ModelInfo) -> str:
    """Returns what a model is for, with the shorthand of its network."""
    summary = translate_message(recognise_summary(info.card.summary))
    if info.card.imported_from and not summary:
        summary = QCoreApplication.translate("ModelBox", "Imported, for the task: {task}")
        if not info.config.follows_paper:
            summary = QCoreApplication.translate(
                "ModelBox", "Imported, not the paper's network, for the task: {task}"
            )
        summary = summary.format(task=task_name(info.card.task))
    if not summary:
        text = QCoreApplication.translate("ModelBox", "For the task: {task}")
        summary = text.format(task=task_name(info.card.task))
    return f"{summary} ({info.config.name})"


def _describe_fully(info: ModelInfo) -> str:
    """Returns also where imported weights come from, and how their network differs."""
    origin = translate_message(describe_origin(info.config, info.card))
    return "\n".join(filter(None, (describe(info), origin)))


class _TwoLineDelegate(QStyledItemDelegate):
    """Paints the name and, fainter below it, the summary."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paints one entry of the list."""
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        if selected:
            painter.fillRect(option.rect, palette.highlight())
        inner = option.rect.adjusted(_MARGIN_PX, _MARGIN_PX - 2, -_MARGIN_PX, 0)
        line = option.fontMetrics.height()
        roles = (QPalette.ColorRole.Text, QPalette.ColorRole.PlaceholderText)
        texts = (index.data(), index.data(_SUMMARY))
        for row, (role, text) in enumerate(zip(roles, texts, strict=True)):
            painter.setPen(palette.color(QPalette.ColorRole.HighlightedText if selected else role))
            place = QRect(inner.left(), inner.top() + row * (line + _GAP_PX), inner.width(), line)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Returns room for two lines."""
        height = 2 * option.fontMetrics.height() + _GAP_PX + 2 * _MARGIN_PX - 2
        return QSize(option.rect.width(), height)
