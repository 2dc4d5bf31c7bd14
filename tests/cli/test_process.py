"""The program as a process: closed streams, and SIGTERM."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from threading import Thread

import pytest

from memnet_gui.cli import main, models, process
from memnet_gui.cli.process import Terminated, ended_in_order

PROGRAM = Path(__file__).parents[2] / "main.py"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no such signals and shells")


@pytest.mark.parametrize("closed", ["2>&-", ">&-", ">&- 2>&-"])
@pytest.mark.parametrize("command", ["restore", "models"])
def test_closed_streams(
    photos: Path, model_file: Path, tmp_path: Path, command: str, closed: str
) -> None:
    output = tmp_path / "out.png"
    given = ["restore", photos / "grey.png", "--output", output, "--model", model_file]
    arguments = given if command == "restore" else ["models", "absent"]
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, PROGRAM, *arguments],
        check=False,
        capture_output=True,
        text=True,
    )
    assert "Error" not in done.stdout + done.stderr
    assert done.returncode == (0 if command == "restore" else 1)
    assert output.exists() == (command == "restore")


def test_sigterm_ends_an_export_in_order(model_file: Path, tmp_path: Path) -> None:
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from memnet_gui.cli import main\n"
        "from memnet_gui.exporting import torch_export\n"
        "def write(_contents, target):\n"
        "    target.write_bytes(b'half')\n"
        "    print('now', flush=True)\n"
        "    time.sleep(60)\n"
        "torch_export.write = write\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    target = tmp_path / "x.pt2"
    given = ["export", model_file, "--format", "torch-export", "--output", target]
    program = subprocess.Popen(
        [sys.executable, "-c", script, *given],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    try:
        assert program.stdout is not None
        assert program.stdout.readline() == "now\n"
        assert [path.name[:11] for path in temporary.glob("memnet-gui-*")] == ["memnet-gui-"]
        program.terminate()
        _, said = program.communicate(timeout=60)
    finally:
        program.kill()
    assert (program.returncode, said) == (143, "memnet-gui: interrupted\n")
    assert list(temporary.glob("memnet-gui-*")) == []
    assert not target.exists()


def test_sigterm_is_heeded_only_meanwhile(
    monkeypatch: pytest.MonkeyPatch, fails: Callable[..., str]
) -> None:
    monkeypatch.setattr(models, "shipped_models", lambda: signal.raise_signal(signal.SIGTERM))
    before = signal.getsignal(signal.SIGTERM)
    assert fails("models", status=143) == "interrupted"
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_second_sigterm_ends_at_once() -> None:
    found: list[object] = []

    def clear_up() -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            found.append(signal.getsignal(signal.SIGTERM))

    with pytest.raises(Terminated), ended_in_order():
        clear_up()
    assert found == [signal.SIG_DFL]


def test_an_import_is_not_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow.py").write_text(
        "import os, signal, time\n"
        "signal.raise_signal(signal.SIGTERM)\n"
        "time.sleep(0.2)\n"
        "os.environ['IS_IMPORTED'] = 'yes'\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("IS_IMPORTED", "no")
    found: list[str] = []

    def work() -> None:
        import_module("slow")
        found.append(os.environ["IS_IMPORTED"])
        time.sleep(60)

    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(Terminated), ended_in_order():
        work()
    assert found == ["yes"]
    assert signal.getsignal(signal.SIGALRM) is before


def test_a_command_that_ends_after_the_import_was_ended_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "quick.py").write_text("import signal\nsignal.raise_signal(signal.SIGTERM)\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(process, "_WAIT_S", 0.3)
    with pytest.raises(Terminated), ended_in_order():
        import_module("quick")
    time.sleep(0.5)  # in which nothing more comes


def test_an_import_that_takes_too_long_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "endless.py").write_text(
        "import signal, time\nsignal.raise_signal(signal.SIGTERM)\ntime.sleep(60)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(process, "_LONGEST_WAIT_S", 0.1)
    with pytest.raises(Terminated), ended_in_order():
        import_module("endless")


@pytest.mark.parametrize("what", ["turned into another error", "swallowed"])
def test_what_became_of_a_sigterm_does_not_matter(what: str) -> None:
    def work() -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        except Terminated as error:
            if what != "swallowed":
                raise ImportError("initialization failed") from error

    with pytest.raises(Terminated), ended_in_order():
        work()


def test_sigterm_ends_worker_processes() -> None:
    worker = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    worker.start()
    try:
        with pytest.raises(Terminated), ended_in_order():
            signal.raise_signal(signal.SIGTERM)
        worker.join(30)
        assert worker.exitcode == -signal.SIGTERM
    finally:
        worker.kill()


def test_a_copy_of_the_process_just_ends(tmp_path: Path) -> None:
    script = (
        "import os, signal\n"
        "from memnet_gui.cli.process import ended_in_order\n"
        "with ended_in_order():\n"
        "    child = os.fork()\n"
        "    try:\n"
        "        if not child:\n"
        "            signal.raise_signal(signal.SIGTERM)\n"
        "        status = os.waitpid(child, 0)[1]\n"
        "    finally:\n"
        "        print('undone')\n"
        "print(os.waitstatus_to_exitcode(status))\n"
    )
    said = subprocess.check_output([sys.executable, "-c", script], cwd=tmp_path, text=True)
    assert said == "undone\n-15\n"


def test_the_window_has_signals_of_its_own(
    monkeypatch: pytest.MonkeyPatch, succeeds: Callable[..., str]
) -> None:
    found: list[object] = []

    def run_window(**_options: object) -> int:
        found.append(signal.getsignal(signal.SIGTERM))
        return 0

    monkeypatch.setattr("memnet_gui.ui.start.run_window", run_window)
    before = signal.getsignal(signal.SIGTERM)
    succeeds("gui")
    assert found == [signal.SIG_DFL]
    assert signal.getsignal(signal.SIGTERM) is before


def test_other_threads_have_no_signals() -> None:
    statuses: list[int] = []
    thread = Thread(target=lambda: statuses.append(main(["models"])))
    thread.start()
    thread.join()
    assert statuses == [0]
