"""Files that appear whole and replace nothing unasked."""

import os
import sys
from pathlib import Path

import pytest

from memnet_gui.errors import UserError
from memnet_gui.files import check_folder_takes, check_writable, write_file


def test_write(tmp_path: Path) -> None:
    path = tmp_path / "Straße.csv"
    write_file(path, b"one")
    with pytest.raises(UserError, match="exists already"):
        write_file(path, b"two")
    assert path.read_bytes() == b"one"
    write_file(path, b"two", overwrite=True)
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_folders_that_take_no_file(tmp_path: Path) -> None:
    check_folder_takes(tmp_path / "a.csv")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UserError, match=r"none/a.csv cannot be written \(No such file"):
        check_folder_takes(tmp_path / "none" / "a.csv")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder in which none may write")
def test_a_folder_that_takes_nothing_is_found_out_before(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to("/proc/a.csv")
    for path in (Path("/proc/a.csv"), link):
        with pytest.raises(UserError, match=r"/proc/a.csv cannot be written \("):
            check_writable(path, overwrite=False)


def test_impossible_places(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        write_file(tmp_path, b"")
    with pytest.raises(UserError, match="is not a folder"):
        write_file(tmp_path / "none" / "a.csv", b"")
    with pytest.raises(UserError, match="choose another name"):
        write_file(tmp_path / ("a" * 400), b"")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes that have names")
@pytest.mark.parametrize("overwrite", [True, False])
def test_only_files_are_replaced(tmp_path: Path, overwrite: bool) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link, Path(os.devnull)):
        with pytest.raises(UserError, match=f"^{path} is a device or a pipe; choose another name"):
            check_writable(path, overwrite=overwrite)
        with pytest.raises(UserError, match=f"^{path} is a device or a pipe; choose another name"):
            write_file(path, b"", overwrite=overwrite)
    assert pipe.is_fifo()
    assert link.is_symlink()


def test_a_link_to_a_file_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "file")
    write_file(link, b"new", overwrite=True)
    assert link.read_bytes() == b"new"


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    folder, link = tmp_path / "real", tmp_path / "link.json"
    folder.mkdir()
    (folder / "old.json").write_bytes(b"old")
    link.symlink_to("real/old.json")
    with pytest.raises(UserError, match=r"link\.json exists already"):
        write_file(link, b"new")
    write_file(link, b"new", overwrite=True)
    assert link.is_symlink()
    assert (folder / "old.json").read_bytes() == b"new"
    assert sorted(tmp_path.rglob("*")) == [link, folder, folder / "old.json"]


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_link_that_leads_nowhere_gets_its_file(tmp_path: Path, overwrite: bool) -> None:
    link = tmp_path / "link.json"
    link.symlink_to("missing.json")
    write_file(link, b"new", overwrite=overwrite)
    assert link.is_symlink()
    assert (tmp_path / "missing.json").read_bytes() == b"new"
