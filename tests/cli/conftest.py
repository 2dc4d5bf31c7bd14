"""A small model, small photos, and a log that ends with the test."""

import logging
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from memnet_gui.cli import main
from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration import models


@pytest.fixture(autouse=True)
def log_ends() -> Generator[None]:
    """Closes the log file that the program opened."""
    root = logging.getLogger("memnet_gui")
    handlers, level = root.handlers[:], root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.fixture
def make_model(tmp_path: Path) -> Callable[..., Path]:
    """Saves an M2R1 C4 whose random weights change the picture."""

    def make(name: str = "tiny", task: str = "denoise", channels: int = 1) -> Path:
        torch.manual_seed(5)
        network = MemNet(NetworkConfig(2, 1, 4, channels=channels)).eval()
        torch.nn.init.normal_(network.reconstruction_conv.weight, std=0.05)
        path = tmp_path / "models" / f"{name}.safetensors"
        save_checkpoint(path, network, ModelCard(task=task, summary="For tests"))
        return path

    return make


@pytest.fixture
def model_file(make_model: Callable[..., Path]) -> Path:
    """A grey model that denoises."""
    return make_model()


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Has what `make_model` saves stand for the models that ship, of which there are none yet."""
    folder = tmp_path / "models"
    monkeypatch.setattr(models, "resource_folder", lambda _name: folder)
    return folder


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder with a grey and a colour photo."""
    folder = tmp_path / "photos"
    folder.mkdir()
    generator = np.random.default_rng(0)
    for name, shape in (("grey", (24, 30)), ("colour", (20, 22, 3))):
        Image.fromarray(generator.integers(0, 256, shape, np.uint8)).save(folder / f"{name}.png")
    return folder


class Fails:
    """Runs a command that must fail and returns its one line on standard error."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object, status: int = 1) -> str:
        self._capsys.readouterr()
        assert main([str(argument) for argument in arguments]) == status
        out, err = self._capsys.readouterr()
        assert out == ""
        assert "Traceback" not in err
        assert err.startswith("memnet-gui: ")
        assert err.count("\n") == 1
        return err.removeprefix("memnet-gui: ").rstrip()


@pytest.fixture
def fails(capsys: pytest.CaptureFixture[str]) -> Fails:
    return Fails(capsys)


@pytest.fixture
def succeeds(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command that must succeed and returns its standard output."""

    def run(*arguments: object) -> str:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert (status, "Traceback" in err) == (0, False), err
        return out

    return run


@pytest.fixture
def restores(model_file: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Restores with the small model; returns the exit status and the lines on both outputs."""

    def run(*arguments: object) -> tuple[int, list[str], list[str]]:
        capsys.readouterr()
        given = ["restore", *arguments, "--model", model_file, "--device", "cpu"]
        status = main([str(argument) for argument in given])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return status, out.splitlines(), err.splitlines()

    return run
