"""The dialog of preferences; every change counts at once."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.app.settings import LARGEST_PHOTO_MEGAPIXELS, Settings
from memnet_gui.app.translation import LANGUAGES, SYSTEM
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.card import TASKS
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui.page_scroll import PageScroll
from memnet_gui.ui.preferences.choices import ChoiceBox, hint_label
from memnet_gui.ui.preferences.computing_page import ComputingPage
from memnet_gui.ui.preferences.name_field import NameField
from memnet_gui.ui.task_box import task_name
from memnet_gui.ui.theme import Theme

_WIDTH_PX = 500
_TITLE_PX = 60
"""Room for the title of the window, which the desktop draws."""
_AS_DESKTOP = QT_TRANSLATE_NOOP("PreferencesDialog", "As the desktop")
_THEMES = {
    Theme.SYSTEM: _AS_DESKTOP,
    Theme.LIGHT: QT_TRANSLATE_NOOP("PreferencesDialog", "Light"),
    Theme.DARK: QT_TRANSLATE_NOOP("PreferencesDialog", "Dark"),
}


class PreferencesDialog(QDialog):
    """Shows the settings, and writes into them what is chosen.

    Attributes:
        theme_chosen: (Theme) Other colours are wanted.
        changed: Another preference has changed.
    """

    theme_chosen = Signal(object)
    changed = Signal()

    def __init__(
        self, settings: Settings, models: list[ModelInfo], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preferences_dialog")
        self.setWindowTitle(self.tr("Preferences"))
        self._settings = settings
        self._models = models
        self.theme_box = ChoiceBox(
            "theme_box", self.tr("Theme"), self.tr("The colours of the window")
        )
        self.language_box = ChoiceBox(
            "language_box",
            self.tr("Language"),
            self.tr("The language of the window, from the next start on"),
        )
        self._language_hint = hint_label(
            "language_hint", self.tr("Takes effect at the next start.")
        )
        self._language = settings.language
        self.largest_box = self._build_largest_box()
        self.name_field = NameField()
        self.ask_box = QCheckBox(self.tr("&Ask before a result that was not saved is lost"))
        self.ask_box.setObjectName("asks_before_closing_box")
        self.ask_box.setToolTip(self.tr("When the window closes with a restored photo"))
        self.model_boxes = {task: self._build_model_box(task) for task in TASKS}
        self.computing = ComputingPage(settings)
        self._lay_out()
        self.show_settings()
        self.theme_box.currentIndexChanged.connect(self._on_theme_chosen)
        self.language_box.currentIndexChanged.connect(self._on_language_chosen)
        self.largest_box.valueChanged.connect(self._on_largest_changed)
        self.name_field.pattern_changed.connect(self._on_pattern_changed)
        self.ask_box.clicked.connect(self._on_ask_clicked)
        for box in self.model_boxes.values():
            box.currentIndexChanged.connect(self._on_model_chosen)
        self.computing.changed.connect(self.changed)

    def show_settings(self) -> None:
        """Shows what is stored."""
        settings = self._settings
        themes = [(theme.value, self.tr(words)) for theme, words in _THEMES.items()]
        self.theme_box.offer(themes, settings.theme)
        languages = [(SYSTEM, self.tr(_AS_DESKTOP)), *LANGUAGES.items()]
        self.language_box.offer(languages, settings.language)
        self._show_language_hint()
        self.largest_box.blockSignals(True)
        self.largest_box.setValue(settings.largest_megapixels)
        self.largest_box.blockSignals(False)
        self.name_field.set_pattern(settings.name_pattern)
        self.ask_box.setChecked(settings.asks_before_closing)
        for task, box in self.model_boxes.items():
            box.choose(settings.default_model(task))
        self.computing.show_settings()

    def show_theme(self, theme: Theme) -> None:
        """Shows the theme that was chosen elsewhere."""
        self.theme_box.choose(theme.value)

    def _build_largest_box(self) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setObjectName("largest_photo_box")
        box.setAccessibleName(self.tr("Largest photo, in megapixels"))
        box.setToolTip(
            self.tr("Larger ones are not opened: they would take more memory than there may be")
        )
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setRange(*LARGEST_PHOTO_MEGAPIXELS)
        box.setDecimals(0)
        box.setSingleStep(50)
        box.setSuffix(self.tr(" megapixels"))
        box.setKeyboardTracking(False)
        return box

    def _build_model_box(self, task: str) -> ChoiceBox:
        name = self.tr("Model for the task: {task}").format(task=task_name(task))
        tip = self.tr("Chosen when a photo is opened")
        box = ChoiceBox(f"default_model_{task}_box", name, tip)
        names = [info.name for info in self._models if info.card.task == task]
        stored = self._settings.default_model(task)
        if stored and stored not in names:
            names.append(stored)  # of a file that is not open now
        best = ("", self.tr("The best for the photo"))
        box.offer([best, *((name, name) for name in names)], stored)
        return box

    def _lay_out(self) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(20, 16, 20, 0)
        layout.setSpacing(8)
        looks, photos, models = QFormLayout(), QFormLayout(), QFormLayout()
        looks.addRow(self.tr("&Theme"), self.theme_box)
        looks.addRow(self.tr("Lan&guage"), self.language_box)
        looks.addRow("", self._language_hint)
        photos.addRow(self.tr("&Largest photo"), self.largest_box)
        photos.addRow(self.tr("&Name of results"), self.name_field)
        self._name_buddy(photos)
        photos.addRow("", self.ask_box)
        for task, box in self.model_boxes.items():
            models.addRow(task_name(task), box)
        sections = (
            (self.tr("Window"), looks), (self.tr("Photos"), photos), (self.tr("Models"), models),
            (self.tr("Computing"), self.computing),
        )  # fmt: skip
        forms = [form for _, form in sections]
        widest = max(_label_width(form) for form in forms)
        for title, form in sections:
            layout.addWidget(_heading(title))
            form.setContentsMargins(12, 0, 0, 8)
            form.setHorizontalSpacing(16)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
            _widen_labels(form, widest)
            layout.addLayout(form)
        layout.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 16)
        self._scroll = PageScroll(page)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.addWidget(self._scroll, 1)
        buttons = self._build_buttons()
        buttons.setContentsMargins(20, 8, 20, 0)
        around.addWidget(buttons)
        self.setMinimumWidth(_WIDTH_PX)

    def _grow(self) -> None:
        """Takes the height that shows everything at once, as far as the screen has it."""
        self._scroll.follow_page()
        room = self.screen().availableSize().height() - _TITLE_PX
        wanted = self.sizeHint().expandedTo(self.size())
        self.resize(wanted.width(), min(wanted.height(), room))

    def _name_buddy(self, form: QFormLayout) -> None:
        label = form.labelForField(self.name_field)
        assert isinstance(label, QLabel)
        label.setBuddy(self.name_field.edit)

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setObjectName("preferences_close_button")
        close.setIcon(QIcon())  # the style's own is dark in both themes
        close.setDefault(True)
        reset = QPushButton(self.tr("R&eset all"))
        reset.setObjectName("preferences_reset_button")
        reset.setToolTip(self.tr("Set all preferences to what they were at first"))
        reset.setAutoDefault(False)
        buttons.addButton(reset, QDialogButtonBox.ButtonRole.ResetRole)
        reset.clicked.connect(self._on_reset)
        buttons.rejected.connect(self.close)
        return buttons

    def showEvent(self, event: QShowEvent) -> None:
        """Has room for everything from the start."""
        super().showEvent(event)
        self._grow()

    @Slot()
    def _on_theme_chosen(self) -> None:
        self.theme_chosen.emit(Theme(self.theme_box.value))

    @Slot()
    def _on_language_chosen(self) -> None:
        self._settings.language = self.language_box.value
        self._show_language_hint()

    def _show_language_hint(self) -> None:
        """Says that another language has to wait, once one is chosen."""
        is_other = self.language_box.value != self._language
        self._language_hint.setVisible(is_other)
        if is_other:
            self._grow()

    @Slot(float)
    def _on_largest_changed(self, megapixels: float) -> None:
        self._settings.largest_megapixels = megapixels
        self.changed.emit()

    @Slot(str)
    def _on_pattern_changed(self, pattern: str) -> None:
        self._settings.name_pattern = pattern
        self.changed.emit()

    @Slot(bool)
    def _on_ask_clicked(self, asks: bool) -> None:
        self._settings.asks_before_closing = asks
        self.changed.emit()

    @Slot()
    def _on_model_chosen(self) -> None:
        for task, box in self.model_boxes.items():
            self._settings.set_default_model(task, box.value)
        self.changed.emit()

    @Slot()
    def _on_reset(self) -> None:
        self._settings.reset_preferences()
        self.show_settings()
        self._on_theme_chosen()
        self.changed.emit()


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _labels(form: QFormLayout) -> list[QLabel]:
    items = [form.itemAt(row, QFormLayout.ItemRole.LabelRole) for row in range(form.rowCount())]
    widgets = [item.widget() for item in items if item is not None]
    return [widget for widget in widgets if isinstance(widget, QLabel)]


def _label_width(form: QFormLayout) -> int:
    return max(label.sizeHint().width() for label in _labels(form))


def _widen_labels(form: QFormLayout, width: int) -> None:
    """Has the fields of all sections begin at one line."""
    for label in _labels(form):
        label.setMinimumWidth(width)
