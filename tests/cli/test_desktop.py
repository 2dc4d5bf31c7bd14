"""Puts the program into the menu of a desktop, below a data folder of the test's own."""

import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from memnet_gui import __version__
from memnet_gui.cli import desktop
from memnet_gui.paths import resource_folder

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux has desktop entries"
)


@pytest.fixture
def data(user_folder: Path) -> Path:
    return user_folder / "data"


@pytest.fixture(autouse=True)
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files must not depend on what is installed here."""
    monkeypatch.setattr(desktop.shutil, "which", lambda _name: None)


def read_entry(data: Path) -> dict[str, str]:
    text = (data / "applications" / "memnet-gui.desktop").read_text(encoding="utf-8")
    head, *lines = text.splitlines()
    assert head == "[Desktop Entry]"
    return dict(line.split("=", 1) for line in lines)


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_entry_starts_this_program(succeeds: Callable[..., str], data: Path) -> None:
    assert str(data) in succeeds("desktop", "--install")
    entry = read_entry(data)
    command = shlex.split(entry["Exec"])
    assert command[-2:] == ["gui", "%f"]
    assert entry["TryExec"] == command[0]
    done = subprocess.run([*command[:-2], "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"memnet-gui {__version__}\n"


def test_other_lines_stay(succeeds: Callable[..., str], data: Path) -> None:
    succeeds("desktop", "--install")
    written = read_entry(data)
    shipped = (resource_folder("linux") / "memnet-gui.desktop").read_text(encoding="utf-8")
    given = dict(line.split("=", 1) for line in shipped.splitlines()[1:])
    assert written.keys() == given.keys()
    changed = {key for key, value in given.items() if written[key] != value}
    assert changed == {"Exec", "TryExec"}


def test_icons_come_with_it(succeeds: Callable[..., str], data: Path) -> None:
    succeeds("desktop", "--install")
    icons = data / "icons" / "hicolor"
    shipped = resource_folder("icons")
    for place, name in {
        "16x16/apps/memnet-gui.png": "memnet-gui-16.png",
        "256x256/apps/memnet-gui.png": "memnet-gui.png",
        "scalable/apps/memnet-gui.svg": "memnet-gui.svg",
    }.items():
        assert (icons / place).read_bytes() == (shipped / name).read_bytes()
    assert len(files_below(icons)) == len(files_below(shipped))


def test_installing_again_renews(succeeds: Callable[..., str], data: Path) -> None:
    succeeds("desktop", "--install")
    entry = data / "applications" / "memnet-gui.desktop"
    wanted = entry.read_bytes()
    entry.write_text("old")
    succeeds("desktop", "--install")
    assert entry.read_bytes() == wanted


def test_removing_leaves_what_others_put_there(succeeds: Callable[..., str], data: Path) -> None:
    other = data / "applications" / "other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("[Desktop Entry]\n")
    succeeds("desktop", "--install")
    assert succeeds("desktop", "--remove") == "MemNet GUI is no longer in the menu\n"
    assert files_below(data) == [other]
    assert succeeds("desktop", "--remove") == "MemNet GUI was not in the menu\n"


@pytest.mark.parametrize(
    "folder", ["plain", "with space", 'quo"te', "doll$ar", "back`tick", "back\\slash", "50%f"]
)
def test_program_may_lie_anywhere(
    succeeds: Callable[..., str],
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
) -> None:
    program = tmp_path / folder / "memnet-gui"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    succeeds("desktop", "--install")
    entry = read_entry(data)
    # First the escapes of every value are undone, then the quotes of Exec, which are a shell's.
    quoted = entry["Exec"].replace("\\\\", "\\").removesuffix(" gui %f")
    shown = subprocess.run(["sh", "-c", f"printf %s {quoted}"], capture_output=True, check=True)
    assert shown.stdout.decode().replace("%%", "%") == str(program)
    assert entry["TryExec"].replace("\\\\", "\\") == str(program)


def test_without_the_script_python_starts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert desktop.find_program() == ["/nowhere/python", "-m", "memnet_gui"]


def test_data_folder_that_cannot_be_made(fails: Callable[..., str], data: Path) -> None:
    data.write_text("a file")
    assert str(data) in fails("desktop", "--install")


def test_other_systems(fails: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert fails("desktop", "--install").startswith("only Linux has desktop entries")


def test_the_list_of_programs_is_renewed(
    succeeds: Callable[..., str], data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tool = tmp_path / "tool"
    tool.write_text('#!/bin/sh\necho "$@" > "$0.told"\n')
    tool.chmod(0o755)
    monkeypatch.setattr(desktop.shutil, "which", lambda _name: str(tool))
    succeeds("desktop", "--install")
    assert Path(f"{tool}.told").read_text().strip() == str(data / "applications")
