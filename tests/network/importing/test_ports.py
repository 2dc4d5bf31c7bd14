"""PyTorch ports: modules in their structure, saved as they save, against the imported network."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.importing.recognition import read_weights
from memnet_gui.network.importing.tensors import WeightsError
from memnet_gui.network.memnet import MemNet

Port = Callable[..., nn.Module]


def check_equal(network: MemNet, port: nn.Module, *, clips: bool = False) -> None:
    channels = network.config.channels
    for height, width in ((16, 16), (13, 7), (1, 5)):
        picture = torch.rand(2, channels, height, width)
        with torch.inference_mode():
            expected, found = port(picture), network(picture).final
        found = found.clamp(0, 1) if clips else found
        torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-5)
        assert (expected - picture).abs().max() > 0.05


@pytest.mark.parametrize("sizes", [(1, 6, 2, 3), (3, 4, 3, 1), (3, 8, 1, 2)])
def test_the_first_port(tmp_path: Path, first_port: Port, sizes: tuple[int, ...]) -> None:
    port = first_port(*sizes)
    torch.save(port.state_dict(), tmp_path / "net.pth")
    imported = read_weights(tmp_path / "net.pth")
    channels, filters, blocks, units = sizes
    assert imported.layout == "pytorch-MemNet"
    assert imported.network.config == NetworkConfig(
        blocks,
        units,
        filters,
        channels,
        multi_supervised=False,
        shared_recursions=units == 1,
        long_term_first=False,
    )
    check_equal(imported.network, port)


def test_the_first_port_with_an_output_of_every_block(tmp_path: Path, first_port: Port) -> None:
    port = first_port(1, 6, 3, 2, supervises=True)
    nn.init.uniform_(port.weights, 0.1, 1)
    torch.save({"epoch": 3, "model": port.state_dict()}, tmp_path / "net.pth")
    network = read_weights(tmp_path / "net.pth").network
    assert network.config.multi_supervised
    check_equal(network, port)


@pytest.mark.parametrize("units", [1, 2, 3])
def test_the_second_port(tmp_path: Path, second_port: Port, units: int) -> None:
    port = second_port(4, 2, units)
    for name, value in port.state_dict().items():
        if units > 1 and name.endswith("running_var"):
            value.mul_(30)  # its many recursions in a row else let a random network grow
    checkpoint = {
        "epoch": 2,
        "best_psnr": 31.5,
        "state_dict": port.state_dict(),
        "optimizer": torch.optim.Adam(port.parameters()).state_dict(),
    }
    torch.save(checkpoint, tmp_path / "best.pth.tar")
    imported = read_weights(tmp_path / "best.pth.tar")
    assert imported.layout == "MemNet-PyTorch, unrolled"
    config = imported.network.config
    assert (config.recursions, config.short_term_step) == (units * units, units)
    assert config.gate_memories(2) == (*(f"H{units * k}" for k in range(1, units + 1)), "B0", "B1")
    check_equal(imported.network, port, clips=True)


def wrapped(state: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {f"{prefix}{name}": value for name, value in state.items()}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda state: wrapped(state, "module."),
        lambda state: {"state_dict": wrapped(state, "module."), "arch": "memnet", "epoch": 1},
        lambda state: {"net": {"generator": wrapped(state, "1.module.")}, "best": torch.ones(3)},
        lambda state: {name: value.half() for name, value in state.items()},
        lambda state: {k: v for k, v in state.items() if not k.endswith("tracked")},
    ],
)
def test_wrappings(tmp_path: Path, first_port: Port, wrap: Callable[..., Any]) -> None:
    port = first_port(1, 4, 2, 2)
    port.load_state_dict({name: value.half() for name, value in port.state_dict().items()})
    torch.save(wrap(port.state_dict()), tmp_path / "net.pth")
    check_equal(read_weights(tmp_path / "net.pth").network, port)


@pytest.mark.parametrize(
    ("wrap", "names"),
    [
        (lambda a, b: {"params": a, "params_ema": b}, "params, params_ema"),
        (lambda a, b: {"nets": {"best": wrapped(a, "module."), "last": b}}, "nets/best, nets/last"),
        (lambda a, b: {**a, "ema": b}, "/, ema"),
        (lambda a, b: {0: a, 1: b}, "int"),
    ],
)
def test_two_networks(
    tmp_path: Path, first_port: Port, wrap: Callable[..., Any], names: str
) -> None:
    path = tmp_path / "net.pth"
    torch.save(wrap(first_port(1, 4, 2, 2).state_dict(), first_port(1, 2, 2, 2).state_dict()), path)
    with pytest.raises(WeightsError) as caught:
        read_weights(path)
    assert str(caught.value).startswith(f"{path} holds 2 networks ({names});")


def test_old_and_other_formats(tmp_path: Path, first_port: Port) -> None:
    port = first_port(3, 4, 2, 2)
    old, other = tmp_path / "old.pth", tmp_path / "net.safetensors"
    torch.save(port.state_dict(), old, _use_new_zipfile_serialization=False)
    save_file(port.state_dict(), other, {"format": "pt"})
    for path in (old, other):
        check_equal(read_weights(path).network, port)


def refuse(path: Path, port: nn.Module, edit: Callable[[dict[str, Tensor]], object]) -> str:
    """Returns what reading says of a port's weights after an edit."""
    state = {name: tensor.clone() for name, tensor in port.state_dict().items()}
    edit(state)
    torch.save(state, path)
    with pytest.raises(WeightsError) as caught:
        read_weights(path)
    return str(caught.value)


def test_what_is_missing_left_over_or_different_is_named(tmp_path: Path, first_port: Port) -> None:
    path = tmp_path / "net.pth"
    refusal = partial(refuse, path, first_port(1, 4, 2, 2))
    unit = "dense_memory.1.recursive_unit.1.relu_conv2"
    assert f"{path} lacks {unit}.conv.weight," in refusal(lambda s: s.pop(f"{unit}.conv.weight"))
    assert "lacks feature_extractor.bn.weight" in refusal(
        lambda s: s.pop("feature_extractor.bn.weight")
    )
    assert "such as final_layer.0.weight;" in refusal(
        lambda s: s.update({"final_layer.0.weight": torch.ones(3)})
    )
    assert "such as dense_memory.1.recursive_unit.2.relu_conv1.conv.weight" in refusal(
        lambda s: s.update(
            {"dense_memory.1.recursive_unit.2.relu_conv1.conv.weight": torch.ones(1)}
        )
    )
    found = refusal(
        lambda s: s.update({"dense_memory.0.gate_unit.conv.weight": torch.ones(4, 12, 3, 3)})
    )
    assert (
        "gate_unit.conv.weight of shape (4, 12, 3, 3), a MemNet of its size has (4, 12, 1, 1)"
        in found
    )
    assert "(channels must be 1 or 3, not 31)" in refusal(
        lambda s: s.update({"feature_extractor.conv.weight": torch.ones(4, 31, 3, 3)})
    )
    assert "without a list of recursions" in refusal(
        lambda s: [s.pop(name) for name in list(s) if "recursive_unit" in name]
    )
    assert "not finite" in refusal(lambda s: s["reconstructor.bn.bias"].fill_(torch.inf))
    digits = "9" * 5000
    for name in (f"dense_memory.{digits}.x", f"dense_memory.0.recursive_unit.{digits}.x"):
        found = refusal(lambda s, name=name: s.update({name: torch.ones(1)}))
        assert f"more than a MemNet has, such as {name[:100]}…; it is another network" in found


def test_values_of_which_no_network_can_be_made(tmp_path: Path, first_port: Port) -> None:
    path = tmp_path / "net.pth"
    refusal = partial(refuse, path, first_port(1, 4, 2, 2, supervises=True))
    conv = "feature_extractor.conv.weight"
    beyond_float32 = torch.full((4, 1, 3, 3), 1e39, dtype=torch.float64)
    assert f"{path} is damaged: {conv} holds values that are not finite" in refusal(
        lambda s: s.update({conv: beyond_float32})
    )
    assert f"{path} is damaged: its ensemble_weights comes to values that are not" in refusal(
        lambda s: s.update({"weights": torch.tensor([[1.0, -1.0]])})
    )
    assert "its reconstruction_norms.0.running_var comes to variances below 0" in refusal(
        lambda s: s["reconstructor.bn.running_var"][2:].fill_(-0.5)
    )


@pytest.mark.parametrize(
    ("convert", "form"),
    [
        (lambda tensor: tensor.to_sparse(), "sparse_coo"),
        (lambda tensor: tensor.to("meta"), "meta"),
        (lambda tensor: tensor.to(torch.complex64), "complex64"),
        (lambda tensor: tensor.to(torch.float8_e4m3fn), "float8_e4m3fn"),
        (lambda tensor: torch.quantize_per_tensor(tensor, 0.1, 0, torch.qint8), "qint8"),
        (lambda tensor: tensor[:, :1].clone().expand(4, 9, 3, 3), "expanded"),
        (lambda tensor: torch.ones(1).expand(1024, 1024, 1024, 1024), "expanded"),
    ],
)
@pytest.mark.parametrize("layer", ["feature_extractor", "dense_memory.1.gate_unit"])
@pytest.mark.filterwarnings("ignore:.*quantize:UserWarning", "ignore:.*Storage:UserWarning")
def test_tensors_in_another_form(
    tmp_path: Path,
    first_port: Port,
    convert: Callable[[Tensor], Tensor],
    form: str,
    layer: str,
) -> None:
    path, name = tmp_path / "net.pth", f"{layer}.conv.weight"
    state = dict(first_port(1, 4, 2, 2).state_dict())
    torch.save(state | {name: convert(state[name])}, path)
    with pytest.raises(WeightsError) as caught:
        read_weights(path)
    assert str(caught.value) == (
        f"{path} holds {name} in a form that is not read ({form}); save it as a plain float32 "
        "tensor"
    )


def test_as_many_recursions_as_no_network_has(tmp_path: Path, second_port: Port) -> None:
    torch.save(second_port(2, 1, 9).state_dict(), tmp_path / "net.pth")
    with pytest.raises(WeightsError, match=r"cannot represent .*from 1 to 64, not 81"):
        read_weights(tmp_path / "net.pth")
