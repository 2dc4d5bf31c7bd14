"""Damaged photos and weight files give a photo, a network or one clear sentence, nothing else.

Each kind runs in a process of its own, since a decoder might end it. Without MEMNET_FUZZ_SECONDS
the same seeds are tried for a minute; with it, new ones are, for so long in all:

    MEMNET_FUZZ_SECONDS=600 .venv/bin/python -m pytest tests/fuzz

A failure names its seed; MEMNET_FUZZ_SEED starts there.
"""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = float(os.environ.get("MEMNET_FUZZ_SECONDS", "60"))
SHARES = {"photos": 0.7, "weights": 0.15, "imports": 0.15}
START_UP_S = 120


def _first_seed() -> int:
    if "MEMNET_FUZZ_SEED" in os.environ:
        return int(os.environ["MEMNET_FUZZ_SEED"])
    return random.randrange(1 << 32) if "MEMNET_FUZZ_SECONDS" in os.environ else 0


@pytest.mark.timeout(SECONDS + 2 * START_UP_S)
@pytest.mark.parametrize("kind", SHARES)
def test_damaged_files_end_in_one_sentence(tmp_path: Path, kind: str) -> None:
    script = Path(__file__).with_name(f"fuzz_{kind}.py")
    seconds = SECONDS * SHARES[kind]
    ended = subprocess.run(
        [sys.executable, script, tmp_path, str(_first_seed()), str(seconds)],
        capture_output=True,
        text=True,
        timeout=seconds + START_UP_S,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )
    seeds = ended.stdout.split()
    assert ended.returncode == 0, f"MEMNET_FUZZ_SEED={seeds[-1:]}: {ended.stderr[-3000:]}"
    assert len(seeds) > seconds, "hardly anything was tried"
