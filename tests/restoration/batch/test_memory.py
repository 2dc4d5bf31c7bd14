"""A batch takes no more memory the longer it is."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

_PHOTOS = 60
_KERNELS_BYTES = 60e6
"""Kernels for other sizes of photo, of which few are kept; 115 MB when all were."""
_GROWTH_BYTES = 20e6
"""Once there are as many as are kept: it varies by up to 13 MB; 35 MB when all were."""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_stays_level(save_model: Callable[..., Path], tmp_path: Path) -> None:
    """Looks at the command after photos 20, 40 and 60, each of another size."""
    folder = tmp_path / "in"
    folder.mkdir()
    pixels = np.random.default_rng(0).integers(0, 256, (260, 260, 3), np.uint8)
    for number in range(_PHOTOS):
        part = pixels[: 200 + number, : 260 - number]
        Image.fromarray(part).save(folder / f"{number:02}.png", compress_level=0)
    code = "import sys; from memnet_gui.cli import main; sys.exit(main())"
    arguments = ["restore", folder, "--output", tmp_path / "out", "--model", save_model()]
    command = [sys.executable, "-c", code, *map(str, arguments), "--device", "cpu"]
    used = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            assert ".png  (" in line
            pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
            used.append(pages * 4096)
    assert process.returncode == 0
    assert len(used) == _PHOTOS
    assert max(used[20:]) - max(used[:20]) < _KERNELS_BYTES
    assert max(used[40:]) - max(used[:40]) < _GROWTH_BYTES
