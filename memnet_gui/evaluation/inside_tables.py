"""Markdown tables of what a network learned inside, beside the paper's network and observations."""

from collections.abc import Sequence
from itertools import combinations

from memnet_gui.evaluation.figure_tables import format_table
from memnet_gui.evaluation.published import find_published_weights
from memnet_gui.network.ancestry import Seedling
from memnet_gui.network.card import ModelCard
from memnet_gui.network.gate_observations import compare_norms, observe
from memnet_gui.network.gate_passing import PassingGates
from memnet_gui.network.gates import gate_norms
from memnet_gui.network.memnet import MemNet

_MARKS = {True: "yes", False: "no", None: "-"}


def render_ensemble_weights(network: MemNet, task: str) -> list[str]:
    """Returns a table of the ensemble weights beside the authors' for the same task.

    Args:
        network: Whose weights; of a basic network, which has none, comes no table.
        task: One of `memnet_gui.network.card.TASKS`.
    """
    if network.ensemble_weights is None:
        return []
    rows = {"here": network.ensemble_weights.tolist()}
    published = find_published_weights(task)
    if published is not None:
        rows[f"the authors' {published.model}"] = list(published.weights)
    longest = max(len(weights) for weights in rows.values())
    heads = ["ensemble weights", *(f"w{number + 1}" for number in range(longest))]
    return format_table(
        [
            [name, *(f"{weight:.3f}" for weight in weights), *[""] * (longest - len(weights))]
            for name, weights in rows.items()
        ],
        heads,
    )


def render_gate_observations(network: MemNet) -> list[str]:
    """Returns a table of what the paper observed in its gate units, and what is so here."""
    rows = [
        (part.claim, _MARKS[part.holds], part.finding)
        for part in observe(gate_norms(network)).by_name().values()
    ]
    return format_table(rows, ("the paper's observation on its gate units", "holds", "here"))


def render_beginnings(network: MemNet, card: ModelCard) -> list[str]:
    """Returns a line on what of gates and ensemble weights is where training began; often none.

    Args:
        network: Whose gates are looked at.
        card: Tells what it was grown from, if it was.
    """
    seedling = Seedling.of(card, network.config)
    traces = seedling.describe_traces(network.config) if seedling else ""
    text = " ".join(filter(None, (PassingGates.among(gate_norms(network)).finding, traces)))
    return [text] if text else []


def render_task_comparison(models: Sequence[tuple[str, str, MemNet]]) -> list[str]:
    """Returns a table of how far the gate units of networks for different tasks lie apart.

    Args:
        models: Name, task and network of each; those of one configuration are compared, and if
            there are none, there is no table.
    """
    rows = [
        (f"{first} and {second}", compare_norms(gate_norms(one), gate_norms(other)).finding)
        for (first, task, one), (second, other_task, other) in combinations(models, 2)
        if task != other_task and one.config == other.config
    ]
    return format_table(rows, ("models", "gate units")) if rows else []
