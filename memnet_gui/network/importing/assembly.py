"""Puts a network together from tensors that come from elsewhere."""

from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.importing.tensors import WeightsError
from memnet_gui.network.memnet import MemNet


@dataclass(frozen=True, eq=False)
class ImportedNetwork:
    """A network from a file of another program.

    Attributes:
        network: In evaluation mode, on the CPU.
        layout: Whose files look like that, such as `Caffe`.
    """

    network: MemNet
    layout: str


class Assembly:
    """Collects parameters under the names that `MemNet` gives them, each recursion's own."""

    def __init__(self, path: Path, **size: int | bool) -> None:
        """`size` is what `NetworkConfig` gets.

        Raises:
            WeightsError: No network of this program can be so.
        """
        try:
            self.config = NetworkConfig(**size, shared_recursions=False)  # type: ignore[arg-type]
        except ValueError as error:
            text = QT_TRANSLATE_NOOP(
                "Engine", "{path} holds a network that this program cannot represent ({error})"
            )
            raise WeightsError(text, path=path, error=error) from error
        self._path = path
        self._state: dict[str, Tensor] = {}

    def set_norm(
        self, name: str, statistics: tuple[Tensor, Tensor], affine: tuple[Tensor, Tensor]
    ) -> None:
        """Gives a BatchNorm its running mean and variance, and its gamma and beta."""
        parts = ("running_mean", "running_var", "weight", "bias")
        for part, tensor in zip(parts, (*statistics, *affine), strict=True):
            self._state[f"{name}.{part}"] = tensor

    def set_conv(self, name: str, weight: Tensor, bias: Tensor | None) -> None:
        """Gives a convolution its weights; without a bias it gets zeros, which do nothing."""
        self._state[f"{name}.weight"] = weight
        self._state[f"{name}.bias"] = weight.new_zeros(len(weight)) if bias is None else bias

    def set_ensemble(self, weights: Tensor) -> None:
        """Gives the final output its weights w_1..w_M."""
        self._state["ensemble_weights"] = weights

    def build(self) -> MemNet:
        """Returns the network; recursions that are all alike share their convolutions.

        Raises:
            WeightsError: It could restore nothing, with what has become of the file's values.
        """
        self._check_values()
        self._share_recursions()
        network = MemNet(self.config)
        counters = {
            name: value
            for name, value in network.state_dict().items()
            if name.endswith("num_batches_tracked")
        }
        network.load_state_dict(self._state | counters)
        return network.eval()

    def _check_values(self) -> None:
        """Makes sure that what was computed of a file's values is as good as they were."""
        for name, tensor in self._state.items():
            if not torch.isfinite(tensor).all():
                text = QT_TRANSLATE_NOOP(
                    "Engine", "{path} is damaged: its {name} comes to values that are not finite"
                )
                raise WeightsError(text, path=self._path, name=name)
            if name.endswith("running_var") and (tensor < 0).any():
                text = QT_TRANSLATE_NOOP(
                    "Engine", "{path} is damaged: its {name} comes to variances below 0"
                )
                raise WeightsError(text, path=self._path, name=name)

    def _share_recursions(self) -> None:
        names = [
            f"memory_blocks.{block}.{conv}"
            for block in range(self.config.blocks)
            for conv in ("conv_a", "conv_b")
        ]
        if not all(self._is_shared(name, part) for name in names for part in ("weight", "bias")):
            return
        for name in names:
            for part in ("weight", "bias"):
                each = [self._state.pop(f"{name}.{r}.{part}") for r in self._recursions]
                self._state[f"{name}.{part}"] = each[0]
        self.config = replace(self.config, shared_recursions=True)

    @property
    def _recursions(self) -> range:
        return range(self.config.recursions)

    def _is_shared(self, name: str, part: str) -> bool:
        first, *rest = (self._state[f"{name}.{r}.{part}"] for r in self._recursions)
        return all(torch.equal(first, other) for other in rest)
