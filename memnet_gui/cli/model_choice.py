"""Which model restores which photo."""

from pathlib import Path

from memnet_gui.errors import UserError
from memnet_gui.restoration.models import (
    Model,
    best_model,
    find_model,
    load_model,
    shipped_models,
)


class ModelChoice:
    """Chooses the model for each photo, and loads each model once.

    Attributes:
        task: What the models do.
    """

    def __init__(self, task: str | None, model: str | None) -> None:
        """Takes the model that is named, else the best shipped ones for the task.

        Raises:
            CheckpointError: There is no such model, or none for the task.
            UserError: The model that is named is for another task.
        """
        named = find_model(model) if model else None
        self.task = task or (named.card.task if named else "denoise")
        if named and named.card.task != self.task:
            raise UserError(
                f"{named.name} was trained to {named.card.task}, not to {self.task}; "
                "leave out --task or name another model"
            )
        self._models = [named] if named else shipped_models()
        self._loaded: dict[Path, Model] = {}
        # What is wrong for all photos is said once, before the first.
        best_model(self.task, 1, self._models)
        if named:
            self.choose(1)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the models that may be chosen: for grey photos and for those in colour."""
        chosen = (best_model(self.task, channels, self._models).name for channels in (1, 3))
        return tuple(dict.fromkeys(chosen))

    def choose(self, channels: int) -> Model:
        """Returns the model for a photo with 1 or 3 channels.

        Raises:
            CheckpointError: Its file is damaged.
        """
        info = best_model(self.task, channels, self._models)
        if info.path not in self._loaded:
            self._loaded[info.path] = load_model(info)
        return self._loaded[info.path]
