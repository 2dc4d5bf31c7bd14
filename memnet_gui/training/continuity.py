"""What a run keeps of its earlier slices beside weights: what it is told and measured on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.training.data import PhotoSet, name_folders
from memnet_gui.training.plan import TrainingPlan
from memnet_gui.training.recipe import TrainingRecipe

_MEASURED_ANEW = QT_TRANSLATE_NOOP(
    "Engine",
    "The run is measured on other photos or levels than before, so its best figures so far no "
    "longer count.",
)
_MEASURED_NO_MORE = QT_TRANSLATE_NOOP(
    "Engine",
    "The run is no longer measured, so its newest weights replace the best ones so far.",
)


@dataclass(frozen=True)
class Yardstick:
    """What a run is measured on: only figures by the same one can be compared.

    Attributes:
        photos: The digest of the validation photos; "" without any, None where it is not known.
        levels: The validation levels.
    """

    photos: str | None
    levels: tuple[float, ...]

    @classmethod
    def of(cls, recipe: TrainingRecipe, shown: PhotoSet) -> "Yardstick":
        """Returns that of a recipe whose validation photos have been read."""
        return cls(shown.digest if recipe.validate else "", recipe.validation_levels)

    def equals(self, other: "Yardstick") -> bool:
        """Whether both measure the same; photos that are not known count as the same."""
        if not (self.photos == other.photos or (self.photos and other.photos is None)):
            return False
        return self.photos == "" or self.levels == other.levels


@dataclass(frozen=True)
class Past:
    """What a run was told for its card, and what it was measured on last.

    Attributes:
        summary: What the model is for.
        images: What each set of training photos is called, by its digest, in the order in which
            the run came to learn from them.
        yardstick: What it was measured on; None before it begins.
    """

    summary: str = ""
    images: Mapping[str, str] = field(default_factory=dict)
    yardstick: Yardstick | None = None

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> "Past":
        """Returns what a state holds of it; one of an earlier version knows only the levels."""
        kept = state.get("past")
        if kept is not None:
            yardstick = Yardstick(**kept["yardstick"])
            return cls(kept["summary"], dict(kept["images"]), yardstick)
        photos = None if state["best_psnr"] is not None else ""
        return cls(yardstick=Yardstick(photos, tuple(state["recipe"]["validation_levels"])))

    def go_on(self, plan: TrainingPlan, photos: PhotoSet, yardstick: Yardstick) -> "Past":
        """Returns the past together with a slice that begins; what it is not told stays as it was.

        Args:
            plan: Of the slice.
            photos: To train on.
            yardstick: What it is measured on.
        """
        counted = f"{len(photos.images)} photos in {name_folders(plan.recipe.data)}"
        name = plan.training_images or self.images.get(photos.digest, counted)
        images = {**self.images, photos.digest: name}
        return Past(plan.summary or self.summary or plan.usual_summary, images, yardstick)

    @property
    def training_images(self) -> str:
        """All that the run has learned from, as its card says it."""
        return ", then ".join(dict.fromkeys(self.images.values()))

    def to_state(self) -> dict[str, Any]:
        """Returns plain values."""
        return asdict(self)


def describe_change(before: Yardstick | None, now: Yardstick) -> str:
    """Returns a sentence where figures of both cannot be compared, else ""."""
    if before is None or now.equals(before):
        return ""
    return Message(_MEASURED_ANEW if now.photos else _MEASURED_NO_MORE)
