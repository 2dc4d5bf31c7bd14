"""How an earlier run ended; each run is a process of its own."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from memnet_gui.app.last_run import RunRecord, take_crashes

_RUN = """
import ctypes, os, signal, sys, time
from pathlib import Path
from memnet_gui.app.last_run import RunRecord
record = RunRecord(Path(sys.argv[1]))
record.begin()
print("there", flush=True)

def read_nothing():
    ctypes.string_at(0)

if sys.argv[2] == "segfault":
    read_nothing()
elif sys.argv[2] == "abort":
    os.abort()
elif sys.argv[2] == "wait":
    time.sleep(60)
record.end()
"""


def start(folder: Path, how: str) -> subprocess.Popen[str]:
    program = subprocess.Popen(
        [sys.executable, "-c", _RUN, folder, how],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "there\n"
    return program


def test_a_good_end_leaves_nothing(tmp_path: Path) -> None:
    program = start(tmp_path / "logs", "end")
    assert program.communicate(timeout=30) == ("", "")
    assert list((tmp_path / "logs").iterdir()) == []
    assert take_crashes(tmp_path / "logs") == []


@pytest.mark.skipif(sys.platform == "win32", reason="has no signals")
@pytest.mark.parametrize(
    ("how", "number", "words"),
    [("segfault", signal.SIGSEGV, "read_nothing"), ("abort", signal.SIGABRT, "Aborted")],
)
def test_a_crash_is_told_once(tmp_path: Path, how: str, number: int, words: str) -> None:
    program = start(tmp_path, how)
    program.communicate(timeout=30)
    assert program.returncode == -number
    (text,) = take_crashes(tmp_path)
    assert "Fatal Python error" in text
    assert words in text
    assert take_crashes(tmp_path) == []


def test_a_run_that_goes_on_is_no_crash_and_one_that_was_killed_is(tmp_path: Path) -> None:
    program = start(tmp_path, "wait")
    other = start(tmp_path, "wait")
    assert take_crashes(tmp_path) == []
    other.kill()
    other.communicate()
    assert take_crashes(tmp_path) == [""]
    assert take_crashes(tmp_path) == []
    program.kill()
    program.communicate()
    assert take_crashes(tmp_path) == [""]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    record = RunRecord(tmp_path / "file" / "logs")
    record.begin()
    record.end()
    assert take_crashes(tmp_path / "file" / "logs") == []
