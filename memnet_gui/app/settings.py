"""What the program remembers between runs."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from memnet_gui.app.stored import StoredBytes, StoredChoice, StoredNumber
from memnet_gui.app.translation import LANGUAGES, SYSTEM
from memnet_gui.errors import UserError
from memnet_gui.imaging.naming import DEFAULT_PATTERN, name_result
from memnet_gui.imaging.photo import LARGEST_MEGAPIXELS
from memnet_gui.imaging.resampling import SCALES
from memnet_gui.network.card import TASKS
from memnet_gui.restoration.hardware import BACKENDS, DEVICES, PRECISIONS

THEMES = ("system", "light", "dark")
MEMORY_LIMITS_GB = 0.25, 1024.0
LARGEST_PHOTO_MEGAPIXELS = 1.0, 10_000.0
"""Least and greatest size that the user may choose as the limit."""

_MOST_RECENT = 10
_MOST_RIVALS = 6
_PREFERENCES = (
    "theme", "language", "device", "precision", "backend", "threads", "memory_limit_gb",
    "largest_megapixels", "name_pattern", "default_model",
    "asks_before_closing", "self_ensemble",
)  # fmt: skip


class Settings:
    """Typed access to the stored settings of the current application.

    Attributes:
        theme: `system`, `light` or `dark`.
        language: One of `LANGUAGES`, or `system`; it counts from the next start.
        device: Where restorations are computed.
        precision: In which numbers.
        backend: What runs the network.
        threads: CPU threads; None leaves a core to the window where there are enough.
        memory_limit_gb: What the network may take for its feature maps; None chooses.
        window_geometry: Place and size of the window, None on the first run.
        window_state: Which panels are open and where they are, None on the first run.
        task: The task that was chosen last.
        scale: The scale of upscaling that was chosen last, None before the first.
        gain: How the difference was magnified last, None before the first time.
    """

    theme = StoredChoice("theme", THEMES, "system")
    language = StoredChoice("language", (SYSTEM, *LANGUAGES), SYSTEM)
    device = StoredChoice("device", DEVICES, "auto")
    precision = StoredChoice("precision", PRECISIONS, "auto")
    backend = StoredChoice("backend", BACKENDS, "auto")
    threads = StoredNumber("threads", 1, 1024)
    memory_limit_gb = StoredNumber("memory_limit_gb", *MEMORY_LIMITS_GB)
    window_geometry = StoredBytes("window_geometry")
    window_state = StoredBytes("window_state")
    task = StoredChoice("task", TASKS, TASKS[0])
    scale = StoredNumber("scale", SCALES[0], SCALES[-1])
    gain = StoredNumber("gain", 1, 1024)
    _asks_before_closing = StoredChoice("asks_before_closing", ("true", "false"), "true")
    _self_ensemble = StoredChoice("self_ensemble", ("true", "false"), "false")
    _largest_megapixels = StoredNumber("largest_megapixels", *LARGEST_PHOTO_MEGAPIXELS)

    def __init__(self) -> None:
        self._store = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "memnet-gui", "memnet-gui"
        )

    def read(self, key: str) -> object:
        """Returns what is stored under a key, None for nothing."""
        return self._store.value(key)

    def write(self, key: str, value: object) -> None:
        """Stores a value; None takes it out."""
        if value is None:
            self._store.remove(key)
        else:
            self._store.setValue(key, value)

    def reset_preferences(self) -> None:
        """Forgets what was chosen in the preferences; recent photos and panels stay."""
        for key in _PREFERENCES:
            self._store.remove(key)

    @property
    def recent_files(self) -> list[Path]:
        """Photos opened last, the newest first."""
        return self._read_paths("recent_files")

    def remember_file(self, path: Path) -> None:
        """Puts a photo first among the recent ones."""
        others = [recent for recent in self.recent_files if recent != path]
        self.write("recent_files", [str(p) for p in [path, *others][:_MOST_RECENT]])

    def forget_file(self, path: Path) -> None:
        """Drops a photo that is no longer there."""
        self.write("recent_files", [str(p) for p in self.recent_files if p != path])

    @property
    def rival_files(self) -> list[Path]:
        """Files of other networks that were opened last, the newest first."""
        return self._read_paths("rival_files")

    def remember_rival_file(self, path: Path) -> None:
        """Puts another network's file first among those opened last."""
        others = [recent for recent in self.rival_files if recent != path]
        self.write("rival_files", [str(p) for p in [path, *others][:_MOST_RIVALS]])

    def _read_paths(self, key: str) -> list[Path]:
        stored = self.read(key)
        names = stored if isinstance(stored, list) else [stored]
        return [Path(name) for name in names if isinstance(name, str) and name]

    @property
    def folder(self) -> Path:
        """Where the last photo was opened or saved."""
        value = self.read("folder")
        return Path(value) if isinstance(value, str) and value else Path.home()

    @folder.setter
    def folder(self, folder: Path) -> None:
        self.write("folder", str(folder))

    @property
    def largest_megapixels(self) -> float:
        """How large a photo may be to be opened."""
        return self._largest_megapixels or LARGEST_MEGAPIXELS

    @largest_megapixels.setter
    def largest_megapixels(self, megapixels: float) -> None:
        self._largest_megapixels = megapixels

    @property
    def name_pattern(self) -> str:
        """What results are called, for `memnet_gui.imaging.naming.name_result`."""
        value = self.read("name_pattern")
        return value if isinstance(value, str) and _is_pattern(value) else DEFAULT_PATTERN

    @name_pattern.setter
    def name_pattern(self, pattern: str) -> None:
        self.write("name_pattern", pattern)

    def default_model(self, task: str) -> str:
        """Name of the model that is chosen for a task, "" for the best one for the photo."""
        value = self.read(f"default_model/{task}")
        return value if isinstance(value, str) else ""

    def set_default_model(self, task: str, name: str) -> None:
        """Keeps which model is chosen for a task."""
        self.write(f"default_model/{task}", name or None)

    @property
    def view_mode(self) -> str:
        """Name of the way in which the pictures were compared last, "" before the first."""
        value = self.read("view_mode")
        return value if isinstance(value, str) else ""

    @view_mode.setter
    def view_mode(self, name: str) -> None:
        self.write("view_mode", name)

    def splitter(self, name: str) -> QByteArray | None:
        """State of a splitter, None before it was moved."""
        value = self.read(f"splitter/{name}")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def set_splitter(self, name: str, state: QByteArray) -> None:
        """Keeps the state of a splitter."""
        self.write(f"splitter/{name}", state)

    @property
    def asks_before_closing(self) -> bool:
        """Whether the window asks before a result that was never saved is lost with it."""
        return self._asks_before_closing == "true"

    @asks_before_closing.setter
    def asks_before_closing(self, asks: bool) -> None:
        self._asks_before_closing = "true" if asks else "false"

    @property
    def self_ensemble(self) -> bool:
        """Whether photos are restored in all eight positions; see `RestorationRequest`."""
        return self._self_ensemble == "true"

    @self_ensemble.setter
    def self_ensemble(self, wanted: bool) -> None:
        self._self_ensemble = "true" if wanted else "false"

    @property
    def training(self) -> str:
        """The choices of the last training run as JSON, "" before the first."""
        value = self.read("training")
        return value if isinstance(value, str) else ""

    @training.setter
    def training(self, choices: str) -> None:
        self.write("training", choices)

    @property
    def batch(self) -> str:
        """The choices of the last batch as JSON, "" before the first."""
        value = self.read("batch")
        return value if isinstance(value, str) else ""

    @batch.setter
    def batch(self, choices: str) -> None:
        self.write("batch", choices)

    def saving(self, form: str) -> str:
        """The choices of the last file saved in a format as JSON, "" before the first."""
        value = self.read(f"saving/{form}")
        return value if isinstance(value, str) else ""

    def remember_saving(self, form: str, choices: str) -> None:
        """Keeps the choices for a format."""
        self.write(f"saving/{form}", choices)

    def training_speed(self, device: str) -> float | None:
        """Work a second of the last training on `device`, as `count_work` counts, if any."""
        value = self.read(f"training_speed/{device}")
        try:
            return float(str(value)) if value else None
        except ValueError:
            return None

    def remember_training_speed(self, device: str, work_per_s: float) -> None:
        """Keeps how fast a training run on `device` was."""
        self.write(f"training_speed/{device}", f"{work_per_s:.4g}")


def _is_pattern(text: str) -> bool:
    try:
        name_result(text, "photo", task=TASKS[0], model="model", scale=None)
    except UserError:
        return False
    return True
