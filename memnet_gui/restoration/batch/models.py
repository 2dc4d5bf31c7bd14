"""Which model restores which photo of a batch."""

from collections.abc import Sequence
from pathlib import Path

from memnet_gui.restoration.models import Model, ModelInfo, best_model, load_model


class PhotoModels:
    """Chooses the model for each photo by its colours, and loads each model once, for one thread.

    Attributes:
        task: What the models do.
    """

    def __init__(self, task: str, models: Sequence[ModelInfo]) -> None:
        """Takes what to choose from.

        Raises:
            CheckpointError: None of the models is for the task.
        """
        self.task = task
        self._models = list(models)
        self._loaded: dict[Path, Model] = {}
        # What is wrong for all photos is said once, before the first.
        best_model(task, 1, self._models)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the models that may be chosen: for grey photos and for those in colour."""
        return tuple(self.predictions)

    @property
    def predictions(self) -> dict[str, int]:
        """How many intermediate predictions each of `names` makes."""
        chosen = (best_model(self.task, channels, self._models) for channels in (1, 3))
        return {info.name: info.config.predictions for info in chosen}

    def choose(self, channels: int) -> Model:
        """Returns the model for a photo with 1 or 3 colours, as `Photo.colours` counts them.

        Raises:
            CheckpointError: Its file is damaged.
        """
        info = best_model(self.task, channels, self._models)
        if info.path not in self._loaded:
            self._loaded[info.path] = load_model(info)
        return self._loaded[info.path]
