"""Files that appear whole and replace nothing unasked."""

from pathlib import Path

import pytest

from memnet_gui.errors import UserError
from memnet_gui.files import write_file


def test_write(tmp_path: Path) -> None:
    path = tmp_path / "Straße.csv"
    write_file(path, b"one")
    with pytest.raises(UserError, match="exists already"):
        write_file(path, b"two")
    assert path.read_bytes() == b"one"
    write_file(path, b"two", overwrite=True)
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_impossible_places(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        write_file(tmp_path, b"")
    with pytest.raises(UserError, match="is not a folder"):
        write_file(tmp_path / "none" / "a.csv", b"")
    with pytest.raises(UserError, match="choose another name"):
        write_file(tmp_path / ("a" * 400), b"")
