"""What the photo looks as if it needs, and a click that chooses it."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from memnet_gui.app.document import Document
from memnet_gui.app.suggester import Suggester
from memnet_gui.app.translation import translate_message
from memnet_gui.app.workbench import Workbench
from memnet_gui.restoration.suggestion import Suggestion
from memnet_gui.ui.actions import Actions
from memnet_gui.ui.elided_label import ElidedLabel
from memnet_gui.ui.model_choice import ModelChoice
from memnet_gui.ui.task_box import task_name


class SuggestionRow(QWidget):
    """A line of advice; quiet where the photo looks clean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = ElidedLabel()
        self.label.setObjectName("suggestion_label")
        self._button = QToolButton()
        self._button.setObjectName("follow_suggestion_button")
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.setStyleSheet(
            "QToolButton { border: none; padding: 0; color: palette(link); }"
            "QToolButton:hover { text-decoration: underline; }"
        )
        self._button.setMaximumHeight(self.label.sizeHint().height())  # the row keeps its height
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.label)
        layout.addWidget(self._button)
        self.clear()

    def offer(self, actions: Actions) -> None:
        """Has the button follow the suggestion."""
        self._button.setDefaultAction(actions.follow_suggestion)
        self._button.setVisible(False)

    def show_text(self, text: str, *, quiet: bool = False, link: bool = False) -> None:
        """Shows advice; quiet text is fainter, a link offers to follow it."""
        role = QPalette.ColorRole.PlaceholderText if quiet else QPalette.ColorRole.WindowText
        self.label.setForegroundRole(role)
        self.label.setText(text)
        self._button.setVisible(link)
        self.setVisible(True)

    def clear(self) -> None:
        """Says nothing."""
        self.label.setText("")
        self.setVisible(False)


class Advice(QObject):
    """Has each opened photo looked at, says what it needs and chooses that when asked to.

    The task is chosen at once while the user has not chosen one for this photo.
    """

    def __init__(
        self,
        workbench: Workbench,
        choice: ModelChoice,
        row: SuggestionRow,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._choice = choice
        self._row = row
        self._action = actions.follow_suggestion
        self._document: Document | None = None
        self._suggestion: Suggestion | None = None
        self._suggester = Suggester(self)
        row.offer(actions)
        self._action.setEnabled(False)
        self._action.triggered.connect(self._on_followed)
        self._suggester.suggested.connect(self._on_suggested)
        choice.task_changed.connect(self._on_task_changed)
        workbench.document_changed.connect(self._on_document_changed)

    def close(self) -> None:
        """Ends the thread."""
        self._suggester.close()

    @Slot(object)
    def _on_document_changed(self, document: Document) -> None:
        """Looks at another photo; what was done to a degraded one is known."""
        previous = self._document
        is_degraded = document.degradation is not None
        was_degraded = previous is not None and previous.degradation is not None
        if document.shows_same(previous) and not is_degraded and not was_degraded:
            self._document = document
            return
        self._document, self._suggestion = document, None
        self._row.clear()
        self._action.setEnabled(False)
        if is_degraded:
            self._suggester.forget()
        else:
            self._suggester.look_at(document.photo)

    @Slot(object)
    def _on_suggested(self, suggestion: Suggestion | None) -> None:
        self._suggestion = suggestion
        bench = self._workbench
        is_restored = bench.document is not None and bench.document.restoration is not None
        is_used = bench.restoring or bench.opening or is_restored
        if suggestion is not None and self._choice.task_is_open and not is_used:
            self._follow(suggestion)
        self._describe()

    @Slot(str)
    def _on_task_changed(self, _task: str) -> None:
        if self._suggestion is not None:
            self._describe()

    @Slot()
    def _on_followed(self) -> None:
        if self._suggestion is not None:
            self._follow(self._suggestion)

    def _follow(self, suggestion: Suggestion) -> None:
        if self._choice.has_model(suggestion.task):
            self._choice.choose_task(suggestion.task)

    def _describe(self) -> None:
        suggestion = self._suggestion
        if suggestion is None:
            self._row.show_text(self.tr("Looks clean"), quiet=True)
            return
        name = task_name(suggestion.task)
        has_model = self._choice.has_model(suggestion.task)
        is_chosen = self._choice.task == suggestion.task
        advice = self.tr("{reason}. Suggested: {task}") if is_chosen else "{reason}"
        if not has_model:
            advice = self.tr("{reason}. There is no model for {task} yet")
        reason = translate_message(suggestion.text)
        self._action.setIconText(self.tr("Choose {task}").format(task=name))
        self._action.setEnabled(has_model and not is_chosen)
        text = advice.format(reason=reason, task=name)
        self._row.show_text(text, link=self._action.isEnabled())
