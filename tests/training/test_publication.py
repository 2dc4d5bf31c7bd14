"""What a run leaves to the user: a checkpoint that loads and says what it is."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
import torch

from memnet_gui import __version__
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.training.publication import publish
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.trainer import Trainer

BuildRecipe = Callable[..., TrainingRecipe]


def train_and_publish(recipe: TrainingRecipe) -> MemNet:
    """Returns the network that was saved."""
    saved: list[MemNet] = []

    def save_best(network: MemNet, trainer: Trainer) -> None:
        publish(network, trainer, summary="For tests", training_images="three waves")
        saved.append(network)

    Trainer(recipe).run(save_best=save_best)
    return saved[-1]


def test_checkpoint_and_card(build_recipe: BuildRecipe) -> None:
    recipe = build_recipe(steps=3, network=NetworkConfig(1, 1, 4))
    recipe = replace(recipe, validate=recipe.data)
    trained = train_and_publish(recipe)
    network, card = load_checkpoint(recipe.output)
    assert network.config == recipe.network
    image = torch.rand(1, 1, 9, 9)
    torch.testing.assert_close(network(image).final, trained(image).final)
    assert (card.task, card.summary) == ("denoise", "For tests")
    assert card.training_images == "three waves"
    assert card.degradation == {"noise_sigma": [0.0, 75.0]}
    assert card.pixels_seen == 3 * 2 * 16 * 16
    assert card.validation_images == "photos"
    assert card.validation_psnr.keys() == {"noise 30"}
    assert 10 < card.validation_psnr["noise 30"] < 30
    assert card.halo_px is not None
    assert 0 <= card.halo_px <= recipe.network.receptive_radius_px
    assert card.program_version == __version__
    assert abs(dt.date.fromisoformat(card.date) - dt.datetime.now(tz=dt.UTC).date()).days <= 1


def test_listed_levels_and_photos_too_small_for_a_halo(build_recipe: BuildRecipe) -> None:
    recipe = build_recipe(steps=1, levels=(30.0, 50.0, 70.0), blind=False)
    train_and_publish(recipe)
    _, card = load_checkpoint(recipe.output)
    assert card.degradation == {"noise_sigma": [30.0, 50.0, 70.0]}
    assert (card.validation_images, card.validation_psnr) == ("", {})
    assert card.halo_px is None


@pytest.mark.parametrize("multi_supervised", [True, False])
def test_colour_and_basic_networks(build_recipe: BuildRecipe, multi_supervised: bool) -> None:
    config = NetworkConfig(1, 1, 4, channels=3, multi_supervised=multi_supervised)
    recipe = build_recipe(steps=1, network=config)
    train_and_publish(recipe)
    network, _ = load_checkpoint(recipe.output)
    assert network(torch.rand(1, 3, 8, 8)).final.shape == (1, 3, 8, 8)
