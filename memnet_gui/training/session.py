"""One training run, from a plan to the model: the same for the command line and the window."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from memnet_gui.errors import UserError
from memnet_gui.files import is_folder, is_there
from memnet_gui.imaging.files import list_photos
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, reason_of
from memnet_gui.training.claim import Claim
from memnet_gui.training.continuity import Past, Yardstick
from memnet_gui.training.control import TrainingControl, TrainingStopped
from memnet_gui.training.data import PhotoSet, read_images
from memnet_gui.training.degraders import build_degrader
from memnet_gui.training.distributed import Group, joined
from memnet_gui.training.initial import describe_origin, load_initial
from memnet_gui.training.loop import TrainingLoop
from memnet_gui.training.plan import TrainingPlan, TrainingResult
from memnet_gui.training.progress import Activity, TrainingProgress
from memnet_gui.training.publication import Account
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.resuming import (
    find_ancestor,
    find_past,
    follow,
    leave_it_to_the_first,
    open_state,
    restore_loop,
)
from memnet_gui.training.run_log import RunLog
from memnet_gui.training.storage import RunFiles
from memnet_gui.training.trainer import Trainer
from memnet_gui.training.validation import Validator

_SMALLEST_VALIDATION_PX = 16


def train(
    plan: TrainingPlan,
    report: Callable[[TrainingProgress], None] = lambda _progress: None,
    control: TrainingControl | None = None,
    begin: Callable[[Activity], None] = lambda _activity: None,
) -> TrainingResult:
    """Trains in the calling thread until the budget is used or the control stops it.

    Under torchrun every process calls it; the first one reports and writes.

    Args:
        plan: What to do.
        report: Called at least every 50 steps, and every second or so where steps are slow.
        control: Pauses and stops the run.
        begin: Called when the run begins to do something else; it begins by learning.

    Raises:
        UserError: A folder has no usable photos, the output exists, the state belongs to other
            settings, the disk is full at the end, or the loss does not stay finite.
    """
    recipe, control = plan.recipe, control or TrainingControl()
    _check(recipe)
    with joined(recipe.device) as group, Claim(recipe.output) as claim:
        files = RunFiles(recipe.output, recipe.state_path)
        try:
            loop, trainer = _prepare(plan, files, group, claim, control.check_going_on)
        except TrainingStopped:
            goes_on = plan.resume and is_there(recipe.state_path)
            return TrainingResult(_existing(recipe.output) if goes_on else None)
        with _curves(recipe, trainer) as write:

            def tell(progress: TrainingProgress) -> None:
                write(progress)
                report(progress)

            try:
                with _algorithms_tried():
                    loop.run(tell, control, plan, begin)
            except UserError:
                leave_it_to_the_first(group)
                raise
    return TrainingResult(
        output=_existing(recipe.output) if files.is_published else None,
        step=trainer.step,
        pixels=trainer.pixels,
        done=trainer.done,
        is_complete=loop.is_complete,
        best=files.best_scores,
    )


def _existing(path: Path) -> Path | None:
    return path if is_there(path) else None


@contextmanager
def _curves(
    recipe: TrainingRecipe, trainer: Trainer
) -> Iterator[Callable[[TrainingProgress], None]]:
    """Yields what writes a report to TensorBoard; the first process alone does."""
    if not trainer.group.is_first:
        yield lambda _progress: None
        return
    with RunLog(recipe.output.with_suffix(".tensorboard"), trainer.step) as run_log:
        yield run_log.write


@contextmanager
def _algorithms_tried() -> Iterator[None]:
    """Has cuDNN try each of its algorithms once, which pays while all batches have one size."""
    before = torch.backends.cudnn.benchmark
    torch.backends.cudnn.benchmark = True
    try:
        yield
    finally:
        torch.backends.cudnn.benchmark = before


def _check(recipe: TrainingRecipe) -> None:
    if recipe.output.suffix != ".safetensors":
        text = QT_TRANSLATE_NOOP("Engine", "{path} must end in .safetensors")
        raise UserError(text, path=recipe.output)
    try:
        recipe.check()
    except ValueError as error:
        text = QT_TRANSLATE_NOOP("Engine", "{task} cannot be learned so: {reason}")
        raise UserError(text, task=recipe.task, reason=reason_of(error)) from error
    for folder in (*recipe.data, recipe.validate):
        if folder is not None and not is_folder(folder):
            text = QT_TRANSLATE_NOOP("Engine", "{path} is not a folder; choose a folder of photos")
            raise UserError(text, path=folder)


def _prepare(
    plan: TrainingPlan, files: RunFiles, group: Group, claim: Claim, check: Callable[[], None]
) -> tuple[TrainingLoop, Trainer]:
    state = open_state(plan, group, claim)
    recipe = plan.recipe if state is None else follow(plan, state)
    initial = ancestor = None
    if state is not None:
        ancestor = find_ancestor(state, recipe.state_path)
    elif recipe.initial is None and recipe.keep_statistics:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} is to keep the statistics of a model but starts from none; name one with "
            "--initial, or leave out --keep-statistics",
        )
        raise UserError(text, path=recipe.output)
    elif recipe.initial is not None:
        initial, ancestor = load_initial(recipe.initial, recipe.network)
    photos, shown = _read_photos(recipe, group.local_size, check, goes_on=state is not None)
    trainer = Trainer(recipe, photos.images, initial=initial, group=group)
    past = Past() if state is None else find_past(state, recipe.state_path)
    now = past.go_on(plan, photos, Yardstick.of(recipe, shown))
    account = Account(now.summary, now.training_images, ancestor)
    loop = TrainingLoop(trainer, Validator(recipe, shown.images), files, account, now)
    if state is not None:
        restore_loop(loop, state, recipe.state_path, group)
        text = QT_TRANSLATE_NOOP("Engine", "Going on after step {step}.")
        loop.tell(Message(text, step=trainer.step))
        loop.tell(describe_origin(ancestor, recipe.initial))
        loop.measure_like(past.yardstick)
    for note in (photos.note, shown.note):
        loop.tell(note)
    return loop, trainer


def _read_photos(
    recipe: TrainingRecipe, processes: int, check: Callable[[], None], *, goes_on: bool
) -> tuple[PhotoSet, PhotoSet]:
    """Returns the photos to train on and those to validate on or to show.

    A run of an earlier version, which learned from the very photos that it is measured on, goes on
    with them.
    """
    channels, luminance = recipe.network.channels, recipe.luminance
    surround_px = build_degrader(
        recipe.task, recipe.levels, blind=recipe.blind, channels=channels
    ).surround_px
    photos = read_images(
        recipe.data,
        channels,
        luminance=luminance,
        smallest_px=recipe.patch_px + surround_px,
        without=list_photos(recipe.validate) if recipe.validate else (),
        keeps_all=goes_on,
        processes=processes,
        check=check,
    )
    if recipe.validate is None:
        return photos, PhotoSet(photos.images[:1], "")
    shown = read_images(
        (recipe.validate,),
        channels,
        luminance=luminance,
        smallest_px=_SMALLEST_VALIDATION_PX,
        processes=processes,
        check=check,
    )
    return photos, shown
