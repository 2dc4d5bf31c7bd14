"""Several processes that train one network: those that torchrun starts."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from memnet_gui.network.memnet import MemNet

_SEED_STEP = 1_000_003
"""Between the seeds of two processes; the CPU's generator heeds 32 bits of a seed."""
_PATIENCE = timedelta(hours=2)
"""How long the others wait for the first process, which alone validates."""


@dataclass(frozen=True)
class Group:
    """The processes that train together; every method but `seed` must be called by them all.

    Gradients travel through NCCL on CUDA. All else is small and goes through gloo, from the
    hosts' memory: an agreement in every step does not wait for a GPU.

    Attributes:
        rank: Number of this process, from 0.
        size: How many there are.
        local_rank: Number of this process on its machine, from 0.
        local_size: How many there are on its machine.
    """

    rank: int = 0
    size: int = 1
    local_rank: int = 0
    local_size: int = 1

    @property
    def is_first(self) -> bool:
        """Whether this process writes files and speaks for all."""
        return self.rank == 0

    def device(self, kind: str) -> torch.device:
        """Returns the device of this process: one GPU each."""
        if kind == "cuda" and self.size > 1:
            torch.cuda.set_device(self.local_rank)
            return torch.device("cuda", self.local_rank)
        return torch.device(kind)

    def seed(self, seed: int) -> int:
        """Returns the seed of this process's draws; that of the first is `seed` itself."""
        return seed + _SEED_STEP * self.rank

    def join(self, network: MemNet, *, compiled: bool) -> tuple[MemNet, Callable[[Tensor], Any]]:
        """Returns the network to train and what computes its output, gradients averaged."""
        forward: nn.Module = network
        if self.size > 1:
            device = next(network.parameters()).device
            if device.type == "cuda":
                network = nn.SyncBatchNorm.convert_sync_batchnorm(network)  # type: ignore[no-untyped-call]
            forward = DistributedDataParallel(
                network,
                device_ids=[device.index] if device.type == "cuda" else None,
                gradient_as_bucket_view=True,
            )
        return network, torch.compile(forward) if compiled else forward

    def agree(self, values: Sequence[float]) -> list[float]:
        """Returns the first process's values in all."""
        if self.size == 1:
            return list(values)
        agreed = torch.tensor(values, dtype=torch.float64)
        dist.broadcast(agreed, 0)
        return [float(value) for value in agreed]

    def mean(self, values: Sequence[float]) -> list[float]:
        """Returns the mean of each value over all processes."""
        if self.size == 1:
            return list(values)
        sums = torch.tensor(values, dtype=torch.float64)
        dist.all_reduce(sums)
        return [float(total) / self.size for total in sums]

    def share(self, value: Any) -> Any:
        """Returns the first process's value, of tensors and plain values, in all."""
        if self.size == 1:
            return value
        box = [value]
        dist.broadcast_object_list(box, 0, device=torch.device("cpu"))
        return box[0]

    def gather(self, value: Tensor) -> list[Tensor]:
        """Returns the values of all processes, which lie on the CPU, by their ranks."""
        if self.size == 1:
            return [value]
        values = [torch.empty_like(value) for _ in range(self.size)]
        dist.all_gather(values, value)
        return values

    def level(self, network: nn.Module) -> None:
        """Gives the network of each process the weights and statistics of the first one's."""
        if self.size > 1:
            for tensor in network.state_dict().values():
                dist.broadcast(tensor, 0)


ALONE = Group()


@contextmanager
def joined(device: str) -> Iterator[Group]:
    """Yields the group that torchrun made this process a part of, or `ALONE`.

    A group that is joined already stays so.

    Args:
        device: `cpu` or `cuda`.
    """
    size = int(os.environ.get("WORLD_SIZE", "1"))
    if size == 1 or "RANK" not in os.environ:
        yield ALONE
        return
    group = Group(
        int(os.environ["RANK"]),
        size,
        local_rank=int(os.environ.get("LOCAL_RANK", "0")),
        local_size=int(os.environ.get("LOCAL_WORLD_SIZE", "1")),
    )
    group.device(device)
    if dist.is_initialized():
        yield group
        return
    dist.init_process_group("cpu:gloo,cuda:nccl" if device == "cuda" else "gloo", timeout=_PATIENCE)
    try:
        yield group
    finally:
        dist.destroy_process_group()


def speaks() -> bool:
    """Whether this process is the one that prints."""
    return os.environ.get("RANK", "0") == "0"
