"""Folders for the Hugging Face hub: they load again, and their card says what is true."""

import dataclasses
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file

from memnet_gui.errors import UserError
from memnet_gui.evaluation.figures import read_figures
from memnet_gui.exporting.export import ExportOrder, export_model
from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import load_checkpoint, save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.gate_observations import observe
from memnet_gui.network.gates import gate_norms
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import find_model

MakeOrder = Callable[..., ExportOrder]
NAMES = ["README.md", "config.json", "model.safetensors"]


def front_matter(card: str) -> dict[str, Any]:
    """Reads what stands before the text, each value of which is JSON."""
    start, matter, _ = card.split("---\n", 2)
    assert start == ""
    pairs = [line.split(": ", 1) for line in matter.splitlines()]
    return {key: json.loads(value) for key, value in pairs}


def run_code(card: str) -> dict[str, Any]:
    """Runs the code that a card shows, in the current folder."""
    blocks = re.findall(r"```python\n(.*?)```", card, re.DOTALL)
    assert len(blocks) == 1
    names: dict[str, Any] = {}
    exec(compile(blocks[0], "README.md", "exec"), names)
    return names


@pytest.mark.parametrize(
    "config",
    [
        NetworkConfig(2, 2, 4, channels=3),
        NetworkConfig(2, 2, 4, multi_supervised=False),
        NetworkConfig(3, 1, 3, long_term=False),
        NetworkConfig(1, 3, 3, short_term=False),
        NetworkConfig(2, 4, 3, shared_recursions=False, long_term_first=False, short_term_step=2),
    ],
    ids=str,
)
def test_code_of_the_card_rebuilds_the_network(
    make_order: MakeOrder, monkeypatch: pytest.MonkeyPatch, config: NetworkConfig
) -> None:
    order = make_order("hugging-face", config)
    exported = export_model(order)
    assert exported.difference == 0
    assert len(exported.outputs) == 1 + (config.blocks if config.multi_supervised else 0)
    assert sorted(path.name for path in order.target.iterdir()) == NAMES
    monkeypatch.chdir(order.target)
    names = run_code(Path("README.md").read_text(encoding="utf-8"))
    original, _ = load_checkpoint(order.model.path)
    with torch.no_grad():
        expected = original(names["picture"])
    assert torch.equal(names["final"], expected.final)
    assert all(map(torch.equal, names["predictions"], expected.predictions))
    assert not torch.allclose(names["final"], names["picture"], atol=1e-2)


def test_weights_are_plain(make_order: MakeOrder) -> None:
    order = make_order("hugging-face", licence="CC-BY-4.0")
    export_model(order)
    config = json.loads((order.target / "config.json").read_text())
    assert config == dataclasses.asdict(order.model.config)
    path = order.target / "model.safetensors"
    expected = load_checkpoint(order.model.path)[0].state_dict()
    found = load_file(path)
    assert found.keys() == expected.keys()
    assert all(torch.equal(found[name], value) for name, value in expected.items())
    with safe_open(path, framework="pt") as file:
        told = file.metadata()
    assert (told["format"], told["license"], told["name"]) == ("pt", "CC-BY-4.0", "mine")


def test_card_of_a_shipped_model(tmp_path: Path) -> None:
    info = find_model("denoise-grey-fast")
    export_model(ExportOrder(info, "hugging-face", tmp_path / "hub"))
    card = (tmp_path / "hub" / "README.md").read_text(encoding="utf-8")
    assert front_matter(card) == {
        "license": "apache-2.0",
        "library_name": "memnet-gui",
        "pipeline_tag": "image-to-image",
        "tags": ["memnet", "pytorch", "image-restoration", "denoising"],
    }
    assert f"{info.card.summary}. " in card
    for name, psnr in info.card.validation_psnr.items():
        assert f"{name}: {psnr:.2f} dB" in card
    figures = read_figures(info).figures
    assert len(figures) > 5
    for figure in figures:
        row = f"| {figure.set_name} | {figure.level} | {figure.input.psnr:.2f}"
        assert re.search(rf"{re.escape(row)}.*{figure.final.psnr:.2f} / .*", card)
    observations = observe(gate_norms(load_checkpoint(info.path)[0])).by_name().values()
    for part in observations:
        mark = {True: "yes", False: "no", None: "-"}[part.holds]
        assert f"| {part.claim} | {mark} | {part.finding} |" in card


@pytest.mark.parametrize(
    ("name", "passing"),
    [
        ("denoise-grey-full", "Gate 6 mostly passes B5 on, map by map (64% of"),
        (
            "deblock-colour-full",
            "Gates 5 and 6 mostly pass B4 and B5 on, map by map (97% and 97% of",
        ),
    ],
)
def test_card_of_a_grown_model_says_where_training_began(
    name: str, passing: str, tmp_path: Path
) -> None:
    info = find_model(name)
    export_model(ExportOrder(info, "hugging-face", tmp_path / "hub"))
    card = (tmp_path / "hub" / "README.md").read_text(encoding="utf-8")
    assert f"\n\n{passing} " in card
    small = name.replace("full", "fast")
    assert f"It grew out of `{small}` (M4R3 C32): " in card
    assert "w4 and w5 began at 0, w6 with what w4 had been.\n" in card


def test_card_of_weights_that_were_not_measured(make_order: MakeOrder) -> None:
    order = make_order("hugging-face")
    told = dataclasses.replace(
        order.model.card, task="upscale", summary="", training_images="a | b\nc"
    )
    save_checkpoint(order.model.path, MemNet(NetworkConfig(1, 1, 2, channels=3)), told)
    order = dataclasses.replace(order, model=find_model(order.model.path))
    export_model(order)
    card = (order.target / "README.md").read_text(encoding="utf-8")
    assert front_matter(card)["license"] == "unknown"
    assert "super-resolution" in front_matter(card)["tags"]
    assert "were not measured on the test sets" in card
    assert r"| trained on | a \| b c |" in card


@pytest.mark.parametrize(
    ("licence", "told"),
    [
        ("MIT", {"license": "mit"}),
        ("CC-BY-4.0", {"license": "cc-by-4.0"}),
        (
            "CC BY 4.0 / ours only",
            {"license": "other", "license_name": "cc-by-4.0-ours-only"},
        ),
        ("GPL-3.0-only", {"license": "other", "license_name": "gpl-3.0-only"}),
        ("Ærø!", {"license": "other", "license_name": "r"}),
        ("自由", {"license": "other", "license_name": "unnamed"}),
    ],
)
def test_hub_gets_a_licence_that_it_accepts(
    make_order: MakeOrder, licence: str, told: dict[str, str]
) -> None:
    order = make_order("hugging-face", licence=licence)
    export_model(order)
    card = (order.target / "README.md").read_text(encoding="utf-8")
    matter = front_matter(card)
    assert {key: matter[key] for key in matter if key.startswith("license")} == told
    assert f"Licence of the weights: {licence}." in card


def test_what_tells_it_apart_here_stays_here(make_order: MakeOrder) -> None:
    order = make_order("hugging-face")
    named = dataclasses.replace(order.model, name="mine (private)")
    export_model(dataclasses.replace(order, model=named))
    card = (order.target / "README.md").read_text(encoding="utf-8")
    assert "\n# mine\n" in card
    with safe_open(order.target / "model.safetensors", framework="pt") as file:
        assert file.metadata()["name"] == "mine"
    assert "private" not in card


def test_other_files_of_a_folder_stay(make_order: MakeOrder) -> None:
    order = make_order("hugging-face")
    order.target.mkdir()
    others = {".gitattributes": "mine", "config.json": "mine"}
    for name, text in others.items():
        (order.target / name).write_text(text)
    with pytest.raises(UserError, match=r"config\.json exists already"):
        export_model(order)
    assert {path.name for path in order.target.iterdir()} == set(others)
    export_model(dataclasses.replace(order, overwrite=True))
    assert sorted(path.name for path in order.target.iterdir()) == [".gitattributes", *NAMES]
    assert (order.target / ".gitattributes").read_text() == "mine"
    assert json.loads((order.target / "config.json").read_text())["blocks"] == 2


def test_file_in_place_of_the_folder(make_order: MakeOrder) -> None:
    order = make_order("hugging-face", overwrite=True)
    order.target.write_text("mine")
    with pytest.raises(UserError, match="is a file; choose the name of a folder"):
        export_model(order)
    assert order.target.read_text() == "mine"


def test_card_says_where_a_network_is_not_the_papers(tmp_path: Path) -> None:
    path, target = tmp_path / "port.safetensors", tmp_path / "port"
    config = NetworkConfig(2, 2, 4, shared_recursions=False, long_term_first=False)
    save_checkpoint(path, MemNet(config), ModelCard(imported_from="net.pth (pytorch-MemNet)"))
    export_model(ExportOrder(find_model(path), "hugging-face", target))
    card = (target / "README.md").read_text(encoding="utf-8")
    assert "| origin | Imported from net.pth (pytorch-MemNet), not the paper's network: " in card
    assert "| pixels seen | not said |" in card
    assert "Imported from net.pth (pytorch-MemNet), exported by MemNet GUI" in card
    assert "The network differs from that of Tai, Yang, Liu, Xu" in card
    assert "The network is that of" not in card
