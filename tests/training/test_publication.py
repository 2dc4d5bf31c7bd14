"""What a checkpoint says of the run that it comes from."""

import datetime as dt
from collections.abc import Callable

import pytest

from memnet_gui import __version__
from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.descriptions import describe_levels
from memnet_gui.training.control import TrainingControl, TrainingStopped
from memnet_gui.training.initial import Ancestor
from memnet_gui.training.publication import Account, build_card
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.trainer import Trainer

BuildRecipe = Callable[..., TrainingRecipe]
BuildTrainer = Callable[[TrainingRecipe], Trainer]
ACCOUNT = Account("For tests", "three waves")


def test_card(build_recipe: BuildRecipe, build_trainer: BuildTrainer) -> None:
    recipe = build_recipe(network=NetworkConfig(1, 1, 4))
    recipe = build_recipe(network=recipe.network, validate=recipe.data[0])
    trainer = build_trainer(recipe)
    for _ in range(3):
        trainer.train_step()
    card = build_card(trainer.averaged_network(), trainer, ACCOUNT, {"noise 30": 28.12345})
    assert (card.task, card.summary) == ("denoise", "For tests")
    assert card.training_images == "three waves"
    assert card.degradation == {"noise_sigma": [0.0, 75.0]}
    assert card.pixels_seen == 3 * 2 * 16 * 16
    assert card.validation_images == "photos"
    assert card.validation_psnr == {"noise 30": 28.123}
    assert card.halo_px is not None
    assert 0 <= card.halo_px <= recipe.network.receptive_radius_px
    assert card.program_version == __version__
    assert abs(dt.date.fromisoformat(card.date) - dt.datetime.now(tz=dt.UTC).date()).days <= 1


def test_listed_levels_and_photos_too_small_for_a_halo(
    build_recipe: BuildRecipe, build_trainer: BuildTrainer
) -> None:
    trainer = build_trainer(build_recipe(levels=(30.0, 50.0, 70.0), blind=False))
    card = build_card(trainer.averaged_network(), trainer, ACCOUNT, {})
    assert card.degradation == {"noise_sigma": [30.0, 50.0, 70.0]}
    assert (card.validation_images, card.validation_psnr) == ("", {})
    assert card.halo_px is None


@pytest.mark.parametrize(
    ("blind", "words"), [(True, "noise sigma 15 to 50"), (False, "noise sigma 15, 50")]
)
def test_two_levels_are_a_list_or_a_range(
    build_recipe: BuildRecipe, build_trainer: BuildTrainer, blind: bool, words: str
) -> None:
    trainer = build_trainer(build_recipe(levels=(15.0, 50.0), blind=blind))
    card = build_card(trainer.averaged_network(), trainer, ACCOUNT, {})
    assert card.degradation == {"noise_sigma": [15.0, 50.0]}
    assert describe_levels(card) == words
    assert describe_levels(ModelCard.from_dict(card.to_dict())) == words


@pytest.mark.parametrize(
    ("ancestor", "expected"),
    [
        (None, "mine"),
        (Ancestor("first", 7, "mine"), "mine"),
        (Ancestor("again", 7, "mine; grown from first"), "mine; grown from first"),
        (Ancestor("first", 7, "minerals"), "mine; started from first (minerals)"),
        (Ancestor("first", 7, ""), "mine; started from first"),
        (Ancestor("first", 7, "theirs"), "mine; started from first (theirs)"),
    ],
)
def test_images_of_the_ancestor(ancestor: Ancestor | None, expected: str) -> None:
    assert Account("", "mine", ancestor).all_images == expected


def test_measuring_can_be_left(build_recipe: BuildRecipe, build_trainer: BuildTrainer) -> None:
    trainer = build_trainer(build_recipe(network=NetworkConfig(1, 1, 4)))
    network = trainer.averaged_network()
    control = TrainingControl()
    control.stop(keep=False)
    with pytest.raises(TrainingStopped):
        build_card(network, trainer, ACCOUNT, {}, control.check)
    assert not network._forward_pre_hooks  # the run goes on with it
