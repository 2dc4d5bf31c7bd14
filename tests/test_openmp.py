"""Threads of OpenMP: how they wait for each other, and that none stays behind."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest
import torch

from memnet_gui.openmp import release_threads


@pytest.mark.skipif(sys.platform != "linux", reason="torch has another OpenMP there")
@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({}, "3000"),
        ({"GOMP_SPINCOUNT": "7"}, "7"),
        ({"OMP_WAIT_POLICY": "PASSIVE"}, "0"),
    ],
    ids=["nothing", "a count", "a policy"],
)
def test_threads_do_not_wait_in_a_loop_for_long(given: dict[str, str], read: str) -> None:
    """By what the library itself says it has read."""
    kept = {k: v for k, v in os.environ.items() if k not in ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY")}
    ended = subprocess.run(
        [sys.executable, "-c", "import memnet_gui.restoration.restorer"],
        env={**kept, **given, "OMP_DISPLAY_ENV": "VERBOSE"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    if "GOMP_" not in ended.stderr:
        pytest.skip("torch came without GNU's OpenMP")
    assert f"GOMP_SPINCOUNT = '{read}'" in ended.stderr


def test_released_threads_end_and_others_begin_when_needed(
    start_torch_thread: Callable[[], None], count_threads: Callable[[], int]
) -> None:
    counts = []

    def compute() -> None:
        for _ in range(2):
            start_torch_thread()
            counts.append(count_threads())
            release_threads()
            counts.append(count_threads())
        assert torch.get_num_threads() == 2

    computing = threading.Thread(target=compute)
    computing.start()
    computing.join()
    with_another = counts[0]
    assert counts == [with_another, with_another - 1] * 2
