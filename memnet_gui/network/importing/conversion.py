"""Makes a model of this program of a file of weights from elsewhere."""

import datetime as dt
import re
from pathlib import Path

from memnet_gui import __version__
from memnet_gui.files import check_writable
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import save_checkpoint
from memnet_gui.network.importing.assembly import ImportedNetwork
from memnet_gui.network.importing.tensors import WeightsError

SUFFIX = ".safetensors"
_WORDS = {
    "denoise": re.compile(r"gd|dn|awgn|(de)?nois\w*"),
    "upscale": re.compile(r"sr|x[2348]|super\w*|upscal\w*"),
    "deblock": re.compile(r"jd|jpe?g\w*|deblock\w*"),
}
"""Words in names of weight files by task; the authors' files end in GD, SR and JD."""
_ENDINGS = re.compile(r"(\.(caffemodel|pth|pt|tar|ckpt|bin|safetensors))+$", re.IGNORECASE)


def guess_task(path: Path) -> str | None:
    """Returns the task that a file's name tells of, None where it tells of none or of several."""
    words = re.split(r"[^a-z0-9]+", path.name.lower())
    tasks = [t for t, pattern in _WORDS.items() if any(map(pattern.fullmatch, words))]
    return tasks[0] if len(tasks) == 1 else None


def name_model(path: Path) -> str:
    """Returns a file's name without the endings of weight files."""
    return _ENDINGS.sub("", path.name) or path.name


def check_output(path: Path, *, overwrite: bool) -> None:
    """Finds out, before the work, what would keep a model from being written.

    Raises:
        WeightsError: The path has another ending than a model.
        UserError: As `check_writable`.
    """
    if path.suffix != SUFFIX:
        text = QT_TRANSLATE_NOOP("Engine", "{path} must end in .safetensors")
        raise WeightsError(text, path=path)
    check_writable(path, overwrite=overwrite)


def write_model(imported: ImportedNetwork, source: Path, output: Path, task: str) -> None:
    """Writes an imported network with a card that says where it is from.

    Nothing is known of its training. What surround a tile needs is not measured, so the whole
    receptive field is taken, which is always enough.

    Args:
        imported: What `read_weights` returned.
        source: The file that it was read from.
        output: The model; one that is there is replaced.
        task: What the network was trained for, one of `TASKS`; no file says so itself.

    Raises:
        UserError: The model cannot be written.
    """
    card = ModelCard(
        task=task,
        program_version=__version__,
        date=dt.datetime.now(dt.UTC).date().isoformat(),
        imported_from=f"{source.name} ({imported.layout})",
    )
    save_checkpoint(output, imported.network, card)
