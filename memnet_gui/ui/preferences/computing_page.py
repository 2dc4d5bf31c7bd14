"""Where and how restorations are computed."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout

from memnet_gui.app.settings import MEMORY_LIMITS_GB, Settings
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.hardware import has_openvino, usable_processors
from memnet_gui.ui.preferences.choices import AutomaticBox, ChoiceBox, hint_label

_AUTOMATIC = ("auto", QT_TRANSLATE_NOOP("ComputingPage", "Automatic"))
_DEVICES = (
    _AUTOMATIC,
    ("cpu", QT_TRANSLATE_NOOP("ComputingPage", "Processor")),
    ("cuda", QT_TRANSLATE_NOOP("ComputingPage", "Graphics card (NVIDIA)")),
)
_PRECISIONS = (
    _AUTOMATIC,
    ("fp32", QT_TRANSLATE_NOOP("ComputingPage", "Exact (32 bit)")),
    ("bf16", QT_TRANSLATE_NOOP("ComputingPage", "Faster (16 bit, bf16)")),
)
_BACKENDS = (_AUTOMATIC, ("torch", "PyTorch"), ("openvino", "OpenVINO"))


class ComputingPage(QFormLayout):
    """Fields that write into the settings at once.

    Attributes:
        changed: Something else shall be computed, or otherwise.
    """

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.device = ChoiceBox(
            "device_box", self.tr("Compute on"), self.tr("What restores photos")
        )
        self.precision = ChoiceBox(
            "precision_box",
            self.tr("Precision"),
            self.tr("In 16 bit a restored photo differs by less than is seen"),
        )
        self.backend = ChoiceBox(
            "backend_box", self.tr("Compute with"), self.tr("The library that restores photos")
        )
        cores = (1, usable_processors())
        self.threads = AutomaticBox("threads_box", self.tr("Processor cores"), cores, 1)
        self.threads.setToolTip(
            self.tr("How many cores of the processor restore; others stay free")
        )
        limit = self.tr("Memory limit")
        self.memory = AutomaticBox("memory_limit_box", limit, MEMORY_LIMITS_GB, 0.5)
        self.memory.setSuffix(" GB")
        self.memory.setToolTip(self.tr("What restoring may take beside the photo; less is slower"))
        self.now = hint_label("computing_now_label")
        for box, choices in (
            (self.device, _DEVICES), (self.precision, _PRECISIONS), (self.backend, _BACKENDS),
        ):  # fmt: skip
            box.offer([(value, self.tr(words)) for value, words in choices], "auto")
        if not has_openvino():
            missing = self.tr("OpenVINO (not installed)")
            self.backend.rename("openvino", missing, enabled=False)
        self.addRow(self.tr("Compute &on"), self.device)
        self.addRow(self.tr("P&recision"), self.precision)
        self.addRow(self.tr("Compute &with"), self.backend)
        self.addRow(self.tr("Processor &cores"), self.threads)
        self.addRow(self.tr("&Memory limit"), self.memory)
        self.addRow("", self.now)
        for box in (self.device, self.precision, self.backend):
            box.currentIndexChanged.connect(self._on_changed)
        for spin in (self.threads, self.memory):
            spin.valueChanged.connect(self._on_changed)
        self.show_settings()

    def show_settings(self) -> None:
        """Shows what is stored."""
        settings = self._settings
        self.device.choose(settings.device)
        self.precision.choose(settings.precision)
        self.backend.choose(settings.backend)
        self.threads.set_number(settings.threads)
        self.memory.set_number(settings.memory_limit_gb)

    def show_hardware(self) -> None:
        """Says what there is; asks torch, so the engine must be loaded."""
        import torch

        has_cuda = torch.cuda.is_available()
        missing = self.tr("Graphics card (none found)")
        card = torch.cuda.get_device_name() if has_cuda else missing
        self.device.rename("cuda", card, enabled=has_cuda)

    def show_now(self, text: str) -> None:
        """Says where and how restorations are computed now."""
        self.now.setText(text)

    @Slot()
    def _on_changed(self) -> None:
        settings = self._settings
        settings.device, settings.precision = self.device.value, self.precision.value
        settings.backend = self.backend.value
        settings.threads, settings.memory_limit_gb = self.threads.number, self.memory.number
        self.changed.emit()
