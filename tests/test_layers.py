import subprocess
import sys

# import-linter reads the imports; this runs them, and so sees lazy and conditional ones as well.
IMPORT_ENGINE = """
import importlib, pkgutil, sys

count = 0
for layer in ("network", "imaging", "restoration", "training", "exporting", "evaluation"):
    package = importlib.import_module(f"memnet_gui.{layer}")
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        try:
            importlib.import_module(module.name)
        except ModuleNotFoundError as error:
            if error.name != "triton":  # comes with torch for CUDA
                raise
        count += 1
print(count, *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_engine_loads_no_qt_and_openvino_only_when_used() -> None:
    process = subprocess.run(
        [sys.executable, "-c", IMPORT_ENGINE], capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr
    count, *loaded = process.stdout.split()
    assert int(count) >= 5
    # OpenVINO takes as long to import as the rest of the engine without torch.
    assert "openvino" not in loaded
    assert not {"PySide6", "shiboken6", "pyqtgraph", "qimage2ndarray", "qtawesome"} & set(loaded)


RESTORE = """
import sys
import numpy as np
from memnet_gui.restoration.models import find_model, load_model
from memnet_gui.restoration.request import RestorationRequest
from memnet_gui.restoration.restorer import restore

model = load_model(find_model("denoise-grey-fast"))
restore(RestorationRequest(np.zeros((20, 20, 1), np.float32), model))
print(*[name for name in sys.modules if name.startswith("torch._dynamo")])
"""


def test_restoring_does_not_load_torchs_compiler() -> None:
    """It takes a second, and the first photo would wait for it."""
    process = subprocess.run(
        [sys.executable, "-c", RESTORE], capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr
    assert process.stdout.split() == []
