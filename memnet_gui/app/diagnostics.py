"""What a bug report needs to know of this computer and this run, without anyone's names."""

import os
import platform
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QSettings, qVersion

from memnet_gui import __version__
from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.faults import FaultWatch
from memnet_gui.app.libraries import libraries
from memnet_gui.app.privacy import hide_known, names_of_user
from memnet_gui.restoration.hardware import (
    BACKEND_NAMES,
    BACKENDS,
    DEVICES,
    PRECISIONS,
    choose_backend,
    choose_device,
    choose_precision,
)

_WORDS = {*DEVICES, *PRECISIONS, *BACKENDS, "system", "light", "dark", "true", "false", "en", "de"}
"""What a setting may say in words; anything else could be a name."""


def describe_program() -> dict[str, str]:
    """Returns versions, by what they are of."""
    return {
        "MemNet GUI": __version__,
        "System": f"{platform.platform()}, {os.cpu_count()} cores",
        "Python": platform.python_version(),
        "Qt": qVersion(),
    }


def describe_device(compute: ComputeSettings) -> dict[str, str]:
    """Returns where and how photos are restored; for when the engine is loaded."""
    import torch  # takes a second

    device = choose_device(compute.device)
    name = torch.cuda.get_device_name() if device == "cuda" else _processor()
    return {
        "Device": f"{device.upper()} ({name})",
        "Precision": choose_precision(compute.precision, device),
        "Engine": BACKEND_NAMES[choose_backend(compute.backend, device)],
        "Threads": str(compute.threads),
    }


def describe_settings() -> dict[str, str]:
    """Returns the stored settings; only figures and the program's own words, never a path."""
    store = QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "memnet-gui", "memnet-gui"
    )
    return {key: _harmless(store.value(key)) for key in sorted(store.allKeys())}


def diagnose(
    facts: Mapping[str, str], watch: FaultWatch, private: Iterable[str], last: int = 30
) -> str:
    """Returns the whole text.

    Args:
        facts: What is known beside the program's versions, such as screens and device.
        watch: Knows what was logged.
        private: Names that must not be in it, beside those of the user and the computer.
        last: So many of the last lines of the log are in it.
    """
    names = [*private, *names_of_user()]
    sections = [
        _table({**describe_program(), **facts}),
        _table({library.name: library.version for library in libraries()}),
        "Settings\n" + _table(describe_settings()),
        "Log\n" + "\n".join(list(watch.lines)[-last:]),
    ]
    return "\n\n".join(hide_known(section, names).strip() for section in sections) + "\n"


def _processor() -> str:
    """Returns the processor's name; on Linux Python knows no more than its kind."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _table(rows: Mapping[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in rows.items())


def _harmless(value: object) -> str:
    text = str(value)
    if text.lower() in _WORDS:
        return text
    try:
        float(text)
    except ValueError:
        return "set" if text else "not set"
    return text
