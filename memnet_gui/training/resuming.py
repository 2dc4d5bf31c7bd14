"""Finds the state of an interrupted run, and makes sure that the run may go on from it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from memnet_gui.errors import UserError
from memnet_gui.files import check_writable, is_there, make_folder
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.training.claim import Claim
from memnet_gui.training.continuity import Past
from memnet_gui.training.differences import describe_settings
from memnet_gui.training.distributed import Group
from memnet_gui.training.errors import DamagedStateError, SettingsError, StateError
from memnet_gui.training.initial import Ancestor, check_origin
from memnet_gui.training.loop import TrainingLoop
from memnet_gui.training.plan import TrainingPlan
from memnet_gui.training.recipe import RATES, TrainingRecipe
from memnet_gui.training.state import load_state, partial_of


def open_state(plan: TrainingPlan, group: Group, claim: Claim) -> dict[str, Any] | None:
    """Claims the run and returns the state to go on from; the first process does, on its machine.

    Raises:
        UserError: The output exists or cannot be written, another program trains the run, or the
            state belongs to another run.
    """
    found: dict[str, Any] | UserError | None = None
    if group.is_first:
        try:
            found = _find_state(plan, claim)
        except UserError as error:
            found = error
    found = group.share(found)
    if isinstance(found, UserError):
        leave_it_to_the_first(group)
        raise found
    return found


def leave_it_to_the_first(group: Group) -> None:
    """Ends another process than the first without a word: what fails in all is said once."""
    if not group.is_first:
        raise SystemExit(1)


def restore_loop(loop: TrainingLoop, state: Mapping[str, Any], path: Path, group: Group) -> None:
    """Has a run continue from a state.

    Raises:
        StateError: The state is damaged, or of another device or number of processes.
    """
    damaged = _damaged(path)
    try:
        generators = state["trainer"]["generators"]
        processes, is_of_this_kind = len(generators), loop.fits(generators[0])
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise damaged from error
    if not is_of_this_kind:
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} was written on another device; go on with the one it began on"
        )
        raise StateError(text, path=path)
    if processes != group.size:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} was written by a run in {processes} processes; go on with as many, not with "
            "{size}",
        )
        raise StateError(text, path=path, processes=processes, size=group.size)
    try:
        loop.restore(state)
    except (AttributeError, KeyError, RuntimeError, TypeError, ValueError) as error:
        raise damaged from error


def _find_state(plan: TrainingPlan, claim: Claim) -> dict[str, Any] | None:
    recipe, path = plan.recipe, plan.recipe.state_path
    make_folder(recipe.output.parent)
    for file in (recipe.output, path, partial_of(path)):
        check_writable(file, overwrite=True)
    claim.take()
    goes_on = plan.resume and is_there(path)
    if not goes_on and not plan.overwrite:
        _refuse_to_replace(recipe)
    if not goes_on:
        return None
    state = load_state(path, torch.device("cpu"))
    _check_settings(state, follow(plan, state))
    if recipe.initial is not None and "ancestor" in state:
        check_origin(path, find_ancestor(state, path), recipe.initial)
    return state


def find_network(path: Path) -> NetworkConfig | None:
    """Returns the network of an interrupted run; None where there is none that can be read."""
    if not is_there(path):
        return None
    try:
        kept = load_state(path, torch.device("cpu"))["recipe"]["network"]
        return NetworkConfig.from_dict(kept)
    except (KeyError, StateError, TypeError, ValueError):
        return None  # going on says what is wrong


def follow(plan: TrainingPlan, state: Mapping[str, Any]) -> TrainingRecipe:
    """Returns the plan's recipe with what nobody chose as the run of a state has it."""
    kept = _settings_of(state)
    usable = {
        "optimizer": isinstance(kept["optimizer"], str) and kept["optimizer"] in RATES,
        "rate": isinstance(kept.get("rate"), float),
    }
    # What cannot be used differs from the recipe, which is then said.
    return replace(plan.recipe, **{name: kept[name] for name in plan.follows if usable[name]})


def _settings_of(state: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the settings of a state; earlier versions knew AdamW and the paper's loss alone."""
    earlier = {"optimizer": "adamw", "balance": 0.0, "alpha": None, "keep_statistics": False}
    return earlier | dict(state["recipe"])


def find_ancestor(state: Mapping[str, Any], path: Path) -> Ancestor | None:
    """Returns the model that a run started from, by its state.

    Raises:
        StateError: The state is damaged.
    """
    kept = state.get("ancestor")
    try:
        return Ancestor(**kept) if kept else None
    except TypeError as error:
        raise _damaged(path) from error


def find_past(state: Mapping[str, Any], path: Path) -> Past:
    """Returns what a run has been told and was measured on, by its state.

    Raises:
        StateError: The state is damaged.
    """
    try:
        return Past.of(state)
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error


def _check_settings(state: Mapping[str, Any], recipe: TrainingRecipe) -> None:
    differences = describe_settings(_settings_of(state), recipe.fingerprint())
    if differences:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} was written by a run with other settings ({differences}); give the same "
            "options, or start over with --overwrite in place of --resume",
        )
        raise SettingsError(text, path=recipe.state_path, differences=differences)


def _damaged(path: Path) -> DamagedStateError:
    text = QT_TRANSLATE_NOOP(
        "Engine",
        "{path} is not a whole training state of this program; start over with --overwrite in "
        "place of --resume",
    )
    return DamagedStateError(text, path=path)


def _refuse_to_replace(recipe: TrainingRecipe) -> None:
    if is_there(recipe.state_path):
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} has a run already; continue it with --resume or start over with --overwrite",
        )
        raise UserError(text, path=recipe.output)
    if is_there(recipe.output):
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} exists; name another --output or replace it with --overwrite"
        )
        raise UserError(text, path=recipe.output)
