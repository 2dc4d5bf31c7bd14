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
from collections.abc import Generator
from pathlib import Path

import pytest

SECONDS = float(os.environ.get("MEMNET_FUZZ_SECONDS", "60"))
SHARES = {"photos": 0.7, "weights": 0.15, "imports": 0.15}
START_UP_S = 120


def _first_seed() -> int:
    if "MEMNET_FUZZ_SEED" in os.environ:
        return int(os.environ["MEMNET_FUZZ_SEED"])
    return random.randrange(1 << 32) if "MEMNET_FUZZ_SECONDS" in os.environ else 0


class Fuzzer:
    """A process that tries damaged files of a kind in a folder of its own.

    Its words go to files: what nobody reads fills a pipe, and then it would wait.
    """

    def __init__(self, kind: str, folder: Path) -> None:
        self._output, self._errors = folder / "output", folder / "errors"
        script = Path(__file__).with_name(f"fuzz_{kind}.py")
        seconds = SECONDS * SHARES[kind]
        with self._output.open("w") as output, self._errors.open("w") as errors:
            self.process = subprocess.Popen(
                [sys.executable, script, folder, str(_first_seed()), str(seconds)],
                stdout=output,
                stderr=errors,
                env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
            )

    @property
    def seeds(self) -> list[str]:
        return self._output.read_text().split()

    @property
    def errors(self) -> str:
        return self._errors.read_text()[-3000:]


@pytest.fixture(scope="module")
def fuzzers(tmp_path_factory: pytest.TempPathFactory) -> Generator[dict[str, Fuzzer]]:
    """One of each kind, all at work at once."""
    started = {kind: Fuzzer(kind, tmp_path_factory.mktemp(kind)) for kind in SHARES}
    yield started
    for fuzzer in started.values():
        fuzzer.process.kill()
        fuzzer.process.wait()


@pytest.mark.timeout(SECONDS + 2 * START_UP_S)
@pytest.mark.parametrize("kind", SHARES)
def test_damaged_files_end_in_one_sentence(fuzzers: dict[str, Fuzzer], kind: str) -> None:
    fuzzer = fuzzers[kind]
    status = fuzzer.process.wait(SECONDS + START_UP_S)
    assert status == 0, f"MEMNET_FUZZ_SEED={fuzzer.seeds[-1:]}: {fuzzer.errors}"
    assert len(fuzzer.seeds) > SECONDS * SHARES[kind], "hardly anything was tried"
