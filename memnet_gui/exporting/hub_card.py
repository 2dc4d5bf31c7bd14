"""Model cards for the Hugging Face hub: Markdown that begins with what the hub reads."""

import json
from collections.abc import Mapping

from memnet_gui.evaluation.benchmarks import find_benchmark
from memnet_gui.evaluation.figure_tables import format_table
from memnet_gui.evaluation.figures import ModelFigures, read_figures
from memnet_gui.evaluation.inside_tables import (
    render_beginnings,
    render_ensemble_weights,
    render_gate_observations,
)
from memnet_gui.evaluation.model_cards import describe_model, render_figures
from memnet_gui.exporting.contents import Contents
from memnet_gui.exporting.licences import tell_hub
from memnet_gui.network.card import ModelCard
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import ModelInfo

_TAGS = {
    "denoise": ["denoising"],
    "upscale": ["super-resolution"],
    "deblock": ["jpeg-artifacts", "deblocking"],
}
_USE = """\
With MemNet GUI installed (its package is `memnet_gui`), in this folder:

```python
import json
from pathlib import Path

import torch
from safetensors.torch import load_file

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet

network = MemNet(NetworkConfig(**json.loads(Path("config.json").read_text())))
network.load_state_dict(load_file("model.safetensors"))
network.eval()

picture = torch.rand(1, {channels}, 48, 64)  # (batch, channels, height, width)
with torch.inference_mode():
    final, predictions = network(picture)
```

`final` is the restored picture, `predictions` are what the memory blocks predict one by one.
`config.json` is the network's configuration, `model.safetensors` its `state_dict`.
"""


def render_card(contents: Contents) -> str:
    """Returns the card of a model: what it is for, how good it is, how it works inside."""
    info, told = contents.model.info, contents.metadata
    figures = read_figures(info)
    sections = {
        "The model": format_table(describe_model(info, figures).items()),
        "How well it restores": _tell_figures(info, figures),
        "What it learned inside": _tell_inside(contents.model.network, info.card),
        "How to use it": [_USE.format(channels=info.config.channels).rstrip()],
        "What goes in and what comes out": [
            f"- {name}: {told[key]}."
            for name, key in (
                ("input", "input"),
                ("output", "output"),
                ("values", "value_range"),
                ("channels", "channels"),
            )
        ],
        "Where it comes from": [
            _tell_origin(told, follows_paper=info.config.follows_paper),
            "",
            f"Licence of the weights: {told['license']}.",
        ],
    }
    parts = [_front_matter(contents), f"# {info.own_name}", "", _introduce(info)]
    for heading, lines in sections.items():
        parts += ["", f"## {heading}", "", *lines]
    return "\n".join(parts) + "\n"


def _front_matter(contents: Contents) -> str:
    """Returns what the hub reads; every line is JSON behind its key, which YAML contains."""
    values = {
        **tell_hub(contents.metadata["license"]),
        "library_name": "memnet-gui",
        "pipeline_tag": "image-to-image",
        "tags": ["memnet", "pytorch", "image-restoration", *_TAGS[contents.model.info.card.task]],
    }
    lines = [f"{key}: {json.dumps(value)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", ""])


def _introduce(info: ModelInfo) -> str:
    summary = f"{info.card.summary.rstrip('.')}. " if info.card.summary else ""
    return (
        f"{summary}A MemNet ({info.config.name}), the persistent memory network for image "
        "restoration."
    )


def _tell_origin(told: Mapping[str, str], *, follows_paper: bool) -> str:
    origins = {
        "weights written by": told.get("weights_written_by"),
        "imported from": told.get("imported_from"),
        "exported by": told["program"],
    }
    text = ", ".join(f"{how} {what}" for how, what in origins.items() if what)
    relation = "is that" if follows_paper else "differs from that"
    return f"{text[0].upper()}{text[1:]}. The network {relation} of {told['source']}."


def _tell_figures(info: ModelInfo, figures: ModelFigures) -> list[str]:
    if not figures.figures:
        return ["These weights were not measured on the test sets of the literature."]
    return [
        f"PSNR in dB and SSIM, means over the images. {find_benchmark(info).protocol}",
        "",
        *render_figures(info, figures),
    ]


def _tell_inside(network: MemNet, card: ModelCard) -> list[str]:
    parts = (
        render_ensemble_weights(network, card.task),
        render_gate_observations(network),
        render_beginnings(network, card),
    )
    return "\n\n".join("\n".join(part) for part in parts if part).splitlines()
