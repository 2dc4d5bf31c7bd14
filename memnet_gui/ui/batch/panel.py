"""The batch panel: the photos, what is done to them, and how far that is."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPalette
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.imaging.formats import OPEN_SUFFIXES
from memnet_gui.restoration.batch.result import State
from memnet_gui.restoration.batch.run import BatchProgress
from memnet_gui.ui import clipboard
from memnet_gui.ui.batch.settings_form import SettingsForm
from memnet_gui.ui.batch.table import BatchTable
from memnet_gui.ui.batch.view import BatchView
from memnet_gui.ui.numbers import format_duration
from memnet_gui.ui.training.fields import quiet_label

_STEPS = 1000
_SHORTEST_LIST_PX = 90


class BatchPanel(QWidget):
    """Widgets only: it knows nothing of threads and of the rest of the window.

    Attributes:
        paths_added: (list[Path]) Files and folders shall be restored.
        start_wanted: What waits shall be restored.
        stop_wanted: The run shall end.
        retry_wanted: What failed shall be tried again.
        file_opened: (Path) A photo or result shall be shown.
    """

    paths_added = Signal(object)
    start_wanted = Signal()
    stop_wanted = Signal()
    retry_wanted = Signal()
    file_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batch_panel")
        self.setAcceptDrops(True)
        self._folder = Path.home()
        self._not_photos = 0
        self._is_running = self._is_finding = False
        self.table = BatchTable(self)
        self.view = BatchView(self.table)
        self.form = SettingsForm()
        self._add_photos = _button(
            "add_photos", self.tr("Add Photos…"), self.tr("Choose photos to restore")
        )
        self._add_folder = _button(
            "add_folder",
            self.tr("Add Folder…"),
            self.tr("Choose a folder; the folders inside it count too"),
        )
        self._clear = _button(
            "clear_done", self.tr("Clear Done"), self.tr("Take what is done off the list")
        )
        self._toggle = QToolButton()
        self._start = _button("start", self.tr("Start"), self.tr("Restore the photos that wait"))
        self._stop = _button(
            "stop", self.tr("Stop"), self.tr("End at once; what is not done keeps waiting")
        )
        self._retry = _button(
            "retry", self.tr("Retry Failed"), self.tr("Try the photos that failed again")
        )
        self._bar = QProgressBar()
        self._bar.setObjectName("batch_progress_bar")
        self._bar.setAccessibleName(self.tr("Progress of the batch"))
        self._bar.setRange(0, _STEPS)
        self._bar.setFormat("%p %")
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves when a run begins or ends
        self._bar.setSizePolicy(policy)
        self._state = quiet_label("batch_state_label")
        self._problem = quiet_label("batch_problem_label")
        self._problem.setForegroundRole(QPalette.ColorRole.WindowText)
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def is_settings_shown(self) -> bool:
        """Whether the choices are shown below the list."""
        return self._toggle.isChecked()

    def add(self, not_photos: int) -> None:
        """Notes how many files were passed over."""
        self._not_photos += not_photos
        self.refresh()

    def set_running(self, running: bool) -> None:
        """Shows what can be done while photos are restored, or while none are."""
        self._is_running = running
        if running:
            self._bar.setValue(0)
        self.refresh()

    def set_finding(self, finding: bool) -> None:
        """Says that folders are being looked through."""
        self._is_finding = finding
        self.refresh()

    def show_progress(self, progress: BatchProgress, note: str = "") -> None:
        """Shows how far the batch is; a note says what it waits for."""
        self._bar.setValue(round(progress.done * _STEPS))
        count = self.tr("{done} of {all}")
        parts = [count.format(done=progress.photos_done, all=progress.photos)]
        if note:
            parts.append(note)
        elif progress.remaining_s is not None:
            left = format_duration(progress.remaining_s)
            parts.append(self.tr("{duration} left").format(duration=left))
            parts.append(f"{progress.megapixels_per_s:.2g} MP/s")
        self._state.setText("  ·  ".join(parts))

    @Slot()
    def refresh(self) -> None:
        """Enables what makes sense now and sums up the list."""
        table, running = self.table, self._is_running
        waits = table.count(State.WAITING, State.STOPPED) > 0
        problem = self.form.problem
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.form.setEnabled(not running)
        self._start.setEnabled(waits and not running and not problem)
        self._stop.setEnabled(running)
        self._retry.setEnabled(table.count(State.FAILED) > 0 and not running and not problem)
        self._clear.setEnabled(table.count(State.DONE, State.SKIPPED) > 0)
        self._bar.setVisible(running)
        if not running:
            self._state.setText(self._summary())

    def _summary(self) -> str:
        table = self.table
        if self._is_finding:
            return self.tr("Looking for photos…  %n so far", "", table.rowCount())
        count = table.count
        texts = (
            (State.DONE, self.tr("%n restored", "", count(State.DONE))),
            (State.SKIPPED, self.tr("%n done already", "", count(State.SKIPPED))),
            (State.FAILED, self.tr("%n failed", "", count(State.FAILED))),
            (State.WAITING, self.tr("%n waiting", "", count(State.WAITING))),
            (State.STOPPED, self.tr("%n stopped", "", count(State.STOPPED))),
        )
        parts = [text for state, text in texts if count(state)]
        if self._not_photos:
            parts.append(self.tr("%n files were no photos", "", self._not_photos))
        return ", ".join(parts)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        for button in (self._add_photos, self._add_folder):
            top.addWidget(button)
        top.addStretch(1)
        top.addWidget(self._clear)
        self._toggle.setObjectName("batch_settings_button")
        self._toggle.setText(self.tr("Settings"))
        self._toggle.setToolTip(
            self.tr("Show or hide what is done to the photos and where they go")
        )
        self._toggle.setCheckable(True)
        self._toggle.setChecked(True)
        self._toggle.setAutoRaise(True)
        self._toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._on_settings_toggled(True)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for button in (self._start, self._stop, self._retry):
            foot.addWidget(button)
        foot.addStretch(1)
        self.view.setMinimumHeight(_SHORTEST_LIST_PX)
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._toggle)
        layout.addWidget(self.form)
        layout.addWidget(self._problem)
        layout.addWidget(self._bar)
        layout.addWidget(self._state)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._add_photos.clicked.connect(self._on_add_photos)
        self._add_folder.clicked.connect(self._on_add_folder)
        self._clear.clicked.connect(self._on_clear)
        self._start.clicked.connect(self.start_wanted)
        self._stop.clicked.connect(self.stop_wanted)
        self._retry.clicked.connect(self.retry_wanted)
        self._toggle.toggled.connect(self._on_settings_toggled)
        self.form.changed.connect(self.refresh)
        self.view.opened.connect(self.file_opened)
        self.table.modelReset.connect(self.refresh)
        self.table.rowsInserted.connect(self.refresh)

    @Slot(bool)
    def _on_settings_toggled(self, shown: bool) -> None:
        self._toggle.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self.form.setVisible(shown)

    @Slot()
    def _on_clear(self) -> None:
        self._not_photos = 0
        self.table.remove_finished()

    @Slot()
    def _on_add_photos(self) -> None:
        dialog = self._dialog(self.tr("Photos to restore"), "batch_photos_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        patterns = " ".join(f"*{suffix}" for suffix in OPEN_SUFFIXES)
        dialog.setNameFilter(self.tr("Photos ({patterns})").format(patterns=patterns))
        dialog.open()

    @Slot()
    def _on_add_folder(self) -> None:
        dialog = self._dialog(self.tr("A folder of photos to restore"), "batch_folder_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def _dialog(self, title: str, name: str) -> QFileDialog:
        dialog = QFileDialog(self, title, str(self._folder))
        dialog.setObjectName(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_chosen)
        return dialog

    @Slot(list)
    def _on_chosen(self, names: list[str]) -> None:
        self._take(Path(name) for name in names)

    def _take(self, paths: Iterable[Path]) -> None:
        taken = list(paths)
        if taken:
            self._folder = taken[-1].parent
            self.paths_added.emit(taken)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accepts files and folders."""
        if clipboard.first_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Adds what was dropped."""
        event.acceptProposedAction()
        urls = event.mimeData().urls()
        self._take(Path(url.toLocalFile()) for url in urls if url.isLocalFile())

    def sizeHint(self) -> QSize:
        """Fits a dock at the side."""
        return QSize(400, 600)


def _button(name: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(f"batch_{name}_button")
    button.setToolTip(tip)
    return button
