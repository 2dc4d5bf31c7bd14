"""The list of models."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from memnet_gui.cli import models
from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import find_model


def test_json(succeeds: Callable[..., str]) -> None:
    listed = json.loads(succeeds("models", "--json"))["models"]
    fast = next(model for model in listed if model["name"] == "denoise-grey-fast")
    info = find_model("denoise-grey-fast")
    assert fast["task"] == "denoise"
    assert fast["blocks"] == info.config.blocks
    assert fast["recursions"] == info.config.recursions
    assert fast["filters"] == info.config.filters
    assert fast["channels"] == 1
    assert fast["multi_supervised"] is True
    assert fast["file"] == str(info.path)
    assert fast["file_bytes"] == info.path.stat().st_size
    assert fast["layers"] == info.config.blocks * (2 * info.config.recursions + 1) + 2
    assert fast["validation_psnr"] == dict(info.card.validation_psnr)
    assert {"summary", "degradation", "training_images", "pixels_seen", "date"} <= fast.keys()
    assert {"convolution_weights", "validation_images"} <= fast.keys()
    assert fast["colour_policy"] == "red, green and blue each for itself"
    assert fast["halo_px"] == info.card.halo_px
    assert fast["levels"].startswith("noise sigma ")


def test_every_model_has_a_paragraph(succeeds: Callable[..., str]) -> None:
    text = succeeds("models")
    listed = json.loads(succeeds("models", "--json"))["models"]
    for model in listed:
        assert f"{model['name']}  ({model['task']})\n" in text
        assert f"{model['convolution_weights']:,} convolution weights" in text


def test_paragraph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, succeeds: Callable[..., str]
) -> None:
    card = ModelCard(
        summary="Cleans", validation_images="BSD68", validation_psnr={"noise 30": 28.456}
    )
    path = tmp_path / "m.safetensors"
    save_checkpoint(path, MemNet(NetworkConfig(6, 6, 64)), card)
    infos = [find_model(path)]
    monkeypatch.setattr(models, "shipped_models", lambda: infos)
    text = succeeds("models")
    assert "M6R6 C64, grey, 80 layers, 676,992 convolution weights" in text
    assert "validation on BSD68: noise 30: 28.46 dB" in text
    assert "colour photos: red, green and blue each for itself" in text
    assert "learned to undo: not said" in text
    other = ModelCard(task="deblock", degradation={"jpeg_quality": [5, 60]})
    save_checkpoint(path, MemNet(NetworkConfig(1, 1, 4, channels=3)), other)
    infos[0] = find_model(path)
    text = succeeds("models")
    assert text.startswith("m  (deblock)\n")
    assert "learned to undo: JPEG quality 5 to 60" in text
    assert "colour photos: red, green and blue together" in text
    assert "M1R1 C4, colour, 5 layers" in text
    assert "validation" not in text


def test_the_list_does_not_wait_for_torch() -> None:
    script = (
        "import sys\n"
        "from memnet_gui.cli import main\n"
        "status = main(['models'])\n"
        "sys.exit(status or 'torch' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert done.returncode == 0
