"""Checkpoints: what goes in comes out, and bad files say what is wrong."""

import errno
import json
import pickle
import struct
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import load_checkpoint, save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.header import CheckpointError, read_header
from memnet_gui.network.memnet import MemNet

CONFIG = NetworkConfig(2, 2, 4, channels=3, short_term=False)
CARD = ModelCard(
    task="denoise",
    summary="A tiny one",
    degradation={"noise_sigma": [5, 75]},
    training_images="none",
    pixels_seen=7,
    validation_psnr={"noise 30": 28.25},
    halo_px=9,
    program_version="1",
    date="2026-01-31",
)


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    path = tmp_path / "gewöhnlich 1.safetensors"
    save_checkpoint(path, MemNet(CONFIG), CARD)
    return path


def rewritten(path: Path, **metadata: str) -> Path:
    """The same weights with other metadata."""
    header = {"format": "memnet-gui 1", "network": "{}", "card": "{}"} | metadata
    save_file(load_file(path), path, header)
    return path


def test_round_trip(tmp_path: Path) -> None:
    network = MemNet(CONFIG).eval()
    torch.nn.init.normal_(network.reconstruction_conv.weight)
    save_checkpoint(tmp_path / "a" / "b.safetensors", network, CARD)
    loaded, card = load_checkpoint(tmp_path / "a" / "b.safetensors")
    assert card == CARD
    assert loaded.config == CONFIG
    assert not loaded.training
    x = torch.rand(1, 3, 6, 5)
    assert torch.equal(loaded(x).final, network(x).final)
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["b.safetensors"]


def test_header_needs_no_weights(checkpoint: Path) -> None:
    header = read_header(checkpoint)
    assert (header.config, header.card) == (CONFIG, CARD)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"absent\.safetensors does not exist"):
        load_checkpoint(tmp_path / "absent.safetensors")


def test_a_name_that_no_file_system_holds(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"cannot be read .*too long"):
        load_checkpoint(tmp_path / ("a" * 300))


def test_what_may_not_be_read_is_not_called_missing(
    checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _mode: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CheckpointError) as found:
        read_header(checkpoint)
    assert str(found.value) == f"{checkpoint} cannot be read (Permission denied)"


@pytest.mark.parametrize("kept", [0, 4, 100, -1])
def test_truncated_file(checkpoint: Path, kept: int) -> None:
    content = checkpoint.read_bytes()
    checkpoint.write_bytes(content[:kept])
    with pytest.raises(CheckpointError, match=r"1\.safetensors cannot be read"):
        load_checkpoint(checkpoint)


def test_huge_header_length(checkpoint: Path) -> None:
    checkpoint.write_bytes(struct.pack("<Q", 2**62) + b"{}")
    with pytest.raises(CheckpointError, match="cannot be read"):
        read_header(checkpoint)


def test_pickle_is_never_run(tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (Path.touch, (tmp_path / "exploded",))  # type: ignore[return-value]

    path = tmp_path / "bomb.safetensors"
    path.write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(CheckpointError, match=r"bomb\.safetensors"):
        load_checkpoint(path)
    assert not (tmp_path / "exploded").exists()


def test_foreign_weights(tmp_path: Path) -> None:
    path = tmp_path / "other.safetensors"
    save_file({"w": torch.zeros(3)}, path)
    with pytest.raises(CheckpointError, match=r"other\.safetensors holds other weights; expected"):
        read_header(path)


@pytest.mark.parametrize(
    "network",
    [
        "{}",
        "[]",
        "nonsense",
        "[" * 100_000,
        json.dumps({**CONFIG.__dict__, "blocks": 10**12}),
        json.dumps({**CONFIG.__dict__, "filters": "8"}),
        json.dumps({**CONFIG.__dict__, "extra": 1}),
    ],
    ids=["empty", "list", "text", "deep", "huge", "typed", "extra"],
)
def test_hostile_configuration(checkpoint: Path, network: str) -> None:
    with pytest.raises(CheckpointError, match=r"1\.safetensors"):
        load_checkpoint(rewritten(checkpoint, network=network, card=json.dumps(CARD.to_dict())))


@pytest.mark.parametrize(
    "card",
    [
        '{"task": "fly"}',
        '{"halo_px": -1}',
        '{"pixels_seen": "x"}',
        '{"levels_listed": 1}',
        '{"validation_psnr": {"noise 30": Infinity}}',
        '{"validation_psnr": {"noise 30": NaN}}',
        '{"validation_psnr": {"noise 30": 1e999}}',
        '{"degradation": {"noise_sigma": [5, -Infinity]}}',
        '{"degradation": {"noise_sigma": {"least": [NaN]}}}',
        '{"degradation": {"noise_sigma": 25}}',
        '{"degradation": {"noise_sigma": ["a"]}}',
        '{"degradation": {"noise_sigma": "25"}}',
        '{"degradation": {"noise_sigma": {"least": 5}}}',
        f'{{"degradation": {{"noise_sigma": [1{"0" * 400}]}}}}',
        f'{{"validation_psnr": {{"noise 30": 1{"0" * 400}}}}}',
        f'{{"validation_psnr": {{"noise 30": 1{"0" * 5000}}}}}',
        f'{{"pixels_seen": 1{"0" * 400}}}',
        f'{{"halo_px": 1{"0" * 400}}}',
    ],
)
def test_hostile_card(checkpoint: Path, card: str) -> None:
    network = json.dumps(CONFIG.__dict__)
    with pytest.raises(CheckpointError, match="unusable metadata"):
        read_header(rewritten(checkpoint, network=network, card=card))


def test_weights_of_another_configuration(checkpoint: Path) -> None:
    other = json.dumps({**CONFIG.__dict__, "blocks": 3})
    with pytest.raises(CheckpointError, match=r"memory_blocks\.2"):
        load_checkpoint(rewritten(checkpoint, network=other))
    wider = json.dumps({**CONFIG.__dict__, "filters": 1000})
    with pytest.raises(CheckpointError, match=r"of shape .* expected"):
        load_checkpoint(rewritten(checkpoint, network=wider))


@pytest.mark.parametrize(
    ("dtype", "form"),
    [
        (torch.float8_e4m3fn, r"in a form that is not read \(float8_e4m3fn\)"),
        (torch.complex64, r"in a form that is not read \(complex64\)"),
        (torch.float64, "values that are not finite"),
    ],
)
def test_weights_in_another_form(checkpoint: Path, dtype: torch.dtype, form: str) -> None:
    tensors = load_file(checkpoint)
    tensors["feature_conv.bias"] = torch.full((4,), 1.5).to(dtype)
    if dtype == torch.float64:
        tensors["feature_conv.bias"] *= 1e300
    header = {"format": "memnet-gui 1", "network": json.dumps(CONFIG.__dict__), "card": "{}"}
    save_file(tensors, checkpoint, header)
    with pytest.raises(CheckpointError, match=rf"1\.safetensors .*feature_conv\.bias .*{form}"):
        load_checkpoint(checkpoint)


def test_weights_in_half_precision(checkpoint: Path) -> None:
    tensors = load_file(checkpoint)
    tensors["feature_conv.bias"] = torch.full((4,), 1.5, dtype=torch.bfloat16)
    header = {"format": "memnet-gui 1", "network": json.dumps(CONFIG.__dict__), "card": "{}"}
    save_file(tensors, checkpoint, header)
    assert load_checkpoint(checkpoint)[0].feature_conv.bias.tolist() == [1.5] * 4


def test_weights_that_are_not_finite(tmp_path: Path) -> None:
    network = MemNet(CONFIG)
    torch.nn.init.constant_(network.feature_conv.weight, float("nan"))
    save_checkpoint(tmp_path / "nan.safetensors", network, CARD)
    with pytest.raises(CheckpointError, match=r"feature_conv\.weight holds values that are not"):
        load_checkpoint(tmp_path / "nan.safetensors")
