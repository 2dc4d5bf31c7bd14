"""Which model restores which photo."""

from memnet_gui.errors import UserError
from memnet_gui.restoration.batch.models import PhotoModels
from memnet_gui.restoration.models import find_model, shipped_models


class ModelChoice(PhotoModels):
    """Chooses the model for each photo as the command line asks."""

    def __init__(self, task: str | None, model: str | None) -> None:
        """Takes the model that is named, else the best shipped ones for the task.

        Raises:
            CheckpointError: There is no such model, or none for the task.
            UserError: The model that is named is for another task.
        """
        named = find_model(model) if model else None
        task = task or (named.card.task if named else "denoise")
        if named and named.card.task != task:
            raise UserError(
                f"{named.name} was trained to {named.card.task}, not to {task}; "
                "leave out --task or name another model"
            )
        super().__init__(task, [named] if named else shipped_models())
        if named:
            self.choose(1)
