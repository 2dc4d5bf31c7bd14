"""What restores the photo: task, scale and model."""

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from memnet_gui.app.document import Document
from memnet_gui.imaging.resampling import SCALES
from memnet_gui.restoration.models import ModelInfo, best_model
from memnet_gui.ui.model_box import ModelBox
from memnet_gui.ui.task_box import TaskBox

_GREY = 1
_UPSCALE = "upscale"


class ModelChoice(QWidget):
    """Chooses the model that suits task and photo, unless the user has picked one for the task.

    Attributes:
        model_chosen: (ModelInfo | None) Another model was chosen; None: there is none.
        task_changed: (str) Another task was chosen, by the user or by the program.
    """

    model_chosen = Signal(object)
    task_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.task_box = TaskBox()
        self.scale_box = _build_scale_box()
        self.model_box = ModelBox()
        self._models: list[ModelInfo] = []
        self._picked: dict[str, str] = {}
        self._defaults: dict[str, str] = {}
        self._document: Document | None = None
        self._task_is_users = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 0, 6, 0)
        layout.setSpacing(6)
        for box in (self.task_box, self.scale_box, self.model_box):
            layout.addWidget(box)
        self.scale_box.setVisible(False)
        self.task_box.activated.connect(self._on_task_activated)
        self.task_box.currentIndexChanged.connect(self._on_task_changed)
        self.model_box.activated.connect(self._on_model_activated)
        self.model_box.model_chosen.connect(self.model_chosen)

    @property
    def models(self) -> list[ModelInfo]:
        """All models that are known, for any task."""
        return list(self._models)

    @property
    def chosen(self) -> ModelInfo | None:
        """The chosen model; None when there is none for the task."""
        return self.model_box.chosen

    @property
    def task(self) -> str:
        """The chosen task, one of `memnet_gui.network.card.TASKS`."""
        return self.task_box.task

    @property
    def scale(self) -> int:
        """How many times the photo shall be enlarged; 1 unless the task is to upscale."""
        return int(self.scale_box.currentData()) if self.task == _UPSCALE else 1

    @property
    def task_is_open(self) -> bool:
        """Whether a suggestion may choose the task: the user has not done so for this photo."""
        return not self._task_is_users

    def set_models(self, models: list[ModelInfo], *, keep: bool = False) -> None:
        """Offers other models; if told so, the chosen one stays chosen while it is there."""
        self._models = list(models)
        self.task_box.set_available({info.card.task for info in models})
        chosen = self.chosen
        if keep and chosen is not None and chosen.name in [it.name for it in self._fitting]:
            self.model_box.offer_models(self._fitting)
        else:
            self._offer_models()

    def set_defaults(self, names: dict[str, str]) -> None:
        """Says by task which models are preferred to those that suit a photo best."""
        if names != self._defaults:
            self._defaults = dict(names)
            self._offer_models()

    def add_model(self, info: ModelInfo, *, choose: bool) -> None:
        """Offers one more model, in place of one from the same file; may choose it and its task."""
        others = [model for model in self._models if model.path != info.path]
        if choose:
            self._picked[info.card.task] = info.name
            self._task_is_users = True
        self.set_models([*others, info], keep=not choose)
        if choose and self.task == info.card.task:
            self._offer_models(anew=True)  # the same file may hold other weights by now
        elif choose:
            self.task_box.choose(info.card.task)

    def has_model(self, task: str) -> bool:
        """Whether there is a model for a task."""
        return any(info.card.task == task for info in self._models)

    def choose_task(self, task: str, scale: int = 1) -> None:
        """Chooses what shall be done, and the scale where that is to upscale."""
        if scale in SCALES:
            self.scale_box.setCurrentIndex(SCALES.index(scale))
        self.task_box.choose(task)

    def choose_model(self, info: ModelInfo, scale: int = 1) -> None:
        """Chooses a model that is offered, its task, and the scale where that is to upscale."""
        if self.chosen == info and scale == self.scale:
            return
        if info in self._models:
            self._picked[info.card.task] = info.name
            self.choose_task(info.card.task, scale)
            self._offer_models()

    def meet(self, document: Document) -> None:
        """Chooses what suits a document; damage that was done to it here calls for its task.

        Wanting photos larger is a purpose; noise and blocks are of one photo. So a task that the
        user has chosen stands against suggestions for the next photo only where it is to upscale.
        """
        previous, self._document = self._document, document
        if not document.shows_same(previous):
            self._task_is_users = self._task_is_users and self.task == _UPSCALE
            self._offer_models()
        damage = document.degradation
        if damage is not None and (previous is None or damage is not previous.degradation):
            self.choose_task(damage.task, document.own_scale)

    @property
    def _fitting(self) -> list[ModelInfo]:
        return [info for info in self._models if info.card.task == self.task]

    def _offer_models(self, *, anew: bool = False) -> None:
        """Fills the model box for the task; leaves it alone where nothing would change."""
        fitting = self._fitting
        names = [info.name for info in fitting]
        wanted = self._picked.get(self.task, "")
        if wanted not in names:
            wanted = self._defaults.get(self.task, "")
        if fitting and wanted not in names:
            channels = self._document.photo.colours if self._document else _GREY
            wanted = best_model(self.task, channels, fitting).name
        chosen = self.chosen
        same = fitting == self.model_box.models and (chosen.name if chosen else "") == wanted
        if anew or not same:
            self.model_box.set_models(fitting, wanted)
            if not fitting:
                self.model_chosen.emit(None)

    @Slot(int)
    def _on_task_activated(self, _index: int) -> None:
        self._task_is_users = True

    @Slot(int)
    def _on_task_changed(self, _index: int) -> None:
        self.scale_box.setVisible(self.task == _UPSCALE)
        self._offer_models()
        self.task_changed.emit(self.task)

    @Slot(int)
    def _on_model_activated(self, _index: int) -> None:
        if self.chosen is not None:
            self._picked[self.task] = self.chosen.name


def _build_scale_box() -> QComboBox:
    box = QComboBox()
    box.setObjectName("scale_box")
    box.setAccessibleName(QCoreApplication.translate("ModelChoice", "Scale"))
    box.setToolTip(
        QCoreApplication.translate(
            "ModelChoice", "How many times wider and higher the photo becomes"
        )
    )
    for scale in SCALES:
        box.addItem(f"×{scale}", scale)
    return box
