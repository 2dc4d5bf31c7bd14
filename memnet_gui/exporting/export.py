"""Exports a model: written to a temporary folder, run, and only then put where it shall go."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from memnet_gui.exporting.formats import FORMATS, ExportError, ExportFormat
from memnet_gui.files import check_writable, make_folder, write_files
from memnet_gui.messages import QT_TRANSLATE_NOOP, system_reason_of
from memnet_gui.restoration.models import ModelInfo, load_model


@dataclass(frozen=True)
class ExportOrder:
    """What shall be exported, and where to.

    Attributes:
        model: Its weights are read when it is exported.
        format: A name in `FORMATS`.
        target: A file, or the folder of a format that is one.
        predictions: Whether M1..MM are outputs, too. A Hugging Face folder has them always.
        licence: Of the weights; None: the program's for those that ship, else unknown.
        overwrite: Whether files that are there are replaced.
    """

    model: ModelInfo
    format: str
    target: Path
    predictions: bool = False
    licence: str | None = None
    overwrite: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        """What will be written."""
        return FORMATS[self.format].files(self.target)


@dataclass(frozen=True)
class Exported:
    """What was written.

    Attributes:
        order: What was wanted.
        outputs: The names of what the exported network returns.
        difference: By how much it differs from the network in PyTorch, see `checks.compare`.
    """

    order: ExportOrder
    outputs: tuple[str, ...]
    difference: float


def export_model(order: ExportOrder, check: Callable[[], None] = lambda: None) -> Exported:
    """Exports a model and tries what came of it.

    Args:
        order: What is wanted.
        check: Called between the steps; leaves by raising.

    Raises:
        CheckpointError: The model's file is damaged.
        DeviceError: OpenVINO is wanted and not there.
        UserError: A file cannot be written, or packages are missing; or what was exported is not
            what it should be. Then nothing is written.
    """
    form = FORMATS[order.format]
    _check_target(order, form)
    from memnet_gui.exporting.checks import compare  # loads torch, which takes a second
    from memnet_gui.exporting.contents import collect

    writer: Any = import_module(f"memnet_gui.exporting.{form.module}")
    predictions = order.predictions or form.is_folder
    contents = collect(load_model(order.model), predictions=predictions, licence=order.licence)
    with _staging() as folder:
        staged = folder / f"network{form.suffix}"
        check()
        writer.write(contents, staged)
        check()
        difference = compare(contents, writer.reopen(staged), check)
        files = [path.read_bytes() for path in form.files(staged)]
    check()
    with _folder_made(order.target if form.is_folder else order.target.parent):
        write_files(dict(zip(order.files, files, strict=True)), overwrite=order.overwrite)
    return Exported(order, contents.outputs, difference)


def _check_target(order: ExportOrder, form: ExportFormat) -> None:
    """Finds out, before the work, what would keep the files from being written."""
    form.check_name(order.target)
    if form.is_folder and order.target.is_file():
        text = QT_TRANSLATE_NOOP("Engine", "{path} is a file; choose the name of a folder")
        raise ExportError(text, path=order.target)
    if form.is_folder and not order.target.is_dir():
        check_writable(order.target, overwrite=True)
        return
    for path in order.files:
        check_writable(path, overwrite=order.overwrite)


@contextmanager
def _staging() -> Iterator[Path]:
    """Yields a folder that is gone afterwards."""
    try:
        with TemporaryDirectory(prefix="memnet-gui-") as folder:
            yield Path(folder)
    except OSError as error:
        if error.errno is None:  # not of the system: Python's own
            raise
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} cannot be worked in ({reason}); make room for temporary files there"
        )
        raise ExportError(text, path=gettempdir(), reason=system_reason_of(error)) from error


@contextmanager
def _folder_made(folder: Path) -> Iterator[None]:
    """Makes a folder if it is not there, and takes it away again where nothing came into it."""
    is_new = not folder.is_dir()
    make_folder(folder)
    try:
        yield
    finally:
        if is_new:
            with suppress(OSError):
                folder.rmdir()  # fails where it holds anything
