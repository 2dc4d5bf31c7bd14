"""The window: a view of the workbench."""

from pathlib import Path

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from memnet_gui.app.document import Document
from memnet_gui.app.engine import EngineLoader
from memnet_gui.app.settings import Settings
from memnet_gui.app.translation import translate_error, translate_message
from memnet_gui.app.workbench import Workbench
from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.restoration.model_names import tell_all_apart, tell_apart
from memnet_gui.restoration.models import ModelInfo, find_model, shipped_models
from memnet_gui.ui import clipboard
from memnet_gui.ui.actions import build_actions
from memnet_gui.ui.batch_dock import BatchDock
from memnet_gui.ui.command_search import CommandSearch
from memnet_gui.ui.controls import Controls
from memnet_gui.ui.file_actions import FileActions
from memnet_gui.ui.focus_frame import FocusFrame, can_be_seen
from memnet_gui.ui.folder_browser import FolderBrowser
from memnet_gui.ui.full_screen import FullScreen
from memnet_gui.ui.help import Help
from memnet_gui.ui.importing import Importing
from memnet_gui.ui.inside import Inside
from memnet_gui.ui.menus import Menus
from memnet_gui.ui.model_exporting import ModelExporting
from memnet_gui.ui.page_keys import PageKeys
from memnet_gui.ui.peeking import Peeking
from memnet_gui.ui.photo_view import PhotoView, render
from memnet_gui.ui.preferences import Followers, Preferences
from memnet_gui.ui.regions import Regions
from memnet_gui.ui.restoring import Restoring
from memnet_gui.ui.result_actions import ResultActions
from memnet_gui.ui.shortcuts_sheet import ShortcutsSheet
from memnet_gui.ui.status import StatusBar, describe_engine, describe_pixel
from memnet_gui.ui.suggestion_row import Advice
from memnet_gui.ui.theme import Theme, apply_theme
from memnet_gui.ui.training_dock import TrainingDock
from memnet_gui.ui.undoing import Undoing
from memnet_gui.ui.view_modes import VIEW_MODES, ViewModes
from memnet_gui.ui.window_memory import WindowMemory
from memnet_gui.ui.zooming import Zooming


class MainWindow(QMainWindow):
    """Opens, restores, compares and saves one photo at a time.

    Attributes:
        restored: A restoration is complete and on screen.
    """

    restored = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("main_window")
        self.setWindowTitle("MemNet GUI")
        self.setAcceptDrops(True)
        self.settings = Settings()
        self.engine = EngineLoader(self)
        self.workbench = Workbench(render, self)
        self.actions_ = build_actions(self)
        self._build_widgets()
        self.files = FileActions(self, self.workbench, self.settings)
        self.results = ResultActions(
            self, self.workbench, self.settings, lambda: self.controls.strength
        )
        self.importing = Importing(self, self.settings, self.message_bar)
        self.undoing = Undoing(self.workbench, self.actions_, self)
        self._connect_actions()
        self._connect_files()
        self._connect_workbench()
        self.inside = Inside(self, self.workbench, self.view, self.actions_)
        self.restoring = Restoring(
            self.workbench, self.view, self.controls, self.status, self.inside, self
        )
        self.regions = Regions(self.workbench, self.view, self.choice, self.inside, self.actions_)
        self.folder = FolderBrowser(self.workbench, self.view, self.actions_, self)
        self.restoring.state_changed.connect(self._update_actions)
        self.restoring.completed.connect(self.restored)
        self.actions_.restore.triggered.connect(self.restoring.restore)
        self.inside.difference_wanted.connect(self.view_modes.show_difference)
        self.inside.inspector.busy_changed.connect(self._on_inspector_busy_changed)
        self.training = TrainingDock(self, self.inside.docks, self.actions_, self.message_bar)
        self.batch = BatchDock(
            self, self.inside.docks, self.actions_, self.workbench, self.message_bar
        )
        self.training.model_trained.connect(self.add_model)
        self.exporting = ModelExporting(
            self, self.actions_, self.choice, self.settings, self.message_bar
        )
        self.exporting.busy_changed.connect(self._update_actions)
        self.help = Help(self, self.actions_, self.workbench, self.engine, self.message_bar)
        self.engine.loaded.connect(self.training.panel.settings_page.show_hardware)
        self.engine.loaded.connect(self._describe_model)
        self.engine.failed.connect(self.message_bar.show_error)
        self._load_models()
        self._on_document_changed(None)
        if self.engine.ready:
            self.training.panel.settings_page.show_hardware()
        self._build_comfort()
        self.memory.restore()

    def open_path(self, path: str | Path) -> None:
        """Opens a photo; an error is said in the message bar."""
        self.workbench.open_path(Path(path))

    def open_sample(self, *, restore: bool = False) -> None:
        """Opens the noisy sample and, if asked, restores it at once."""
        self.files.open_sample(self.choice.chosen if restore else None)

    @Slot(object)
    def open_model(self, path: Path) -> None:
        """Adds a model from a file and chooses it."""
        try:
            info = find_model(path)
        except UserError as error:
            self.message_bar.show_error(translate_error(error))
            return
        self.add_model(info, choose=True)

    @Slot(object)
    def add_model(self, info: ModelInfo, *, choose: bool = False) -> None:
        """Offers another model and, if asked, chooses it and its task.

        Its name tells it apart from all others: choices, the settings' too, go by names.
        """
        self.choice.add_model(tell_apart(info, self.choice.models), choose=choose)
        self._models_changed()

    @Slot(object)
    def _on_imported(self, info: ModelInfo) -> None:
        self.add_model(info, choose=True)

    def _models_changed(self) -> None:
        self.inside.offer_models(self.choice.models)
        self.training.offer_models(self.choice.models)
        self.batch.offer_models(self.choice.models)

    def save_as(self, path: Path, *, overwrite: bool = False) -> None:
        """Saves the result at the chosen strength."""
        self.workbench.save(path, self.controls.strength, overwrite=overwrite)

    def _build_widgets(self) -> None:
        self.view = PhotoView()
        self.viewer, self.message_bar = self.view.viewer, self.view.message_bar
        self.setCentralWidget(self.view)
        self.controls = Controls(self.actions_, list(VIEW_MODES))
        self.choice = self.controls.choice
        self.addToolBar(self.controls)
        self.status = StatusBar()
        self.setStatusBar(self.status)
        self.menus = Menus(self, self.actions_, self.settings)
        self.zooming = Zooming(self, self.viewer, self.actions_)
        self.menus.view_menu.insertMenu(self.actions_.zoom_in, self.zooming.menu)
        self.status.offer_zooms(self.zooming.menu)
        self.view_modes = ViewModes(self.controls, self.actions_, self.viewer, self)
        suggestion_row = self.view.info_row.suggestion
        self.advice = Advice(self.workbench, self.choice, suggestion_row, self.actions_, self)

    def _build_comfort(self) -> None:
        """Adds what people expect of any window; it needs all panels and actions."""
        actions = self.actions_
        FocusFrame(self)
        PageKeys(self)
        Peeking(self, self.viewer, actions)
        self.inside.rivals.remember_in(self.settings)
        CommandSearch(self, actions)
        ShortcutsSheet(self, actions)
        self.full_screen = FullScreen(self, actions, self.view.info_row)
        self.full_screen.changed.connect(self.inside.sync_see_inside)
        self.full_screen.noticed.connect(self.message_bar.show_notice)
        self.memory = WindowMemory(self, self.controls, self.settings)
        self.memory.changed.connect(self.inside.sync_see_inside)
        actions.reset_layout.triggered.connect(self.memory.reset)
        followers = Followers(actions.self_ensemble, self.workbench, self.choice, self.engine)
        self.preferences = Preferences(self, self.settings, followers)
        self.preferences.theme_chosen.connect(self._on_theme_chosen)
        self.preferences.compute_changed.connect(self._describe_model)
        self.preferences.noticed.connect(self.message_bar.show_notice)
        actions.preferences.triggered.connect(self.preferences.open)

    def _connect_actions(self) -> None:
        actions = self.actions_
        actions.quit.triggered.connect(self.close)
        actions.cancel.triggered.connect(self._on_cancel)
        actions.magnifier.toggled.connect(self.viewer.set_magnified)
        actions.show_original.toggled.connect(self.viewer.set_original_shown)
        self.controls.degrade_button.degradation_wanted.connect(self.workbench.degrade)
        self.choice.model_chosen.connect(self._on_model_chosen)
        self.menus.theme_chosen.connect(self._on_theme_chosen)
        self.viewer.zoom_changed.connect(self.status.set_zoom)
        self.viewer.pixel_hovered.connect(self._on_pixel_hovered)

    def _connect_files(self) -> None:
        actions, files = self.actions_, self.files
        actions.open.triggered.connect(files.on_open)
        actions.open_sample.triggered.connect(files.on_open_sample)
        actions.open_model.triggered.connect(files.on_open_model)
        actions.paste.triggered.connect(files.on_paste)
        actions.save.triggered.connect(self.results.on_save)
        actions.save_as.triggered.connect(self.results.on_save_as)
        actions.copy.triggered.connect(self.results.on_copy)
        self.results.noticed.connect(self.message_bar.show_notice)
        self.results.failed.connect(self.message_bar.show_error)
        self.menus.recent_chosen.connect(files.on_recent_chosen)
        self.menus.sample_chosen.connect(files.on_sample_chosen)
        self.view.invitation.open_clicked.connect(files.on_open)
        self.view.invitation.sample_clicked.connect(files.on_open_sample)
        files.model_file_chosen.connect(self.open_model)
        files.weights_file_chosen.connect(self.importing.take)
        actions.import_weights.triggered.connect(self.importing.ask)
        self.importing.imported.connect(self._on_imported)
        files.noticed.connect(self.message_bar.show_notice)

    def _connect_workbench(self) -> None:
        bench = self.workbench
        bench.document_changed.connect(self._on_document_changed)
        bench.saved.connect(self._on_saved)
        bench.noticed.connect(self.message_bar.show_notice)
        bench.failed.connect(self.message_bar.show_error)
        bench.busy_changed.connect(self._on_busy_changed)

    def _load_models(self) -> None:
        try:
            shipped = shipped_models()
            models = tell_all_apart([*shipped, *self.training.own_models()])
        except UserError as error:
            self.message_bar.show_error(translate_error(error))
            return
        self.restoring.quick_models = shipped
        self.choice.set_models(models)
        self._models_changed()

    @property
    def _photo_is_in_work(self) -> bool:
        bench = self.workbench
        return bench.restoring or bench.opening or self.inside.inspector.can_cancel

    @Slot()
    def _update_actions(self) -> None:
        document, restoring = self.workbench.document, self.workbench.restoring
        actions = self.actions_
        opened = document is not None
        # Restore may follow a photo that is still being opened.
        can_restore = (opened and not restoring) or self.workbench.opening
        actions.restore.setEnabled(can_restore and self.choice.chosen is not None)
        for degrade in (actions.add_noise, actions.reduce, actions.compress):
            degrade.setEnabled(opened)
        actions.cancel.setEnabled(self._photo_is_in_work or self.exporting.busy)
        has_result = document is not None and document.restoration is not None
        for keep in (actions.save, actions.save_as, actions.copy):
            keep.setEnabled(has_result and not restoring)
        actions.show_original.setEnabled(has_result or restoring)
        self.controls.strength_slider.setEnabled(has_result)
        self.zooming.set_enabled(opened)

    @Slot(bool)
    def _on_inspector_busy_changed(self, _busy: bool) -> None:
        self._update_actions()

    @Slot(bool)
    def _on_busy_changed(self, busy: bool) -> None:
        self.view.info_row.set_busy(busy)
        self._update_actions()

    @Slot(object)
    def _on_document_changed(self, document: Document | None) -> None:
        self.actions_.show_original.setChecked(False)
        self.status.end_progress()
        self.controls.strength_slider.setValue(100)  # which shows the result of the photo before
        self.view.show_document(document)
        if document is not None:
            self.setWindowTitle(f"{translate_message(document.title)} - MemNet GUI")
            self._remember(document.photo.path)
            self.choice.meet(document)
            self.workbench.follow_with(self.choice.chosen, scale=self.choice.scale)
            self._show_policy()
        self._update_actions()

    def _show_policy(self) -> None:
        document, model = self.workbench.document, self.choice.chosen
        is_colour = document is not None and document.photo.colours > 1
        self.status.set_policy(model.colour_policy.value if model and is_colour else "")

    def _remember(self, path: Path | None) -> None:
        if path is not None:
            self.settings.remember_file(path)
            self.settings.folder = path.parent

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self.settings.folder = path.parent
        self.message_bar.show_notice(self.tr("Saved {path}").format(path=path))

    @Slot(object)
    def _on_model_chosen(self, info: ModelInfo | None) -> None:
        if info is not None:
            self.inside.choose_model(info)
        self._describe_model()
        self._show_policy()
        self._update_actions()

    @Slot()
    def _describe_model(self) -> None:
        """Says what only the engine knows of the chosen model, once it is loaded."""
        if self.engine.ready:
            self.inside.analyse()
            self.status.set_engine(describe_engine(self.workbench.compute, self.choice.chosen))

    @Slot()
    def _on_cancel(self) -> None:
        if not self._photo_is_in_work:
            self.exporting.cancel()
            return
        self.workbench.cancel()
        self.inside.inspector.cancel()

    @Slot()
    def follow_theme(self) -> None:
        """Takes on the chosen colours, after the choice or the desktop's scheme has changed."""
        apply_theme(Theme(self.settings.theme))
        self.actions_.recolour()

    @Slot(object)
    def _on_theme_chosen(self, theme: Theme) -> None:
        self.settings.theme = theme.value
        self.menus.show_theme(theme)
        self.preferences.show_theme(theme)
        self.follow_theme()

    @Slot(object)
    def _on_pixel_hovered(self, place: QPoint | None) -> None:
        document = self.workbench.document
        if document is None or place is None:
            self.status.set_pixel("")
            return
        values = self.inside.probing.read(document, place, self.controls.strength)
        self.status.set_pixel(describe_pixel(place, values))

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Passes over panels that lie behind others, where nobody would see the focus."""
        passed = [self.focusWidget()]
        while super().focusNextPrevChild(forward):
            now = self.focusWidget()
            if now in passed or can_be_seen(now, self):
                return True
            passed.append(now)
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accepts files and pictures."""
        if clipboard.holds_something(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens what was dropped."""
        event.acceptProposedAction()
        self.files.take(event.mimeData(), Message(QT_TRANSLATE_NOOP("Engine", "Dropped picture")))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Cancels what runs and ends the threads."""
        self.full_screen.leave()
        self.memory.save()
        self.restoring.close()
        self.message_bar.clear()
        self.hide()  # what is being saved is finished without a standing window
        self.advice.close()
        self.importing.close()
        self.inside.close()
        self.batch.close()
        self.exporting.close()
        self.workbench.close()
        self.engine.close()
        super().closeEvent(event)
