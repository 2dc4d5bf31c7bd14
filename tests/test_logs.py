"""The log file that several running programs share."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from memnet_gui.logs import SharedLogFile, log_folder, log_to_file


def record(text: str) -> logging.LogRecord:
    return logging.LogRecord("memnet_gui", logging.INFO, __file__, 1, text, None, None)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_the_other_program_follows_a_rotation(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    first, second = (SharedLogFile(path, largest_bytes=150) for _ in range(2))
    second.emit(record("a" * 60))
    first.emit(record("b" * 100))  # does not fit: the file is renamed
    second.emit(record("second's next"))
    first.emit(record("first's next"))
    first.close()
    second.close()
    assert lines(tmp_path / "a.log.1") == ["a" * 60]
    assert lines(path) == ["b" * 100, "second's next", "first's next"]
    assert not (tmp_path / "a.log.2").exists()


def test_it_goes_on_where_the_log_was_deleted(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    handler = SharedLogFile(path)
    handler.emit(record("gone"))
    path.unlink()
    handler.emit(record("here"))
    handler.close()
    assert lines(path) == ["here"]


def test_a_log_that_cannot_be_renamed_grows_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = SharedLogFile(tmp_path / "a.log", largest_bytes=10)
    handler.emit(record("one line"))

    def refuse(*_names: object) -> None:
        raise PermissionError("another program has it open")

    monkeypatch.setattr("os.rename", refuse)
    handler.emit(record("another line"))
    handler.close()
    assert lines(tmp_path / "a.log") == ["one line", "another line"]


_WRITE = """
import logging, sys
from pathlib import Path
from memnet_gui.logs import SharedLogFile
handler = SharedLogFile(Path(sys.argv[1]), largest_bytes=20_000, kept_old=50)
for number in range(300):
    text = f"{sys.argv[2]} {number:03d} " + "x" * 100
    handler.emit(logging.LogRecord("m", logging.INFO, "f", 1, text, None, None))
"""


def test_two_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    programs = [
        subprocess.Popen([sys.executable, "-c", _WRITE, path, name], stderr=subprocess.PIPE)
        for name in ("one", "two")
    ]
    for program in programs:
        _out, err = program.communicate(timeout=60)
        assert (program.returncode, err) == (0, b"")
    files = list(tmp_path.iterdir())
    written = [line for file in files for line in lines(file)]
    assert len(set(written)) == len(written)
    assert len(written) == 600
    assert max(file.stat().st_size for file in files) < 30_000


def test_the_log_lies_in_the_platform_s_folder(user_folder: Path) -> None:
    path = log_to_file()
    assert path is not None
    try:
        logging.getLogger("memnet_gui.test").warning("a word")
        assert path.parent == log_folder()
        assert user_folder in path.parents
        assert lines(path)[-1].endswith("WARNING memnet_gui.test: a word")
    finally:
        root = logging.getLogger("memnet_gui")
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
