"""Runs a network up to one of its memories and no further."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Event
from typing import Any

from torch import Tensor, nn

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet, MemoryBlock, ResidualUnit
from memnet_gui.restoration.hardware import is_out_of_memory
from memnet_gui.restoration.request import Cancelled, RestorationError


def recursions_before(config: NetworkConfig, block: int, memory: str) -> int:
    """Counts the recursions on the longest path to a memory; each widens its view by 2 px."""
    number = int(memory[1:])
    if memory.startswith("B"):
        return number * config.recursions
    return (block - 1) * config.recursions + number


def source_of(network: MemNet, block: int, memory: str) -> nn.Module:
    """Returns the module whose output the memory is."""
    number = int(memory[1:])
    if memory == "B0":
        return network.feature_conv
    if memory.startswith("B"):
        return network.memory_blocks[number - 1]
    reader = network.memory_blocks[block - 1]
    assert isinstance(reader, MemoryBlock)
    return reader.recursions[number - 1]


class _Reached(Exception):  # noqa: N818 - it is no error
    """The module that was waited for has made its output."""

    def __init__(self, output: Tensor) -> None:
        super().__init__()
        self.output = output


def run_to(source: nn.Module, network: MemNet, image: Tensor) -> Tensor:
    """Runs the network until `source` is done, and returns its output."""

    def stop(_module: nn.Module, _inputs: Any, output: Tensor) -> None:
        raise _Reached(output)

    hook = source.register_forward_hook(stop)
    try:
        with shortage_explained():
            network(image)
    except _Reached as reached:
        return reached.output
    finally:
        hook.remove()
    raise AssertionError("the network does not use one of its modules")


@contextmanager
def shortage_explained() -> Iterator[None]:
    """Turns a lack of memory for feature maps into a `RestorationError`."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "there is not enough memory to look inside; zoom in to inspect a smaller region",
        )
        raise RestorationError(text) from error


@contextmanager
def watched(
    network: MemNet, steps: int, cancel: Event | None, report: Callable[[float], None]
) -> Iterator[None]:
    """Checks for cancellation and reports before each of `steps` recursions."""
    done = 0

    def check() -> None:
        if cancel is not None and cancel.is_set():
            raise Cancelled

    def before(*_: Any) -> None:
        nonlocal done
        check()
        report(done / steps)
        done += 1

    with ExitStack() as hooks:
        for module in network.modules():
            if isinstance(module, ResidualUnit):
                hooks.callback(module.register_forward_pre_hook(before).remove)
        check()
        yield
