"""Model cards in words, from what a checkpoint says of itself and what was measured of it."""

from collections.abc import Sequence

from memnet_gui.evaluation.benchmarks import find_benchmark
from memnet_gui.evaluation.figure_tables import describe_claim, format_score, format_table
from memnet_gui.evaluation.figures import ModelFigures
from memnet_gui.evaluation.inside_tables import (
    render_beginnings,
    render_ensemble_weights,
    render_gate_observations,
    render_task_comparison,
)
from memnet_gui.network.descriptions import describe_levels, describe_network
from memnet_gui.network.memnet import MemNet
from memnet_gui.network.provenance import describe_origin
from memnet_gui.restoration.models import ModelInfo, load_model

_HEADING = """# The models

One card for each model that ships. `make figures DATA=FOLDER` writes this page from the weight
files and from what `memnet-gui evaluate` measures; the commands are for the folder with the test
sets. PSNR in dB and SSIM are means over the images. The authors' ensemble weights are those for the
same task; [Reading the memory](reading-the-memory.md) tells what they and the gate units are, and
what of them comes from growing a network.
"""

_COMPARISON = """## Different tasks, different gate units

The paper's first observation is that tasks have different distributions of norms. Pairs of models
that have one network and different tasks:
"""


def render_cards(models: Sequence[tuple[ModelInfo, ModelFigures]]) -> str:
    """Returns a page of Markdown with a card for each model."""
    loaded = [(info, figures, load_model(info).network) for info, figures in models]
    cards = [_render_card(info, figures, network) for info, figures, network in loaded]
    comparison = render_task_comparison(
        [(info.name, info.card.task, network) for info, _, network in loaded]
    )
    if comparison:
        cards.append("\n".join([_COMPARISON, *comparison, ""]))
    return "\n".join([_HEADING, *cards])


def describe_model(info: ModelInfo, figures: ModelFigures) -> dict[str, str]:
    """Returns what there is to say of a model, by heading."""
    card = info.card
    validation = ", ".join(f"{name}: {psnr:.2f} dB" for name, psnr in card.validation_psnr.items())
    measured = bool(figures.figures)
    claim = describe_claim(figures, find_benchmark(info).level_name) if measured else ""
    origin = describe_origin(info.config, card)
    return {
        "task": card.task,
        **({"origin": origin} if origin else {}),
        "learned": describe_levels(card) or "not said",
        "every image gets better at": claim or "not measured",
        "network": describe_network(info.config),
        "colour photos": info.colour_policy.value,
        "trained on": card.training_images or "not said",
        "pixels seen": f"{card.pixels_seen / 1e6:,.0f} million" if card.pixels_seen else "not said",
        "validation": f"{card.validation_images}: {validation}" if validation else "none",
        "surround of a tile": f"{card.halo_px} px" if card.halo_px is not None else "not measured",
    }


def _render_card(info: ModelInfo, figures: ModelFigures, network: MemNet) -> str:
    card = info.card
    rows = describe_model(info, figures) | {
        "weights": f"`{info.path.name}`, {info.path.stat().st_size / 1e3:.0f} kB, {card.date}",
        "SHA-256": f"`{figures.sha256}`",
    }
    lines = [f"## {info.name}", "", f"{card.summary}."]
    tables = [
        format_table(rows.items()),
        render_figures(info, figures),
        render_ensemble_weights(network, card.task),
        render_gate_observations(network),
        render_beginnings(network, card),
    ]
    for table in filter(None, tables):
        lines += ["", *table]
    return "\n".join([*lines, ""])


def render_figures(info: ModelInfo, figures: ModelFigures) -> list[str]:
    """Returns the rows of a table of all that was measured of a model."""
    level_name = find_benchmark(info).level_name
    heads = ["set", level_name, "input", "restored", "images that got better", "command"]
    rows = [
        (
            figure.set_name,
            str(figure.level),
            format_score(figure.input.psnr, figure.input.ssim),
            f"**{format_score(figure.final.psnr, figure.final.ssim)}**",
            f"{figure.images_improved} of {figure.images}",
            f"`{figure.command}`",
        )
        for figure in (*figures.figures, *figures.self_ensemble)
    ]
    return format_table(rows, heads)
