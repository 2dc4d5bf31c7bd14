"""The norms in figures: a row per memory block, and the paper's observations."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.app.translation import translate_message
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.gate_decline import NormDecline
from memnet_gui.network.gate_gain import LongTermGain
from memnet_gui.network.gate_lead import LastRecursionLead
from memnet_gui.network.gate_observations import GateObservations, NormComparison
from memnet_gui.network.gates import GateNorms

_COLUMNS = (
    ("m", QT_TRANSLATE_NOOP("BlockTable", "Memory block")),
    (
        QT_TRANSLATE_NOOP("BlockTable", "Mean"),
        QT_TRANSLATE_NOOP("BlockTable", "Mean norm of all feature maps"),
    ),
    (
        QT_TRANSLATE_NOOP("BlockTable", "Var."),
        QT_TRANSLATE_NOOP("BlockTable", "Variance of the norms"),
    ),
    (
        QT_TRANSLATE_NOOP("BlockTable", "Last"),
        QT_TRANSLATE_NOOP("BlockTable", "Mean norm of the last recursion, HR"),
    ),
    (
        QT_TRANSLATE_NOOP("BlockTable", "Long"),
        QT_TRANSLATE_NOOP("BlockTable", "Mean norm of the long-term memories, B0..B(m-1)"),
    ),
    (
        QT_TRANSLATE_NOOP("BlockTable", "First"),
        QT_TRANSLATE_NOOP("BlockTable", "Mean norm of the first R-1 recursions, H1..H(R-1)"),
    ),
)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MARKS = {True: "✓", False: "✗", None: "–"}  # noqa: RUF001
_MARK_TIPS = {
    True: QT_TRANSLATE_NOOP("ObservationList", "This observation of the paper holds"),
    False: QT_TRANSLATE_NOOP("ObservationList", "This observation of the paper does not hold"),
    None: QT_TRANSLATE_NOOP("ObservationList", "This observation of the paper cannot be decided"),
}


class BlockTable(QTableWidget):
    """Figures of each memory block.

    Signals:
        block_chosen: A row was chosen: the number of its block.
    """

    block_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_COLUMNS), parent)
        self.setObjectName("gate_norm_table")
        self.setAccessibleName(self.tr("Figures of each memory block"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)  # which would let no key out of the table
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        for column, (name, explanation) in enumerate(_COLUMNS):
            item = QTableWidgetItem(self.tr(name))
            item.setToolTip(self.tr(explanation))
            item.setTextAlignment(_RIGHT)
            self.setHorizontalHeaderItem(column, item)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        self.itemSelectionChanged.connect(self._on_selection_changed)

    def set_norms(self, norms: Sequence[GateNorms]) -> None:
        """Shows these blocks."""
        self.blockSignals(True)
        self.setRowCount(len(norms))
        for row, gate in enumerate(norms):
            for column, text in enumerate(_texts(gate)):
                self._set_cell(row, column, text)
        self.blockSignals(False)
        self.updateGeometry()

    def choose_block(self, block: int) -> None:
        """Marks the row of a block without telling of it."""
        self.blockSignals(True)
        self.selectRow(block - 1)
        self.blockSignals(False)

    def _set_cell(self, row: int, column: int, text: str) -> None:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            item.setTextAlignment(_RIGHT)
            self.setItem(row, column, item)
        item.setText(text)

    @Slot()
    def _on_selection_changed(self) -> None:
        rows = self.selectionModel().selectedRows()
        if rows:
            self.block_chosen.emit(rows[0].row() + 1)

    def sizeHint(self) -> QSize:
        """Shows all rows: what is around the table scrolls."""
        height = self.rowCount() * self.verticalHeader().defaultSectionSize()
        return QSize(330, self.horizontalHeader().sizeHint().height() + height + 4)

    def minimumSizeHint(self) -> QSize:
        """Shows all rows."""
        return QSize(200, self.sizeHint().height())


class ObservationList(QWidget):
    """The paper's observations, each with a tick, a cross or a dash and its figures.

    Above them stands what gates pass on, where some do: it says what peaks in the plot are.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gate_observations")
        self._rows = [
            _ObservationRow(kind.claim)
            for kind in (NormComparison, NormDecline, LastRecursionLead, LongTermGain)
        ]
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setColumnStretch(1, 1)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(6)
        self._passing = _build_text_label()
        self._passing.setObjectName("gate_passing")
        self._passing.hide()
        layout.addWidget(self._passing, 0, 0, 1, 2)
        for number, row in enumerate(self._rows):
            row.text.setObjectName(f"gate_observation_{number}")
            layout.addWidget(row.mark, number + 1, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(row.text, number + 1, 1)

    @property
    def texts(self) -> tuple[str, ...]:
        """What each row says, with its mark in front."""
        return tuple(f"{row.mark.text()} {row.text.text()}" for row in self._rows)

    @property
    def passing(self) -> str:
        """What is said of gates that pass a memory on; empty where there are none."""
        return self._passing.text()

    def set_observations(self, found: GateObservations | None) -> None:
        """Shows what was observed in a model; None empties the rows."""
        parts = (None,) * 3 if found is None else found.by_name().values()
        for row, part in zip(self._rows[1:], parts, strict=True):
            row.set_finding(part.holds if part else None, part.finding if part else "")
        self._passing.setText(translate_message(found.passing.finding) if found else "")
        self._passing.setHidden(not self._passing.text())

    def set_comparison(self, comparison: NormComparison | None) -> None:
        """Shows how far a second model is from the first; None means that there is none."""
        text = self.tr("Lay a second model over this one to compare.")
        self._rows[0].set_finding(None, comparison.finding if comparison else text)


class _ObservationRow:
    """Mark and text of one observation."""

    def __init__(self, claim: str) -> None:
        self._claim = translate_message(claim)
        self.mark, self.text = QLabel(), _build_text_label()
        self.mark.setMinimumWidth(14)
        self.text.setTextFormat(Qt.TextFormat.RichText)

    def set_finding(self, holds: bool | None, finding: str) -> None:
        self.mark.setText(_MARKS[holds])
        tip = QCoreApplication.translate("ObservationList", _MARK_TIPS[holds])
        self.mark.setAccessibleName(tip)
        self.mark.setToolTip(tip)
        self.text.setText(f"<b>{self._claim}.</b> {translate_message(finding)}")


class NormSummary(QWidget):
    """The observations over the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = BlockTable()
        self.observations = ObservationList()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.observations)
        layout.addWidget(self.table)
        layout.addStretch(1)


def _build_text_label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _texts(gate: GateNorms) -> tuple[str, ...]:
    means = (gate.last_recursion_mean, gate.long_term_mean, gate.earlier_recursions_mean)
    cells = ("–" if mean is None else f"{mean:.3f}" for mean in means)  # noqa: RUF001
    return str(gate.block), f"{gate.mean:.3f}", f"{gate.variance:.4f}", *cells
