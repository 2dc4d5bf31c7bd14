"""MemNet against the published counts and an independent statement of its equations."""

from dataclasses import replace

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet

CONFIGS = [
    NetworkConfig(2, 3, 8),
    NetworkConfig(3, 2, 4, channels=3),
    NetworkConfig(2, 3, 8, multi_supervised=False),
    NetworkConfig(3, 3, 4, long_term=False),
    NetworkConfig(3, 3, 4, short_term=False),
    NetworkConfig(1, 1, 4, channels=3, long_term=False, short_term=False),
    NetworkConfig(2, 3, 4, shared_recursions=False),
    NetworkConfig(3, 2, 4, channels=3, multi_supervised=False, long_term_first=False),
    NetworkConfig(2, 4, 4, shared_recursions=False, long_term_first=False, short_term_step=2),
    NetworkConfig(2, 4, 4, short_term=False, short_term_step=2),
]


def randomised(config: NetworkConfig) -> MemNet:
    """A network none of whose parameters or statistics is at its initial value."""
    generator = torch.Generator().manual_seed(3)
    network = MemNet(config)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.3)
        for name, buffer in network.named_buffers():
            if name.endswith("running_var"):
                buffer.copy_(torch.rand(buffer.shape, generator=generator) + 0.5)
            elif name.endswith("running_mean"):
                buffer.copy_(torch.randn(buffer.shape, generator=generator))
    return network


def restate(network: MemNet, x: Tensor) -> tuple[Tensor, list[Tensor]]:
    """The paper's equations on plain tensors: no module of the network is called."""
    weights = dict(network.state_dict())
    config, training = network.config, network.training

    def activate(name: str, y: Tensor) -> Tensor:
        gamma, beta = weights[f"{name}.weight"], weights[f"{name}.bias"]
        if training:
            mean = y.mean(dim=(0, 2, 3))
            variance = ((y - mean.view(1, -1, 1, 1)) ** 2).mean(dim=(0, 2, 3))
        else:
            mean, variance = weights[f"{name}.running_mean"], weights[f"{name}.running_var"]
        gain = gamma / (variance + 1e-5).sqrt()
        y = y * gain.view(1, -1, 1, 1) + (beta - mean * gain).view(1, -1, 1, 1)
        return y.clamp(min=0)

    def conv(name: str, y: Tensor) -> Tensor:
        """A convolution as a matrix product over unfolded patches."""
        kernel, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
        size = kernel.shape[2]
        columns = functional.unfold(y, size, padding=size // 2)
        product = kernel.reshape(kernel.shape[0], -1) @ columns + bias.view(1, -1, 1)
        return product.reshape(y.shape[0], -1, *y.shape[2:])

    memories = [conv("feature_conv", activate("feature_norm", x))]
    outputs = []
    for m in range(config.blocks):
        h, short = memories[-1], []
        for r in range(config.recursions):
            unit = f"memory_blocks.{m}.recursions.{r}"
            own = "" if config.shared_recursions else f".{r}"
            a = conv(f"memory_blocks.{m}.conv_a{own}", activate(f"{unit}.norm_a", h))
            h = h + conv(f"memory_blocks.{m}.conv_b{own}", activate(f"{unit}.norm_b", a))
            if (r + 1) % config.short_term_step == 0:
                short.append(h)
        recalled = memories if config.long_term else []
        fresh = short if config.short_term else [short[-1]]
        gate_input = [*recalled, *fresh] if config.long_term_first else [*fresh, *recalled]
        gate = f"memory_blocks.{m}.gate"
        gated = activate(f"{gate}.norm", torch.cat(gate_input, 1))
        memories.append(conv(f"{gate}.conv", gated))
        if config.multi_supervised:
            y = activate(f"reconstruction_norms.{m}", memories[-1])
            outputs.append(x + conv("reconstruction_conv", y))
    if not config.multi_supervised:
        y = x + conv("reconstruction_conv", activate("reconstruction_norms.0", memories[-1]))
        return y, [y]
    final = sum(w * y for w, y in zip(weights["ensemble_weights"], outputs, strict=True))
    return final, outputs


@pytest.mark.parametrize(
    ("blocks", "recursions", "weights", "layers"),
    [(4, 6, 435_328, 54), (6, 6, 676_992, 80), (6, 8, 726_144, 104), (10, 10, 1_373_312, 212)],
)
def test_counts_are_those_published(
    blocks: int, recursions: int, weights: int, layers: int
) -> None:
    config = NetworkConfig(blocks, recursions, 64)
    assert MemNet(config).convolution_weights() == weights
    assert config.layers == layers


@pytest.mark.parametrize("config", CONFIGS, ids=str)
@pytest.mark.parametrize("training", [True, False])
def test_equals_the_equations(config: NetworkConfig, training: bool) -> None:
    network = randomised(config).double().train(training)
    x = torch.rand(2, config.channels, 9, 7, generator=torch.Generator().manual_seed(1)).double()
    expected_final, expected = restate(network, x)
    output = network(x)
    torch.testing.assert_close(output.final, expected_final, atol=1e-5, rtol=1e-5)
    assert len(output.predictions) == len(expected) == config.predictions
    for found, wanted in zip(output.predictions, expected, strict=True):
        torch.testing.assert_close(found, wanted, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("config", CONFIGS, ids=str)
def test_gradients_reach_every_parameter(config: NetworkConfig) -> None:
    torch.manual_seed(0)
    network = MemNet(config).train()
    torch.nn.init.normal_(network.reconstruction_conv.weight)
    output = network(torch.rand(2, config.channels, 8, 8))
    (output.final.square().mean() + sum(y.square().mean() for y in output.predictions)).backward()
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None, name
        # The bias of a convolution in front of a BatchNorm has no influence on what follows.
        idle = name.endswith("bias") and "conv" in name
        if not idle or name == "reconstruction_conv.bias":
            assert parameter.grad.abs().max() > 1e-6, name


def test_ablations_drop_their_inputs_from_the_gate() -> None:
    assert NetworkConfig(3, 2, 4).gate_memories(3) == ("B0", "B1", "B2", "H1", "H2")
    assert NetworkConfig(3, 2, 4, long_term=False).gate_memories(3) == ("H1", "H2")
    assert NetworkConfig(3, 2, 4, short_term=False).gate_memories(3) == ("B0", "B1", "B2", "H2")
    full, without_long, without_short = (
        MemNet(NetworkConfig(3, 2, 4, long_term=long, short_term=short))
        for long, short in [(True, True), (False, True), (True, False)]
    )
    assert NetworkConfig(3, 4, 4, short_term_step=2).gate_memories(1) == ("B0", "H2", "H4")
    assert NetworkConfig(3, 2, 4, long_term_first=False).gate_memories(2) == (
        "H1", "H2", "B0", "B1",
    )  # fmt: skip
    assert full.memory_blocks[2].gate.conv.weight.shape[1] == 20
    assert without_long.memory_blocks[2].gate.conv.weight.shape[1] == 8
    assert without_short.memory_blocks[2].gate.conv.weight.shape[1] == 16


def test_a_new_network_returns_its_input() -> None:
    x = torch.rand(1, 1, 5, 6)
    torch.testing.assert_close(MemNet(NetworkConfig(3, 2, 4)).eval()(x).final, x)


def test_receptive_radius_is_the_reach_of_an_impulse() -> None:
    config = NetworkConfig(2, 1, 4)
    network = randomised(config).eval()
    x = torch.zeros(1, 1, 1, 41)
    x.requires_grad_(True)
    network(x).final[0, 0, 0, 20].backward()
    assert x.grad is not None
    reached = x.grad[0, 0, 0].nonzero().flatten()
    assert 20 - reached.min() <= config.receptive_radius_px == 6
    assert MemNet(config).config.receptive_radius_px == 2 + 2 * 2


def test_the_papers_network_reaches_74_pixels() -> None:
    assert NetworkConfig().receptive_radius_px == 74


@pytest.mark.parametrize(
    "values",
    [
        {"blocks": 0},
        {"blocks": 10**9},
        {"filters": -1},
        {"channels": 2},
        {"recursions": 1.5},
        {"short_term_step": 4},
        {"short_term_step": 0},
        {"shared_recursions": 1},
        {"long_term_first": None},
    ],
)
def test_impossible_configurations_are_refused(values: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(values))):
        NetworkConfig(**values)


def test_only_what_differs_from_the_paper_is_written_of_the_later_fields() -> None:
    papers = NetworkConfig(2, 4, 8)
    assert papers.follows_paper
    assert sorted(papers.to_dict()) == [
        "blocks", "channels", "filters", "long_term", "multi_supervised", "recursions",
        "short_term",
    ]  # fmt: skip
    assert NetworkConfig.from_dict(papers.to_dict()) == papers
    for changes in ({"shared_recursions": False}, {"long_term_first": False, "short_term_step": 2}):
        other = replace(papers, **changes)
        assert not other.follows_paper
        assert other.to_dict() == papers.to_dict() | changes
        assert NetworkConfig.from_dict(other.to_dict()) == other
