"""Which models there are, which one a name means, and what is wrong with the others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.header import CheckpointError
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import (
    Model,
    ModelInfo,
    ModelKeeper,
    find_model,
    load_model,
    shipped_models,
)

CONFIG = NetworkConfig(1, 2, 4)


def save(path: Path, card: ModelCard | None = None) -> Path:
    save_checkpoint(path, MemNet(CONFIG), card or ModelCard(summary=path.name))
    return path


def test_models_of_a_folder(tmp_path: Path) -> None:
    for name in ("zebra", "ant v1.2"):
        save(tmp_path / f"{name}.safetensors")
    (tmp_path / "README.md").write_text("not a model")
    models = shipped_models(tmp_path)
    assert [info.name for info in models] == ["ant v1.2", "zebra"]
    assert [info.path for info in models] == sorted(tmp_path.glob("*.safetensors"))
    assert models[0].config == CONFIG
    assert models[0].card.summary == "ant v1.2.safetensors"


def test_folder_without_models(tmp_path: Path) -> None:
    assert shipped_models(tmp_path) == []


def test_damaged_shipped_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.safetensors").write_bytes(b"x")
    with pytest.raises(CheckpointError, match=r"broken\.safetensors cannot be read"):
        shipped_models(tmp_path)


@pytest.mark.parametrize("info", shipped_models(), ids=lambda info: info.name)
def test_what_ships_loads(info: ModelInfo) -> None:
    model = load_model(info)
    assert find_model(info.name) == info
    assert (model.info, model.network.config) == (info, info.config)
    assert not model.network.training
    assert info.card.task in info.name
    assert info.card.summary


def test_default_model() -> None:
    assert find_model().name == "denoise-grey-fast"
    assert find_model("denoise-grey-fast") == find_model(None) == find_model("")


def test_model_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path / "my.best.safetensors")
    assert (
        find_model(path)
        == find_model(str(path))
        == ModelInfo("my.best", path, CONFIG, ModelCard(summary=path.name))
    )
    assert load_model(find_model(path)).network.config == CONFIG
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert find_model("~/my.best.safetensors").path == path
    other = path.rename(tmp_path / "weights.bin")
    assert find_model(other).name == "weights.bin"


def test_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(
        CheckpointError, match=r"no model 'nonsense'; shipped models: .*-fast.*, or give"
    ):
        find_model("nonsense")


def test_missing_and_foreign_files(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"absent\.safetensors does not exist"):
        find_model(tmp_path / "absent.safetensors")
    (tmp_path / "folder.safetensors").mkdir()
    with pytest.raises(CheckpointError, match="is not a file"):
        find_model(tmp_path / "folder.safetensors")
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(CheckpointError, match=r"notes\.txt cannot be read"):
        find_model(tmp_path / "notes.txt")


@pytest.mark.parametrize(("measured", "expected"), [(None, 6), (0, 0), (4, 4), (50, 6)])
def test_halo(measured: int | None, expected: int) -> None:
    info = ModelInfo("m", Path("m.safetensors"), CONFIG, ModelCard(halo_px=measured))
    assert CONFIG.receptive_radius_px == 6
    assert Model(info, MemNet(CONFIG)).halo_px == expected


def test_weights_come_with_what_their_file_says_now(tmp_path: Path) -> None:
    info = find_model(save(tmp_path / "m.safetensors", ModelCard(pixels_seen=1, halo_px=0)))
    save(info.path, ModelCard(pixels_seen=2, halo_px=4))  # as a training does
    model = ModelKeeper().load(info)
    assert (model.halo_px, model.info.card.pixels_seen) == (4, 2)
    assert (model.info.name, model.info.path) == (info.name, info.path)
    grown = NetworkConfig(2, 2, 4)
    save_checkpoint(info.path, MemNet(grown), ModelCard())
    assert load_model(info).info.config == grown


def test_the_keeper_reads_a_file_again_only_when_it_has_changed(
    save_model: Callable[..., Path],
) -> None:
    info = find_model(save_model())
    keeper = ModelKeeper()
    first = keeper.load(info)
    assert keeper.load(info) is first
    other = find_model(save_model(NetworkConfig(1, 1, 4)))
    assert keeper.load(other).info.config.blocks == 1
    assert keeper.load(info) is not first
    info.path.write_bytes(b"nothing")
    with pytest.raises(CheckpointError):
        keeper.load(info)
    info.path.unlink()
    with pytest.raises(CheckpointError, match="does not exist"):
        keeper.load(info)
