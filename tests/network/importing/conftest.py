"""Networks as other programs have them: Caffe's messages and modules in the ports' structure."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.importing.messages import caffe_message
from memnet_gui.network.memnet import MemNet

_FACTOR = 7.5


@pytest.fixture
def scramble() -> Callable[[nn.Module], nn.Module]:
    """Gives every parameter and statistic of a module a value that matters."""

    def scramble(module: nn.Module) -> nn.Module:
        generator = torch.Generator().manual_seed(5)

        def noise(tensor: Tensor) -> Tensor:
            return torch.randn(tensor.shape, generator=generator)

        for name, value in module.state_dict().items():
            if name.endswith("running_var"):
                value.copy_(torch.rand(value.shape, generator=generator) + 0.5)
            elif name.endswith("num_batches_tracked"):
                value.fill_(9)
            elif value.ndim == 4:
                value.copy_(noise(value) / value[0].numel() ** 0.5)
            elif name.endswith("weight"):
                value.copy_(1 + 0.3 * noise(value))
            else:
                value.copy_(0.3 * noise(value))
        return module.eval()

    return scramble


class CaffeFile:
    """Writes a network's weights as Caffe would, layer by layer.

    What several layers read, Caffe copies by a layer `X_X_0_split`, whose outputs they read.
    """

    def __init__(
        self, *, legacy: bool = False, shares_by_name: bool = False, splits: bool = True
    ) -> None:
        self.net = caffe_message("NetParameter")(name="P40_MemNet")
        self._legacy = legacy
        self._shares_by_name = shares_by_name
        self._owners: set[str] = set()
        self._splits = splits

    def add(self, name: str, *tensors: Tensor, shared: tuple[str, ...] = (), **more: Any) -> None:
        layer = (self.net.layers if self._legacy else self.net.layer).add(name=name, **more)
        if self._shares_by_name and shared:
            if self._legacy:
                layer.param.extend(shared)
            else:
                for each in shared:
                    layer.param.add(name=each)
            if shared[0] in self._owners:
                return
            self._owners.add(shared[0])
        for tensor in tensors:
            blob = layer.blobs.add()
            shape = tuple(tensor.shape)
            if self._legacy:
                padded = (1,) * (4 - len(shape)) + shape
                blob.num, blob.channels, blob.height, blob.width = padded
            else:
                blob.shape.dim.extend(shape)
            blob.data.extend(tensor.flatten().tolist())

    def add_norm(self, name: str, norm: nn.Module) -> None:
        assert isinstance(norm, nn.BatchNorm2d)
        statistics = (norm.running_mean * _FACTOR, norm.running_var * _FACTOR)
        self.add(f"bn_{name}", *statistics, torch.tensor([_FACTOR]))
        self.add(f"scale_{name}", norm.weight, norm.bias)
        self.add(f"relu_{name}")

    def add_conv(self, name: str, conv: nn.Module, shared: tuple[str, ...] = ()) -> None:
        assert isinstance(conv, nn.Conv2d)
        self.add(name, conv.weight, conv.bias, shared=shared)

    def add_split(self, name: str) -> None:
        if self._splits:
            split = f"{name}_{name}_0_split"
            self.add(split, bottom=[name], top=[f"{split}_{k}" for k in range(12)])

    def write(self, network: MemNet) -> "CaffeFile":
        """Writes a multi-supervised MemNet."""
        config = network.config
        self.add_norm("conv1", network.feature_norm)
        self.add_conv("conv1", network.feature_conv)
        self.add_split("conv1")
        for m, block in enumerate(network.memory_blocks, start=1):
            self._write_block(m, block, config)
        for m, norm in enumerate(network.reconstruction_norms, start=1):
            self.add_norm(f"conv_end_{m:02}", norm)
            shared = ("Recon_w", "Recon_b")
            self.add_conv(f"conv_end_{m:02}", network.reconstruction_conv, shared)
            self.add(f"weight_output_end_{m:02}", network.ensemble_weights[m - 1 : m])
        self.add("HR_recovery")
        return self

    def _write_block(self, m: int, block: Any, config: NetworkConfig) -> None:
        for r, unit in enumerate(block.recursions, start=1):
            for part, conv in zip("ab", block.convolutions(r - 1), strict=True):
                name = f"conv{m:02}_{r:02}_{part}"
                self.add_norm(name, getattr(unit, f"norm_{part}"))
                shared = (f"conv{m:02}_w{part}", f"conv{m:02}_b{part}")
                self.add_conv(name, conv, shared if config.shared_recursions else ())
            self.add(f"eltwise{m:02}_{r:02}")
            self.add_split(f"eltwise{m:02}_{r:02}")
        long_term = ["conv1", *(f"conv_transition_{k:02}" for k in range(1, m))]
        fresh = [f"eltwise{m:02}_{r:02}" for r in range(1, config.recursions + 1)]
        read = [*long_term, *fresh]
        if self._splits:
            read = [f"{name}_{name}_0_split_{k}" for k, name in enumerate(read)]
        self.add(f"concat{m:02}", bottom=read)
        self.add_norm(f"conv_transition_{m:02}", block.gate.norm)
        self.add_conv(f"conv_transition_{m:02}", block.gate.conv)
        self.add_split(f"conv_transition_{m:02}")


@pytest.fixture
def caffe_file() -> type[CaffeFile]:
    return CaffeFile


def _layer(inputs: int, outputs: int, size: int, bias: bool) -> "nn.Sequential":
    layer = nn.Sequential()
    layer.add_module("bn", nn.BatchNorm2d(inputs))
    layer.add_module("relu", nn.ReLU())
    layer.add_module("conv", nn.Conv2d(inputs, outputs, size, padding=size // 2, bias=bias))
    return layer


class FirstPort(nn.Module):
    """The structure of pytorch-MemNet; `supervises` and `bias` as in the variant with outputs of
    all blocks."""

    def __init__(
        self, channels: int, filters: int, blocks: int, units: int, *, supervises: bool = False
    ) -> None:
        super().__init__()
        self.feature_extractor = _layer(channels, filters, 3, supervises)
        self.reconstructor = _layer(filters, channels, 3, supervises)
        self.dense_memory = nn.ModuleList()
        for number in range(blocks):
            block = nn.Module()
            block.recursive_unit = nn.ModuleList()
            for _ in range(units):
                unit = nn.Module()
                unit.relu_conv1 = _layer(filters, filters, 3, supervises)
                unit.relu_conv2 = _layer(filters, filters, 3, supervises)
                block.recursive_unit.append(unit)
            block.gate_unit = _layer((units + number + 1) * filters, filters, 1, supervises)
            self.dense_memory.append(block)
        if supervises:
            self.weights = nn.Parameter(torch.ones(1, blocks) / blocks)

    def forward(self, picture: Tensor) -> Tensor:
        remembered = [self.feature_extractor(picture)]
        for block in self.dense_memory:
            state, fresh = remembered[-1], []
            for unit in block.recursive_unit:
                state = unit.relu_conv2(unit.relu_conv1(state)) + state
                fresh.append(state)
            remembered.append(block.gate_unit(torch.cat(fresh + remembered, dim=1)))
        if not hasattr(self, "weights"):
            return self.reconstructor(remembered[-1]) + picture
        outputs = [self.reconstructor(memory) + picture for memory in remembered[1:]]
        shares = self.weights[0] / self.weights.sum()
        return sum(share * output for share, output in zip(shares, outputs, strict=True))


def _numbered(inputs: int, outputs: int, size: int) -> list[nn.Module]:
    conv = nn.Conv2d(inputs, outputs, size, padding=size // 2, bias=False)
    return [nn.BatchNorm2d(inputs), nn.ReLU(), conv]


class SecondPort(nn.Module):
    """The structure of MemNet-PyTorch, which runs all its units as often as there are units."""

    def __init__(self, filters: int, blocks: int, units: int) -> None:
        super().__init__()
        self.units = units
        self.feature_extractor = nn.Sequential(*_numbered(3, filters, 3))
        self.dense_memory_blocks = nn.Sequential()
        for number in range(blocks):
            block = nn.Module()
            block.recursive_unit = nn.Sequential()
            for _ in range(units):
                unit = nn.Module()
                unit.residual_block = nn.Sequential(
                    *_numbered(filters, filters, 3), *_numbered(filters, filters, 3)
                )
                block.recursive_unit.append(unit)
            block.gate_unit = nn.Sequential(*_numbered((units + number + 1) * filters, filters, 1))
            self.dense_memory_blocks.append(block)
        self.reconstructor = nn.Sequential(*_numbered(filters, 3, 1))

    def forward(self, picture: Tensor) -> Tensor:
        remembered = [self.feature_extractor(picture)]
        for block in self.dense_memory_blocks:
            state, fresh = remembered[-1], []
            for _ in range(self.units):
                for unit in block.recursive_unit:
                    state = unit.residual_block(state) + state
                fresh.append(state)
            remembered.append(block.gate_unit(torch.cat(fresh + remembered, dim=1)))
        return functional.hardtanh(self.reconstructor(remembered[-1]) + picture, 0, 1)


@pytest.fixture
def first_port(scramble: Callable[..., nn.Module]) -> Callable[..., FirstPort]:
    return lambda *sizes, **kinds: scramble(FirstPort(*sizes, **kinds))


@pytest.fixture
def second_port(scramble: Callable[..., nn.Module]) -> Callable[..., SecondPort]:
    return lambda *sizes: scramble(SecondPort(*sizes))
