"""What became of a photo of a batch."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from memnet_gui.restoration.batch.photos import BatchPhoto


class State(Enum):
    """Where a photo of a batch stands; the values are those of the reports."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Details:
    """How a photo was restored.

    Attributes:
        model: Name of the model.
        device: `cpu` or `cuda`.
        precision: `fp32` or `bf16`.
        backend: `torch` or `openvino`.
        restored_s: Seconds that the network took.
        prepared_s: Part of them that the next photo of this size need not wait for.
        width: Columns of the photo as it was read.
        height: Its rows.
        result_width: Columns of the result.
        result_height: Its rows.
        colours: What of a colour photo went through the network; "" for a grey one.
        note: What opening the photo changed, one sentence, or "".
    """

    model: str
    device: str
    precision: str
    backend: str
    restored_s: float
    prepared_s: float
    width: int
    height: int
    result_width: int
    result_height: int
    colours: str
    note: str


@dataclass(frozen=True)
class PhotoResult:
    """How far a photo got.

    Attributes:
        photo: Which one.
        state: Never RUNNING here.
        target: Where its result is, or would have gone; None where that was never found out.
        error: Why it failed, one sentence, or "".
        seconds: Wall-clock time, reading and saving included.
        details: How it was restored; None unless it is done.
    """

    photo: BatchPhoto
    state: State
    target: Path | None = None
    error: str = ""
    seconds: float = 0.0
    details: Details | None = None
