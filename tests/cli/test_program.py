"""Arguments, exit statuses, error sentences and the log."""

import argparse
import builtins
import json
import logging
import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from memnet_gui import __version__, logs
from memnet_gui.cli import gui, main, models
from memnet_gui.errors import UserError

COMMANDS = ("gui", "restore", "degrade", "models", "evaluate", "export", "train", "demo")
PROGRAM = Path(__file__).parents[2] / "main.py"


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Lets the command `models` raise `error`."""

    def fail() -> None:
        raise error

    monkeypatch.setattr(models, "shipped_models", fail)


def log_file(user_folder: Path) -> Path:
    logs = list(user_folder.rglob("memnet-gui.log"))
    assert len(logs) == 1
    return logs[0]


def test_help_lists_the_commands(succeeds: Callable[..., str]) -> None:
    text = succeeds("--help")
    assert all(f"    {command} " in text for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command(succeeds: Callable[..., str], command: str) -> None:
    assert succeeds(command, "--help").startswith(f"usage: memnet-gui {command} ")


def test_version(succeeds: Callable[..., str]) -> None:
    assert succeeds("--version") == f"memnet-gui {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["paint"],
        ["models", "--yaml"],
        ["restore"],
        ["restore", "a.png"],
        ["restore", "a.png", "--output", "b.png", "--strength", "1.5"],
        ["restore", "a.png", "--output", "b.png", "--strength", "nan"],
        ["restore", "a.png", "--output", "b.png", "--tile", "8"],
        ["restore", "a.png", "--output", "b.png", "--device", "tpu"],
        ["degrade", "a.png", "--output", "b.png"],
        ["degrade", "a.png", "--output", "b.png", "--noise", "-1"],
        ["degrade", "a.png", "--output", "b.png", "--noise", "much"],
        ["degrade", "a.png", "--output", "b.png", "--noise", "30", "--seed", "1.5"],
        ["evaluate", "photos", "--noise", "30", "--limit", "0"],
        ["export", "denoise-grey-fast", "--output", "a.onnx"],
        ["export", "denoise-grey-fast", "--format", "gif", "--output", "a.gif"],
        ["train", "--data", "photos", "--output", "x.safetensors"],
    ],
    ids=" ".join,
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: memnet-gui")
    assert "error:" in err.splitlines()[-1]


def test_users_mishap(
    monkeypatch: pytest.MonkeyPatch, fails: Callable[..., str], user_folder: Path
) -> None:
    fail_with(monkeypatch, UserError("the cat sleeps on it; wake the cat"))
    assert fails("models") == "the cat sleeps on it; wake the cat"
    log = log_file(user_folder).read_text(encoding="utf-8")
    assert "Traceback" in log
    assert "wake the cat" in log


def test_fault_of_the_program(
    monkeypatch: pytest.MonkeyPatch, fails: Callable[..., str], user_folder: Path
) -> None:
    fail_with(monkeypatch, RuntimeError("first line\nsecond line\n"))
    log = "memnet-gui.log"
    message = fails("models")
    assert message.startswith("unexpected RuntimeError: first line (details in ")
    assert message.endswith(f"{log})")
    assert "second line" not in message
    assert str(log_file(user_folder)) in message
    written = log_file(user_folder).read_text(encoding="utf-8")
    assert "Traceback" in written
    assert "second line" in written
    assert "['models']" in written


@pytest.mark.parametrize(
    "command",
    [
        "import NAME --output m.safetensors",
        "import w.pth --output NAME.safetensors",
        "evaluate NAME --noise 25",
        "evaluate PHOTOS --noise 25 --like NAME",
        "evaluate PHOTOS --noise 25 --model NAME.pth",
        "export denoise-grey-fast --format hugging-face --output NAME",
        "restore PHOTOS --output NAME",
        "train --task denoise --data NAME --output m.safetensors",
        "train --task denoise --data PHOTOS --output NAME.safetensors",
    ],
)
def test_names_that_no_file_system_holds(
    photos: Path, fails: Callable[..., str], command: str
) -> None:
    name = "a" * 300
    words = command.replace("NAME", name).replace("PHOTOS", str(photos)).split()
    message = fails(*words)
    assert name in message
    assert "unexpected" not in message


def test_fault_without_words(monkeypatch: pytest.MonkeyPatch, fails: Callable[..., str]) -> None:
    fail_with(monkeypatch, AssertionError())
    assert fails("models").startswith("unexpected AssertionError (details in ")


def test_log_folder_that_cannot_be_made(
    monkeypatch: pytest.MonkeyPatch, fails: Callable[..., str], tmp_path: Path
) -> None:
    occupied = tmp_path / "file"
    occupied.touch()
    monkeypatch.setattr(logs, "user_log_path", lambda *_args, **_more: occupied / "log")
    # Without these, and any of its own, a logger prints to standard error.
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    fail_with(monkeypatch, RuntimeError("oops"))
    assert fails("models") == "unexpected RuntimeError: oops"


def test_log_is_appended_to(
    monkeypatch: pytest.MonkeyPatch, fails: Callable[..., str], user_folder: Path
) -> None:
    for number in ("one", "two"):
        fail_with(monkeypatch, UserError(f"mishap {number}"))
        fails("models")
    written = log_file(user_folder).read_text(encoding="utf-8")
    assert written.count("UserError: mishap one") == 1
    assert written.count("UserError: mishap two") == 1


def test_interrupted(monkeypatch: pytest.MonkeyPatch, fails: Callable[..., str]) -> None:
    fail_with(monkeypatch, KeyboardInterrupt())
    assert fails("models", status=130) == "interrupted"


class TestWindow:
    """What opens the window; the window itself is not opened."""

    @pytest.fixture(autouse=True)
    def opened(self, monkeypatch: pytest.MonkeyPatch) -> list[argparse.Namespace]:
        opened: list[argparse.Namespace] = []

        def run(options: argparse.Namespace) -> int:
            opened.append(options)
            return 0

        monkeypatch.setattr(gui, "run", run)
        return opened

    def test_no_command(self, opened: list[argparse.Namespace]) -> None:
        assert main([]) == 0
        assert (opened[0].photo, opened[0].sample) == (None, False)

    def test_photo_in_place_of_a_command(
        self, opened: list[argparse.Namespace], photos: Path
    ) -> None:
        assert main([str(photos / "grey.png")]) == 0
        assert opened[0].photo == photos / "grey.png"

    def test_file_named_like_a_command(
        self,
        opened: list[argparse.Namespace],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        succeeds: Callable[..., str],
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "models").touch()
        assert "models" in succeeds("models", "--json")
        assert opened == []

    def test_absent_photo(
        self, opened: list[argparse.Namespace], capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in ("absent.png", "a" * 5000, "nul\0"):
            assert main([name]) == 2
            assert "invalid choice" in capsys.readouterr().err
        assert opened == []


def test_as_a_process(tmp_path: Path) -> None:
    command = [sys.executable, str(PROGRAM), "models", "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["models"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes on Windows")
def test_a_reader_that_has_had_enough_is_no_error() -> None:
    script = (
        "import os, sys\n"
        "read, write = os.pipe()\n"
        "os.dup2(write, 1)\n"
        "os.close(read)\n"
        "from memnet_gui.cli import main\n"
        "sys.exit(main(['models']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (141, "")


def test_status_of_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["main.py", "restore", "absent.png", "--output", "out.png"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(str(PROGRAM), run_name="__main__")
    assert stop.value.code == 1
    message = "memnet-gui: absent.png does not exist; check its name and folder.\n"
    assert capsys.readouterr().err == message


@pytest.mark.parametrize(("platform", "first"), [("win32", "torch"), ("linux", None)])
def test_torch_comes_before_qt_on_windows_only(
    monkeypatch: pytest.MonkeyPatch, platform: str, first: str | None
) -> None:
    asked: list[str] = []
    imported = builtins.__import__

    def note(name: str, *more: Any, **others: Any) -> Any:
        asked.append(name)
        return imported(name, *more, **others)

    def run_window(**_options: object) -> int:
        asked.append("window")
        return 7

    window = ModuleType("memnet_gui.ui.start")
    monkeypatch.setattr(window, "run_window", run_window, raising=False)
    monkeypatch.setitem(sys.modules, window.__name__, window)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(builtins, "__import__", note)
    status = gui.run(argparse.Namespace(photo=None, sample=False))
    monkeypatch.undo()
    assert status == 7
    assert asked == [*filter(None, [first]), window.__name__, "window"]


def test_torch_keeps_kernels_for_few_sizes_of_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the user has asked for another number; see tests/restoration/batch/test_memory.py."""
    monkeypatch.delenv("LRU_CACHE_CAPACITY", raising=False)
    monkeypatch.setenv("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "7")
    assert main(["models"]) == 0
    assert os.environ["LRU_CACHE_CAPACITY"] == "128"
    assert os.environ["ONEDNN_PRIMITIVE_CACHE_CAPACITY"] == "7"
