"""A batch takes no more memory the longer it is."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

_PHOTOS = 60
_KERNELS = "32"
"""Fewer than the program keeps for sizes of photo, so that there are as many soon."""
_GROWTH_BYTES = 20e6
"""What two looks at a busy process may differ by. It was 70 MB when all kernels were kept, and
would be 30 MB if each photo of 0.75 MB stayed."""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_stays_level(save_model: Callable[..., Path], tmp_path: Path) -> None:
    """Compares the command's first 20 photos with the 40 that follow, each of another size."""
    folder = tmp_path / "in"
    folder.mkdir()
    pixels = np.random.default_rng(0).integers(0, 256, (260, 260, 3), np.uint8)
    for number in range(_PHOTOS):
        part = pixels[: 200 + number, : 260 - number]
        Image.fromarray(part).save(folder / f"{number:02}.png", compress_level=0)
    code = "import sys; from memnet_gui.cli import main; sys.exit(main())"
    arguments = ["restore", folder, "--output", tmp_path / "out", "--model", save_model()]
    command = [sys.executable, "-c", code, *map(str, arguments), "--device", "cpu"]
    bounds = dict.fromkeys(("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "LRU_CACHE_CAPACITY"), _KERNELS)
    environment = os.environ | bounds
    used = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            assert ".png  (" in line
            pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
            used.append(pages * 4096)
    assert process.returncode == 0
    assert len(used) == _PHOTOS
    assert max(used[20:]) - max(used[:20]) < _GROWTH_BYTES
