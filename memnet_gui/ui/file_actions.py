"""How photos come in: dialogs, recent files, samples, clipboard and drops."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from memnet_gui.app.errands import ask_briefly
from memnet_gui.app.settings import Settings
from memnet_gui.app.workbench import Workbench
from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.imaging.samples import DEMO_NOISE_SIGMA, DEMO_SAMPLE, load_sample
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.network.header import holds_other_weights
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui import clipboard
from memnet_gui.ui.dialogs import ask_for_model, ask_for_photo

_PATIENCE_S = 0.2
_MODEL_SUFFIX = ".safetensors"
_WEIGHT_SUFFIXES = (".caffemodel", ".pth", ".pt", ".ckpt", ".tar")


class FileActions(QObject):
    """Carries out the window's file actions on the workbench.

    Attributes:
        model_file_chosen: (Path) A model shall be opened.
        weights_file_chosen: (Path) Weights from elsewhere shall be imported.
        noticed: (str) Something worth knowing.
    """

    model_file_chosen = Signal(object)
    weights_file_chosen = Signal(object)
    noticed = Signal(str)

    def __init__(self, window: QWidget, workbench: Workbench, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._settings = settings

    def open_sample(self, restore_with: ModelInfo | None = None) -> None:
        """Opens the noisy sample and restores it when a model is given."""
        self._workbench.open_sample(DEMO_SAMPLE, GaussianNoise(DEMO_NOISE_SIGMA), restore_with)

    def take(self, data: QMimeData, title: str) -> None:
        """Opens what another program hands over: a photo, a model or weights."""
        path = clipboard.first_file(data)
        if path is not None:
            self._take_file(path)
            return
        image = clipboard.picture(data)
        if image is None:
            self.noticed.emit(self.tr("There is no picture on the clipboard."))
            return
        megapixels = image.width() * image.height() / 1e6
        self._workbench.open_photo(partial(clipboard.to_photo, image), title, megapixels)

    def _take_file(self, path: Path) -> None:
        suffix = path.suffix.lower()
        if suffix == _MODEL_SUFFIX and not holds_other_weights(path):
            self.model_file_chosen.emit(path)
        elif suffix in (_MODEL_SUFFIX, *_WEIGHT_SUFFIXES):
            self.weights_file_chosen.emit(path)
        else:
            self._workbench.open_path(path)

    @Slot()
    def on_open(self) -> None:
        """Asks for a photo."""
        ask_for_photo(self._window, self._settings.folder, self._on_photo_chosen)

    @Slot()
    def on_open_sample(self) -> None:
        """Opens the noisy sample."""
        self.open_sample()

    @Slot(str)
    def on_sample_chosen(self, name: str) -> None:
        """Opens a clean sample."""
        photo = load_sample(name)
        self._workbench.open_photo(lambda: photo, name, photo.megapixels)

    @Slot(object)
    def on_recent_chosen(self, path: Path) -> None:
        """Opens a recent photo; one that is gone is forgotten, and said to be gone."""
        if not ask_briefly(path.exists, _PATIENCE_S, otherwise=True):
            self._settings.forget_file(path)
        self._workbench.open_path(path)

    @Slot()
    def on_paste(self) -> None:
        """Opens what is on the clipboard."""
        self.take(
            QGuiApplication.clipboard().mimeData(),
            Message(QT_TRANSLATE_NOOP("Engine", "Pasted picture")),
        )

    @Slot()
    def on_open_model(self) -> None:
        """Asks for a model's file."""
        ask_for_model(self._window, self._settings.folder, self._on_model_chosen)

    @Slot(str)
    def _on_photo_chosen(self, name: str) -> None:
        self._workbench.open_path(Path(name))

    @Slot(str)
    def _on_model_chosen(self, name: str) -> None:
        self.model_file_chosen.emit(Path(name))
