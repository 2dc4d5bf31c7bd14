"""The memories that gate units read: how they are named and where they stand."""

from memnet_gui.network.configuration import NetworkConfig

Memory = tuple[int, str]
"""An input of a gate unit: its memory block, from 1, and the memory's name, such as (4, "B2")."""


def gate_columns(config: NetworkConfig, memory: Memory) -> slice:
    """Returns which input feature maps of the gate unit belong to `memory`.

    Raises:
        ValueError: There is no such gate unit, or it does not read that memory.
    """
    block, name = memory
    if not 1 <= block <= config.blocks:
        raise ValueError(f"the network has gate units 1 to {config.blocks}, not {block}")
    names = config.gate_memories(block)
    if name not in names:
        raise ValueError(f"gate unit {block} reads {', '.join(names)}, not {name}")
    start = names.index(name) * config.filters
    return slice(start, start + config.filters)
