"""Which models there are and which one fits."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.header import CheckpointError, read_header
from memnet_gui.paths import resource_folder

if TYPE_CHECKING:
    from memnet_gui.network.memnet import MemNet

_SUFFIX = ".safetensors"
_DEFAULT = "denoise-grey-fast"


class ColourPolicy(Enum):
    """What of a colour photo goes through a network; the value says it in the window."""

    COLOUR = QT_TRANSLATE_NOOP("Engine", "red, green and blue together")
    EACH = QT_TRANSLATE_NOOP("Engine", "red, green and blue each for itself")
    LUMINANCE = QT_TRANSLATE_NOOP("Engine", "luminance only, colour kept")


@dataclass(frozen=True)
class ModelInfo:
    """A model that can be loaded.

    Attributes:
        name: Its stable name: that of the shipped model, or the file's own, with what tells it
            apart where another one in the same list has that (see `model_names`).
        path: The checkpoint.
        config: The network's hyper-parameters.
        card: What the checkpoint says of itself.
    """

    name: str
    path: Path
    config: NetworkConfig
    card: ModelCard

    @property
    def own_name(self) -> str:
        """The name of its file alone, which tells nobody elsewhere of the folders here."""
        return self.path.name.removesuffix(_SUFFIX)

    @property
    def colour_policy(self) -> ColourPolicy:
        """What this model makes of a colour photo.

        As in the paper, upscaling and deblocking by a network for grey work on the luminance;
        noise is in all of red, green and blue.
        """
        if self.config.channels == 3:
            return ColourPolicy.COLOUR
        return ColourPolicy.EACH if self.card.task == "denoise" else ColourPolicy.LUMINANCE


@dataclass(frozen=True, eq=False)
class Model:
    """A loaded model; its network is in evaluation mode."""

    info: ModelInfo
    network: "MemNet"

    @property
    def halo_px(self) -> int:
        """Surround that a tile needs: as measured, else the whole receptive field."""
        measured = self.info.card.halo_px
        radius = self.info.config.receptive_radius_px
        return radius if measured is None else min(measured, radius)


def shipped_models(folder: Path | None = None) -> list[ModelInfo]:
    """Lists the models that ship with the program, sorted by name.

    Raises:
        CheckpointError: A shipped file is damaged.
    """
    folder = folder or resource_folder("weights")
    return [_info(path) for path in sorted(folder.glob(f"*{_SUFFIX}"))]


def find_model(name_or_file: str | Path | None = None) -> ModelInfo:
    """Finds a model by its shipped name or as a file; None means the default one.

    Raises:
        CheckpointError: There is no such model, or its file is not a checkpoint.
    """
    wanted = str(name_or_file or _DEFAULT)
    shipped = {info.name: info for info in shipped_models()}
    if wanted in shipped:
        return shipped[wanted]
    with suppress(OSError, RuntimeError):  # a name that is too long, a home that is not there
        path = Path(wanted).expanduser()
        if path.suffix == _SUFFIX or path.is_file():
            return _info(path)
    known = ", ".join(shipped) or "none"
    text = QT_TRANSLATE_NOOP(
        "Engine", "there is no model {wanted!r}; shipped models: {known}, or give a file"
    )
    raise CheckpointError(text, wanted=wanted, known=known)


def best_model(task: str, channels: int, models: Sequence[ModelInfo] | None = None) -> ModelInfo:
    """Returns the model that suits a photo best: one for its own colours before another.

    Args:
        task: One of `memnet_gui.network.card.TASKS`.
        channels: 1 or 3, as `Photo.colours` counts them.
        models: What to choose from; None means the shipped models. Of equals, the first wins.

    Raises:
        CheckpointError: None of the models is for the task.
    """
    models = shipped_models() if models is None else models
    fitting = [info for info in models if info.card.task == task]
    if not fitting:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "there is no model that can {task}; train one with 'memnet-gui train --task {task}'",
        )
        raise CheckpointError(text, task=task)
    return next((info for info in fitting if info.config.channels == channels), fitting[0])


def load_model(info: ModelInfo) -> Model:
    """Loads the weights of a model, with what their file says of them by now.

    A training may have replaced it since the model was listed.

    Raises:
        CheckpointError: The file is damaged.
    """
    from memnet_gui.network.checkpoint import load_checkpoint  # loads torch, which takes a second

    network, card = load_checkpoint(info.path)
    return Model(replace(info, config=network.config, card=card), network)


class ModelKeeper:
    """Keeps the model that was asked for last, for one thread alone."""

    def __init__(self) -> None:
        self._key: tuple[Path, int, int] | None = None
        self._model: Model | None = None

    def load(self, info: ModelInfo) -> Model:
        """Returns the model, read again only when its file is another or has changed.

        Raises:
            CheckpointError: As `load_model`.
        """
        try:
            state = info.path.stat()
        except OSError:
            return load_model(info)  # which says what is wrong
        key = (info.path, state.st_mtime_ns, state.st_size)
        if self._model is None or key != self._key:
            self._key, self._model = None, None
            self._key, self._model = key, load_model(info)
        return self._model


def _info(path: Path) -> ModelInfo:
    header = read_header(path)
    return ModelInfo(path.name.removesuffix(_SUFFIX), path, header.config, header.card)
