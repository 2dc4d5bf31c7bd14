"""Keeps tests off the display and the user's folders, and has them leave nothing of Qt behind."""

import ctypes
import gc
import os
import sys
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Both are read when Qt and torch are first imported, which no test has done yet. More threads only
# slow down small networks, most of all on a busy machine.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")

# ONNX Runtime, which some tests import themselves, would report its use to Microsoft.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# Property tests leave nothing in the checkout, and a busy machine fails none.
settings.register_profile("memnet", database=None, deadline=None)
settings.load_profile("memnet")

_CALL_FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips the tests marked gpu where there is no CUDA device."""
    marked = [item for item in items if item.get_closest_marker("gpu")]
    if not marked:
        return
    import torch

    if not torch.cuda.is_available():
        for item in marked:
            item.add_marker(pytest.mark.skip(reason="needs a CUDA device"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes whether the test itself failed, and makes what it said fit for another process."""
    report = yield
    if report.when == "call":
        item.stash[_CALL_FAILED] = report.failed
    # Names of files that are not UTF-8 may be among it, which pytest-xdist cannot pass on.
    report.sections = [
        (name, text.encode(errors="backslashreplace").decode()) for name, text in report.sections
    ]
    return report


@pytest.fixture
def data_folder() -> Path:
    """Returns the folder that MEMNET_DATA names, of the training and test images."""
    folder = os.environ.get("MEMNET_DATA")
    if not folder:
        pytest.skip("needs the image sets: MEMNET_DATA is not set")
    return Path(folder)


@pytest.fixture(autouse=True)
def user_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keeps settings, caches and other files of the user in a temporary folder, and returns it."""
    folder = tmp_path_factory.mktemp("user")
    for kind in ("config", "cache", "data", "state"):
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(folder / kind))
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QSettings

        for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(form, QSettings.Scope.UserScope, str(folder / "config"))
    return folder


@pytest.fixture
def german(qapp: "QApplication") -> Generator[None]:
    """Has the program speak German; windows come after it."""
    yield from _speak(qapp, "de")


@pytest.fixture
def english(qapp: "QApplication") -> Generator[None]:
    """Has the program say singulars, too, as it does where it is started."""
    yield from _speak(qapp, "en")


def _speak(application: "QApplication", language: str) -> Generator[None]:
    from PySide6.QtCore import QLocale

    from memnet_gui.app.translation import install_translation

    before = QLocale()
    translators = install_translation(application, language)
    assert any("memnet-gui" in translator.filePath() for translator in translators)
    yield
    for translator in translators:
        application.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def no_qt_leaks(request: pytest.FixtureRequest) -> Generator[None]:
    """Fails a test that leaves a running QThread, an active QTimer or a top-level widget."""
    before = _qt_objects_in_use()
    yield
    # A failed test is told once; its traceback still holds its objects.
    if request.node.stash.get(_CALL_FAILED, False) or not _new_objects(before):
        return
    gc.collect()
    leaks = _new_objects(before)
    if leaks:
        description = ", ".join(repr(leak) for leak in leaks)
        _end(leaks)
        pytest.fail(f"left behind: {description}", pytrace=False)


def _new_objects(before: Iterable[object]) -> list[object]:
    known = {id(thing) for thing in before}
    return [thing for thing in _qt_objects_in_use() if id(thing) not in known]


def _qt_objects_in_use() -> list[object]:
    """Lists running threads, active timers and top-level widgets; none without an application."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    import shiboken6
    from PySide6.QtCore import QEvent, QThread, QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return []
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    main_thread = application.thread()
    wrappers = shiboken6.getAllValidWrappers()
    threads = [it for it in wrappers if isinstance(it, QThread) and it.isRunning()]
    timers = [it for it in wrappers if isinstance(it, QTimer) and it.isActive()]
    windows = [it for it in application.topLevelWidgets() if it.parent() is None]
    return [*(it for it in threads if it != main_thread), *timers, *windows]


def _end(leaks: Iterable[object]) -> None:
    """Ends what a test left, so that later tests and the interpreter's exit go undisturbed."""
    from PySide6.QtCore import QThread, QTimer
    from PySide6.QtWidgets import QWidget

    for leak in leaks:
        if isinstance(leak, QThread):
            leak.quit()
            leak.wait(5000)
        elif isinstance(leak, QTimer):
            leak.stop()
        elif isinstance(leak, QWidget):
            leak.close()
            leak.deleteLater()


@pytest.fixture
def photo_path(tmp_path: Path) -> Path:
    """Saves a colour photo of 60 x 40 pixels under a name that is not plain ASCII."""
    import numpy as np
    from PIL import Image

    path = tmp_path / "Straße 1.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (40, 60, 3), np.uint8)).save(path)
    return path


@pytest.fixture
def start_torch_thread() -> Callable[[], None]:
    """Has torch compute with one more thread than the calling one, and keep it.

    Only GNU's OpenMP can be told to end it.
    """
    if sys.platform != "linux":
        pytest.skip("torch has another OpenMP there")
    import torch

    if not hasattr(ctypes.CDLL(None), "omp_pause_resource_all"):
        pytest.skip("torch came without GNU's OpenMP")

    def start() -> None:
        torch.set_num_threads(2)
        torch.arange(400_000.0).mul(2)

    return start


@pytest.fixture
def count_threads() -> Callable[[], int]:
    """Counts the threads of this program, those of libraries too, on Linux."""
    return lambda: len(list(Path("/proc/self/task").iterdir()))


@pytest.fixture
def save_model(tmp_path: Path) -> Callable[..., Path]:
    """Saves a model, unless told M2R2 C4 to denoise; its random weights change the picture."""
    import torch

    from memnet_gui.network.card import ModelCard
    from memnet_gui.network.checkpoint import save_checkpoint
    from memnet_gui.network.configuration import NetworkConfig
    from memnet_gui.network.memnet import MemNet

    def save(config: NetworkConfig | None = None, task: str = "denoise") -> Path:
        torch.manual_seed(1)
        network = MemNet(config or NetworkConfig(2, 2, 4))
        torch.nn.init.normal_(network.reconstruction_conv.weight, std=0.05)
        kind = f"{task}-colour" if network.config.channels == 3 else task
        name = f"{kind}-{network.config.name}".removeprefix("denoise-").replace(" ", "-")
        path = tmp_path / "models" / f"{name}.safetensors"
        save_checkpoint(path, network, ModelCard(task=task, summary="For tests"))
        return path

    return save
