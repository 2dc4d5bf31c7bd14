"""Where a fine-tuned run starts."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from memnet_gui.errors import UserError
from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import load_checkpoint, save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.header import CheckpointError
from memnet_gui.network.memnet import MemNet
from memnet_gui.network.provenance import describe_origin
from memnet_gui.training.initial import load_initial
from memnet_gui.training.recipe import TrainingRecipe

BuildRecipe = Callable[..., TrainingRecipe]
Run = Callable[..., tuple[object, list[object]]]


@pytest.fixture
def ancestor(save_model: Callable[..., Path]) -> Path:
    """A model with a history."""
    path = save_model()
    network, _ = load_checkpoint(path)
    torch.nn.init.constant_(network.ensemble_weights, 0.7)  # type: ignore[arg-type]
    card = ModelCard(training_images="two seas", pixels_seen=1_000_000)
    target = path.with_name("first.safetensors")
    save_checkpoint(target, network, card)
    return target


def test_starts_from_the_weights(build_recipe: BuildRecipe, run: Run, ancestor: Path) -> None:
    """At a rate of zero, what comes out are the weights that went in."""
    recipe = build_recipe(steps=2, rate=0.0, initial=ancestor)
    run(recipe, training_images="three waves")
    network, card = load_checkpoint(recipe.output)
    expected = dict(load_checkpoint(ancestor)[0].named_parameters())
    for name, weight in network.named_parameters():
        torch.testing.assert_close(weight, expected[name], msg=name)
    assert card.training_images == "three waves; started from first (two seas)"
    assert card.pixels_seen == 1_000_000 + 2 * 2 * 16 * 16


def test_same_images_are_named_once_and_a_resumed_run_remembers(
    build_recipe: BuildRecipe, run: Run, ancestor: Path
) -> None:
    recipe = build_recipe(steps=2, initial=ancestor)
    run(recipe, training_images="two seas")
    assert load_checkpoint(recipe.output)[1].training_images == "two seas"
    ancestor.unlink()
    longer = build_recipe(steps=4, initial=ancestor)
    run(longer, training_images="two seas", resume=True)
    assert load_checkpoint(recipe.output)[1].pixels_seen == 1_000_000 + 4 * 2 * 16 * 16


@pytest.mark.parametrize(
    ("config", "difference"),
    [
        (NetworkConfig(2, 2, 4, channels=3), "image channels: 1, not 3"),
        (NetworkConfig(2, 1, 3), "recursions: 2, not 1, filters: 4, not 3"),
        (NetworkConfig(2, 2, 4, multi_supervised=False), "multi-supervised: yes, not no"),
        (NetworkConfig(2, 2, 4, shared_recursions=False), "shared recursions: yes, not no"),
        (
            NetworkConfig(2, 2, 4, long_term_first=False, short_term_step=2),
            "long-term memories first: yes, not no, "
            "recursions from one memory to the next: 1, not 2",
        ),
    ],
)
def test_another_network(ancestor: Path, config: NetworkConfig, difference: str) -> None:
    with pytest.raises(UserError) as caught:
        load_initial(ancestor, config)
    assert str(caught.value).startswith(f"{ancestor} holds another network ({difference});")


def test_a_network_of_another_kind_than_the_papers_does_not_grow(
    tmp_path: Path, build_recipe: BuildRecipe
) -> None:
    path = tmp_path / "port.safetensors"
    config = NetworkConfig(1, 1, 2, shared_recursions=False)
    save_checkpoint(path, MemNet(config), ModelCard())
    assert load_initial(path, config)[0].config == config
    with pytest.raises(UserError, match=r"\(filters: 2, not 3\), which is not the paper's"):
        load_initial(path, NetworkConfig(1, 1, 3, shared_recursions=False))


def test_a_larger_network_grows_from_a_smaller_one(
    build_recipe: BuildRecipe, run: Run, ancestor: Path
) -> None:
    """Its card counts only what the larger network has seen, and names the smaller one."""
    large = NetworkConfig(3, 2, 6)
    recipe = build_recipe(steps=2, rate=0.0, initial=ancestor, network=large)
    run(recipe, training_images="two seas")
    network, card = load_checkpoint(recipe.output)
    assert network.config == large
    small = load_checkpoint(ancestor)[0]
    for block, grown in zip(small.memory_blocks, network.memory_blocks, strict=False):
        torch.testing.assert_close(grown.conv_a.weight[:4, :4], block.conv_a.weight)
    assert card.training_images == "two seas; grown from first (M2R2 C4 after 1 Mpx)"
    assert card.pixels_seen == 2 * 2 * 16 * 16


def test_a_grown_run_that_is_resumed_remembers_its_origin(
    build_recipe: BuildRecipe, run: Run, ancestor: Path
) -> None:
    large = NetworkConfig(2, 3, 4)
    run(build_recipe(steps=2, initial=ancestor, network=large))
    ancestor.unlink()
    recipe = build_recipe(steps=4, initial=ancestor, network=large)
    run(recipe, resume=True, training_images="seas")
    _, card = load_checkpoint(recipe.output)
    assert card.training_images == "seas; grown from first (M2R2 C4 after 1 Mpx)"
    assert card.pixels_seen == 4 * 2 * 16 * 16


@pytest.mark.parametrize(
    ("network", "images"),
    [
        (NetworkConfig(2, 2, 4), "seas; started from authors"),
        (NetworkConfig(3, 2, 4), "seas; grown from authors (M2R2 C4)"),
    ],
)
def test_imported_weights_that_are_trained_on_are_still_told_of(
    build_recipe: BuildRecipe,
    run: Run,
    save_model: Callable[..., Path],
    network: NetworkConfig,
    images: str,
) -> None:
    path = save_model().with_name("authors.safetensors")
    file = "authors_gd.caffemodel (Caffe)"
    save_checkpoint(path, MemNet(NetworkConfig(2, 2, 4)), ModelCard(imported_from=file))
    for more in ({}, {"resume": True}):
        recipe = build_recipe(steps=2 + 2 * len(more), initial=path, network=network)
        run(recipe, training_images="seas", **more)
        path.unlink(missing_ok=True)
        trained, card = load_checkpoint(recipe.output)
        assert (card.imported_from, card.training_images) == (file, images)
        assert describe_origin(trained.config, card) == (
            f"Imported from {file} and trained further, a network as in the paper"
        )


def test_no_checkpoint(build_recipe: BuildRecipe, run: Run, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="does not exist"):
        run(build_recipe(initial=tmp_path / "absent.safetensors"))
