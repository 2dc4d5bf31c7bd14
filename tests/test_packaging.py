"""The wheel, the source archive and the desktop's files hold what an installation needs."""

import configparser
import importlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from email import message_from_string
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeDatabase

from memnet_gui import __version__
from memnet_gui.imaging.formats import OPEN_SUFFIXES
from memnet_gui.paths import resource_folder

ROOT = Path(__file__).parents[1]
INFO = f"memnet_gui-{__version__}.dist-info"


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> object:
    """Returns what builds packages; it works on the current folder."""
    backend = pytest.importorskip("hatchling.build", reason="the build backend is not installed")
    monkeypatch.chdir(ROOT)
    return backend


@pytest.fixture
def wheel(backend: object, tmp_path: Path) -> Iterator[zipfile.ZipFile]:
    """Builds the wheel, as pip does."""
    with zipfile.ZipFile(tmp_path / backend.build_wheel(str(tmp_path))) as archive:
        yield archive


def shipped_files() -> set[str]:
    """Lists the resources that must be in a package."""
    files = {path for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert {path.parent.name for path in files} >= {"figures", "icons", "published", "weights"}
    return {path.relative_to(ROOT).as_posix() for path in files}


def test_wheel_holds_modules_and_resources(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "memnet_gui").rglob("*.py")}
    assert modules <= names
    assert {f"memnet_gui/{name}" for name in shipped_files()} <= names
    assert {name.split("/")[0] for name in names} == {
        "memnet_gui",
        INFO,
        f"memnet_gui-{__version__}.data",
    }


def test_wheel_tells_what_it_is(wheel: zipfile.ZipFile) -> None:
    told = message_from_string(wheel.read(f"{INFO}/METADATA").decode("utf-8"))
    assert (told["Name"], told["Version"]) == ("memnet-gui", __version__)
    assert (told["License-Expression"], told["License-File"]) == ("Apache-2.0", "LICENSE")
    assert wheel.read(f"{INFO}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    kind = message_from_string(wheel.read(f"{INFO}/WHEEL").decode("utf-8"))
    assert (kind["Root-Is-Purelib"], kind["Tag"]) == ("true", "py3-none-any")


def test_wheel_brings_the_command(wheel: zipfile.ZipFile) -> None:
    points = configparser.ConfigParser()
    points.read_string(wheel.read(f"{INFO}/entry_points.txt").decode("utf-8"))
    module, _, function = points["console_scripts"]["memnet-gui"].partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_wheel_brings_what_desktops_look_for(wheel: zipfile.ZipFile) -> None:
    share = f"memnet_gui-{__version__}.data/data/share/"
    names = {name.removeprefix(share) for name in wheel.namelist() if name.startswith(share)}
    assert {"applications/memnet-gui.desktop", "metainfo/memnet-gui.metainfo.xml"} <= names
    icons = {name for name in names if name.startswith("icons/hicolor/")}
    assert len(icons) == len(list(resource_folder("icons").iterdir()))
    for name in icons:
        folder, size, kind, file = name.removeprefix("icons/").split("/")
        assert (folder, kind) == ("hicolor", "apps")
        if file == "memnet-gui.png":
            with wheel.open(share + name) as stream, Image.open(stream) as image:
                assert size == f"{image.width}x{image.height}"
        else:
            assert (size, file) == ("scalable", "memnet-gui.svg")


def test_source_archive_is_whole(backend: object, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / backend.build_sdist(str(tmp_path))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {"LICENSE", "Makefile", "README.md", "constraints.txt", "main.py", "pyproject.toml"}
    needed |= {"memnet_gui/__main__.py", "packaging/build-bundle.sh", "tests/conftest.py"}
    assert needed | {"tools/set-up.sh"} | shipped_files() <= names


def test_package_can_be_run() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "memnet_gui", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"memnet-gui {__version__}\n")


def test_icons_show_the_drawing() -> None:
    icons = resource_folder("icons")
    drawing = ET.parse(icons / "memnet-gui.svg").getroot()
    assert not [it for it in drawing.iter() if it.tag.endswith(("text", "image", "clipPath"))]
    with Image.open(icons / "memnet-gui.png") as image:
        large = image.convert("RGBa")
    assert large.size == (256, 256)
    for path in icons.glob("memnet-gui-*.png"):
        with Image.open(path) as image:
            small = image.convert("RGBa")
        assert f"memnet-gui-{small.width}.png" == path.name
        expected = np.asarray(large.resize(small.size, Image.Resampling.BOX), np.float32)
        # Edges differ a little by how they are smoothed, an older drawing by dozens of levels.
        assert np.abs(np.asarray(small, np.float32) - expected).mean() < 2


def test_window_takes_the_sharpest_icon(qapp: object) -> None:
    from memnet_gui.ui.icon import program_icon

    sizes = {(size.width(), size.height()) for size in program_icon().availableSizes()}
    assert sizes == {(size, size) for size in (16, 32, 48, 128, 256)}


@pytest.fixture
def entry() -> configparser.SectionProxy:
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment]
    parser.read(resource_folder("linux") / "memnet-gui.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.mark.parametrize("suffix", OPEN_SUFFIXES)
def test_desktop_opens_every_format_that_is_read(
    entry: configparser.SectionProxy, suffix: str
) -> None:
    # Desktops look into a file whose ending they do not know, as some do not know .jfif.
    start = b"\xff\xd8\xff\xe0" if suffix == ".jfif" else b""
    found = QMimeDatabase().mimeTypeForFileNameAndData(f"x{suffix}", start)
    assert found.name() in entry["MimeType"].split(";")


def test_desktop_starts_the_window_on_a_photo(entry: configparser.SectionProxy) -> None:
    from memnet_gui.cli.program import build_parser

    program, *arguments = entry["Exec"].replace("%f", "/photos/a b.png").split(" ", 2)
    options = build_parser().parse_args(arguments)
    assert (program, options.command, options.photo) == (
        "memnet-gui",
        "gui",
        Path("/photos/a b.png"),
    )


def test_software_centres_find_the_entry() -> None:
    told = ET.parse(resource_folder("linux") / "memnet-gui.metainfo.xml").getroot()
    assert told.findtext("launchable") == "memnet-gui.desktop"
    assert told.findtext("project_license") == "Apache-2.0"


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="needs desktop-file-utils")
def test_desktop_entry_is_valid() -> None:
    path = resource_folder("linux") / "memnet-gui.desktop"
    done = subprocess.run(
        ["desktop-file-validate", path], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
