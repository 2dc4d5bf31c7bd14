"""What the user chooses for a batch, and how it is remembered."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from memnet_gui.app.computing import ComputeSettings
from memnet_gui.imaging.formats import FORMATS
from memnet_gui.imaging.naming import DEFAULT_PATTERN, name_result
from memnet_gui.imaging.save_options import DEFAULT_OPTIONS, SaveOptions
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.card import TASKS
from memnet_gui.restoration.batch.models import PhotoModels
from memnet_gui.restoration.batch.naming import Naming
from memnet_gui.restoration.batch.photo_file import BatchSettings, PhotoRestorer
from memnet_gui.restoration.models import ModelInfo

RESULT_FORMATS = {"": QT_TRANSLATE_NOOP("Engine", "As the photo")} | {
    form.suffixes[0]: form.name for form in FORMATS if form.is_saved
}
"""Endings of results, and what they are called; "" keeps each photo's own."""


@dataclass(frozen=True)
class BatchChoices:
    """All that is chosen for a batch.

    Attributes:
        task: One of `memnet_gui.network.card.TASKS`.
        model: The name of one for all photos; "" takes for each photo the one that suits it.
        scale: How many times the photos are enlarged, for the task upscale.
        folder: Takes the results; "" puts each beside its photo.
        pattern: As `name_result` takes it.
        suffix: One of `RESULT_FORMATS`.
        quality: 1 to 100, of formats that trade it for size.
        keeps_metadata: As in `SaveOptions`.
    """

    task: str = TASKS[0]
    model: str = ""
    scale: int = 2
    folder: str = ""
    pattern: str = DEFAULT_PATTERN
    suffix: str = ""
    quality: int = DEFAULT_OPTIONS.quality
    keeps_metadata: bool = True

    def to_json(self) -> str:
        """Returns the choices as text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "BatchChoices":
        """Reads what `to_json` wrote.

        Raises:
            ValueError: Another version wrote it.
        """
        values = json.loads(text)
        kinds = {field.name: type(field.default) for field in fields(cls)}
        if not isinstance(values, dict) or {k: type(v) for k, v in values.items()} != kinds:
            raise ValueError("not the choices of this version")
        choices = cls(**values)
        is_known = choices.task in TASKS and choices.suffix in RESULT_FORMATS
        if not is_known or choices.quality not in range(1, 101):
            raise ValueError("not the choices of this version")
        return choices

    @property
    def save_options(self) -> SaveOptions:
        """How results are written."""
        return SaveOptions(quality=self.quality, keeps_metadata=self.keeps_metadata)

    def example(self) -> str:
        """Returns what the result of a photo is called.

        Raises:
            UserError: The pattern makes no name.
        """
        stem = name_result(
            self.pattern, "photo", task=self.task, model=self.model or "model", scale=self._scale
        )
        return stem + (self.suffix or ".jpg")

    def models(self, known: Sequence[ModelInfo]) -> PhotoModels:
        """Returns what restores the photos.

        Raises:
            CheckpointError: None of the known models is for the task.
        """
        named = [info for info in known if self.model in ("", info.name)]
        return PhotoModels(self.task, named)

    def naming(self, models: PhotoModels) -> Naming:
        """Returns where the results go."""
        return Naming(
            folder=Path(self.folder).expanduser() if self.folder else None,
            task=self.task,
            models=models.names,
            pattern=self.pattern,
            scale=self._scale,
            suffix=self.suffix or None,
        )

    def restorer(
        self, models: PhotoModels, compute: ComputeSettings, largest_megapixels: float
    ) -> PhotoRestorer:
        """Returns what restores the photos; it passes over those whose results are there."""
        settings = BatchSettings(
            device=compute.device,
            precision=compute.precision,
            backend=compute.backend,
            tile_px=compute.tile_px,
            threads=compute.threads,
            memory_bytes=compute.memory_bytes,
            self_ensemble=compute.self_ensemble,
            largest_megapixels=largest_megapixels,
            skips_existing=True,
            save=self.save_options,
        )
        return PhotoRestorer(models, self.naming(models), settings)

    @property
    def _scale(self) -> int:
        return self.scale if self.task == "upscale" else 1
