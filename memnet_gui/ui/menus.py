"""The menu bar: every action once, and the choices that need no place on the toolbar."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from memnet_gui.app.settings import Settings
from memnet_gui.imaging.samples import SAMPLES
from memnet_gui.ui.actions import Actions
from memnet_gui.ui.theme import Theme


class Menus(QObject):
    """Fills a window's menu bar.

    Attributes:
        recent_chosen: (Path) A recent photo shall be opened.
        sample_chosen: (str) A sample shall be opened.
        theme_chosen: (Theme) Other colours are wanted.
    """

    recent_chosen = Signal(object)
    sample_chosen = Signal(str)
    theme_chosen = Signal(object)

    def __init__(self, window: QMainWindow, actions: Actions, settings: Settings) -> None:
        super().__init__(window)
        self._settings = settings
        bar = window.menuBar()
        file_menu = bar.addMenu("&File")
        file_menu.addAction(actions.open)
        self._recent = file_menu.addMenu("Open &Recent")
        self._recent.setObjectName("recent_menu")
        self._recent.aboutToShow.connect(self._on_recent_about_to_show)
        self._recent.triggered.connect(self._on_recent_triggered)
        file_menu.addAction(actions.open_sample)
        self._add_samples(file_menu)
        file_menu.addAction(actions.open_model)
        file_menu.addActions([actions.next_photo, actions.previous_photo])
        file_menu.addSeparator()
        file_menu.addActions([actions.save, actions.save_as, actions.export_plot])
        file_menu.addSeparator()
        file_menu.addAction(actions.quit)
        edit_menu = bar.addMenu("&Edit")
        edit_menu.addActions([actions.undo, actions.redo])
        edit_menu.addSeparator()
        edit_menu.addActions([actions.copy, actions.paste])
        edit_menu.addSeparator()
        edit_menu.addActions([actions.select_region, actions.crop])
        edit_menu.addSeparator()
        edit_menu.addActions([actions.command_search, actions.preferences])
        photo_menu = bar.addMenu("&Photo")
        photo_menu.addActions([actions.add_noise, actions.reduce, actions.compress])
        photo_menu.addSeparator()
        photo_menu.addActions(
            [actions.follow_suggestion, actions.restore, actions.restore_region, actions.cancel]
        )
        self.view_menu = view_menu = bar.addMenu("&View")
        view_menu.addActions([actions.zoom_in, actions.zoom_out, actions.magnifier])
        view_menu.addSeparator()
        view_menu.addActions([actions.split, actions.show_original, actions.full_screen])
        view_menu.addSeparator()
        view_menu.addActions([actions.see_inside, actions.play_predictions])
        view_menu.addActions([actions.show_training, actions.show_batch, actions.reset_layout])
        view_menu.addSeparator()
        self._add_themes(view_menu)
        training_menu = bar.addMenu("&Training")
        training_menu.addActions([actions.train_start, actions.train_pause, actions.train_stop])
        help_menu = bar.addMenu("&Help")
        help_menu.addActions([actions.user_guide, actions.shortcuts])
        help_menu.addSeparator()
        help_menu.addActions([actions.copy_diagnostics, actions.open_log_folder, actions.about])

    def show_theme(self, theme: Theme) -> None:
        """Checks the theme that was chosen elsewhere."""
        for action in self._themes.actions():
            action.setChecked(action.data() == theme.value)

    def _add_samples(self, menu: QMenu) -> None:
        samples = menu.addMenu("S&amples")
        for name in SAMPLES:
            action = samples.addAction(name.capitalize())
            action.setObjectName(f"action_open_sample_{name}")
            action.setData(name)
        samples.triggered.connect(self._on_sample_triggered)

    def _add_themes(self, menu: QMenu) -> None:
        themes = menu.addMenu("&Theme")
        self._themes = group = QActionGroup(self)
        for theme in Theme:
            action = themes.addAction(theme.value.capitalize())
            action.setObjectName(f"action_theme_{theme.value}")
            action.setCheckable(True)
            action.setChecked(theme.value == self._settings.theme)
            action.setData(theme.value)
            group.addAction(action)
        group.triggered.connect(self._on_theme_triggered)

    @Slot(QAction)
    def _on_sample_triggered(self, action: QAction) -> None:
        self.sample_chosen.emit(action.data())

    @Slot(QAction)
    def _on_theme_triggered(self, action: QAction) -> None:
        self.theme_chosen.emit(Theme(action.data()))

    @Slot(QAction)
    def _on_recent_triggered(self, action: QAction) -> None:
        self.recent_chosen.emit(Path(action.data()))

    @Slot()
    def _on_recent_about_to_show(self) -> None:
        self._recent.clear()
        for path in self._settings.recent_files:
            action = self._recent.addAction(path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            action.setData(str(path))
        if self._recent.isEmpty():
            self._recent.addAction("No photos yet").setEnabled(False)
