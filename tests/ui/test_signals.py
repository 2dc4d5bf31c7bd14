"""The program as a process: it ends soon and cleanly, whatever it does and whoever ends it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from memnet_gui.network.configuration import NetworkConfig

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no signals")

SOON_S = 30.0
"""Much more than it takes, for a busy machine; a program that hangs takes for ever."""

_PROGRAM = """
import os, signal, sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from memnet_gui.logs import log_to_file
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.start import run_window

what, how, *files = sys.argv[1:]
log_to_file()
application = QApplication([])

def begin():
    window = next(it for it in application.topLevelWidgets() if isinstance(it, MainWindow))
    if what == "idle":
        end()
    elif what == "engine":
        window.engine.load()
        end()
    elif what == "opening":
        window.open_path(files[0])
        assert window.workbench.opening
        end()
    elif what == "restoring":
        window.open_model(Path(files[1]))
        window.open_path(files[0])
        window.workbench.progressed.connect(lambda _progress: end())
        window.actions_.restore.trigger()
    elif what == "restored":
        window.open_model(Path(files[1]))
        window.open_path(files[0])
        window.restored.connect(lambda: QTimer.singleShot(0, end))
        window.actions_.restore.trigger()
    elif what == "failing":
        QTimer.singleShot(10, fail)
        QTimer.singleShot(300, end)
    elif what == "segfault":
        import ctypes
        ctypes.string_at(0)

def fail():
    raise RuntimeError("boom")

ended = []

def end():
    if ended:
        return
    ended.append(1)
    print("now", flush=True)
    if how == "close":
        QApplication.closeAllWindows()

sys.exit(run_window(when_ready=begin))
"""


def start(what: str, how: str, *files: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "QT_LOGGING_RULES": "qt.qpa.*=false"}
    program = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, what, how, *map(str, files)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert program.stdout is not None
    if what != "segfault":
        assert program.stdout.readline() == "now\n", program.communicate()
    return program


def end(program: subprocess.Popen[str]) -> tuple[float, str]:
    """Returns how long the program took to end and what it said on standard error."""
    began = time.monotonic()
    try:
        _out, said = program.communicate(timeout=60)
    finally:
        program.kill()
    return time.monotonic() - began, said


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Large enough to be opened in the background."""
    return save_noise(tmp_path / "photo.png", 1500, 800)


def save_noise(path: Path, width: int, height: int) -> Path:
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)
    Image.fromarray(pixels).save(path)
    return path


def running_files(user_folder: Path) -> list[Path]:
    return list(user_folder.rglob("running-*"))


@pytest.mark.parametrize(
    ("what", "how", "status"),
    [
        ("idle", "close", 0),
        ("engine", "SIGTERM", 143),
        ("opening", "close", 0),
        ("restoring", "SIGINT", 130),
    ],
)
def test_it_ends_soon(
    what: str,
    how: str,
    status: int,
    photo: Path,
    save_model: Callable[..., Path],
    tmp_path: Path,
    user_folder: Path,
) -> None:
    if what == "restoring":
        photo = save_noise(tmp_path / "small.png", 300, 300)
    program = start(what, how, photo, save_model(NetworkConfig(6, 6, 32)))
    if how != "close":
        assert len(running_files(user_folder)) == 1
        program.send_signal(signal.Signals[how])
    seconds, said = end(program)
    assert (program.returncode, said) == (status, "")
    assert seconds < SOON_S
    assert running_files(user_folder) == []


def test_closing_asks_where_a_result_was_not_saved(
    save_model: Callable[..., Path], tmp_path: Path
) -> None:
    """And the system's signal ends it all the same."""
    program = start("restored", "close", save_noise(tmp_path / "a.png", 40, 30), save_model())
    with pytest.raises(subprocess.TimeoutExpired):
        program.communicate(timeout=1.5)
    program.send_signal(signal.SIGINT)
    _seconds, said = end(program)
    assert (program.returncode, said) == (130, "")


def test_an_error_in_a_slot_is_in_the_log(user_folder: Path) -> None:
    program = start("failing", "close")
    end(program)
    (log,) = user_folder.rglob("memnet-gui.log")
    written = log.read_text(encoding="utf-8")
    assert "unexpected error in the window" in written
    assert "RuntimeError: boom" in written


def test_a_crash_leaves_its_report_for_the_next_start(user_folder: Path) -> None:
    program = start("segfault", "")
    end(program)
    assert program.returncode == -signal.SIGSEGV
    (left,) = running_files(user_folder)
    assert "Segmentation fault" in left.read_text(encoding="utf-8")
    program = start("idle", "close")
    end(program)
    assert program.returncode == 0
    assert running_files(user_folder) == []
