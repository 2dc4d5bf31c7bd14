"""What the program remembers between runs."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_MOST_RECENT = 10


class Settings:
    """Typed access to the stored settings of the current application."""

    def __init__(self) -> None:
        self._store = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "memnet-gui", "memnet-gui"
        )

    @property
    def recent_files(self) -> list[Path]:
        """Photos opened last, the newest first."""
        stored = self._store.value("recent_files", [])
        names = [stored] if isinstance(stored, str) else list(stored or [])  # type: ignore[call-overload]
        return [Path(name) for name in names]

    def remember_file(self, path: Path) -> None:
        """Puts a photo first among the recent ones."""
        others = [recent for recent in self.recent_files if recent != path]
        self._store.setValue("recent_files", [str(p) for p in [path, *others][:_MOST_RECENT]])

    def forget_file(self, path: Path) -> None:
        """Drops a photo that is no longer there."""
        self._store.setValue("recent_files", [str(p) for p in self.recent_files if p != path])

    @property
    def window_geometry(self) -> QByteArray | None:
        """Place and size of the window, None on the first run."""
        value = self._store.value("window_geometry")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    @window_geometry.setter
    def window_geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("window_geometry", geometry)

    @property
    def window_state(self) -> QByteArray | None:
        """Which panels are open and where they are, None on the first run."""
        value = self._store.value("window_state")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    @window_state.setter
    def window_state(self, state: QByteArray) -> None:
        self._store.setValue("window_state", state)

    @property
    def folder(self) -> Path:
        """Where the last photo was opened or saved."""
        return Path(str(self._store.value("folder", str(Path.home()))))

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._store.setValue("folder", str(folder))

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return str(self._store.value("theme", "system"))

    @theme.setter
    def theme(self, theme: str) -> None:
        self._store.setValue("theme", theme)

    @property
    def training(self) -> str:
        """The choices of the last training run as JSON, "" before the first."""
        return str(self._store.value("training", ""))

    @training.setter
    def training(self, choices: str) -> None:
        self._store.setValue("training", choices)

    @property
    def batch(self) -> str:
        """The choices of the last batch as JSON, "" before the first."""
        return str(self._store.value("batch", ""))

    @batch.setter
    def batch(self, choices: str) -> None:
        self._store.setValue("batch", choices)

    def saving(self, form: str) -> str:
        """The choices of the last file saved in a format as JSON, "" before the first."""
        return str(self._store.value(f"saving/{form}", ""))

    def remember_saving(self, form: str, choices: str) -> None:
        """Keeps the choices for a format."""
        self._store.setValue(f"saving/{form}", choices)

    def training_speed(self, device: str) -> float | None:
        """Work a second of the last training on `device`, as `count_work` counts, if any."""
        value = self._store.value(f"training_speed/{device}")
        try:
            return float(str(value)) if value else None
        except ValueError:
            return None

    def remember_training_speed(self, device: str, work_per_s: float) -> None:
        """Keeps how fast a training run on `device` was."""
        self._store.setValue(f"training_speed/{device}", f"{work_per_s:.4g}")
