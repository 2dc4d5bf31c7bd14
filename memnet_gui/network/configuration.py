"""The hyper-parameters that define one MemNet."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Self, TypeVar

_LIMITS = {"blocks": 64, "recursions": 64, "filters": 1024}
_SWITCHES = (
    "multi_supervised", "long_term", "short_term", "shared_recursions", "long_term_first",
)  # fmt: skip
_LATER: dict[str, Any] = {
    "shared_recursions": True, "long_term_first": True, "short_term_step": 1,
}  # fmt: skip
"""Fields that files of earlier versions lack, and what they have been then: as in the paper."""

T = TypeVar("T")


@dataclass(frozen=True)
class NetworkConfig:
    """What distinguishes one MemNet from another; M6R6 C64 is the paper's network.

    Attributes:
        blocks: Number of memory blocks, M in the paper.
        recursions: Recursions of the residual unit in each memory block, R in the paper.
        filters: Feature maps of every hidden layer, C here and 64 in the paper.
        channels: Image channels, 1 (grey or one channel at a time) or 3 (RGB).
        multi_supervised: Whether every memory block predicts, and the final output is
            their learned weighted sum; otherwise only the last block predicts.
        long_term: Whether gate units read B0..B(m-1); False is the paper's ablation NL.
        short_term: Whether gate units read H1..H(R-1) beside HR; False is the ablation NS.
        shared_recursions: Whether the recursions of a block share their two convolutions;
            other people's networks often do not, and have R times as many weights.
        long_term_first: Whether gate units read the long-term memories before the short-term
            ones.
        short_term_step: Gate units read only every so manieth recursion, up to HR.

    Raises:
        ValueError: A value is outside what a MemNet can have.
    """

    blocks: int = 6
    recursions: int = 6
    filters: int = 64
    channels: int = 1
    multi_supervised: bool = True
    long_term: bool = True
    short_term: bool = True
    shared_recursions: bool = True
    long_term_first: bool = True
    short_term_step: int = 1

    def __post_init__(self) -> None:
        for name, most in _LIMITS.items():
            value = getattr(self, name)
            if type(value) is not int or not 1 <= value <= most:
                raise ValueError(f"{name} must be a whole number from 1 to {most}, not {value!r}")
        if type(self.channels) is not int or self.channels not in (1, 3):
            raise ValueError(f"channels must be 1 or 3, not {self.channels!r}")
        for name in _SWITCHES:
            if type(getattr(self, name)) is not bool:
                raise ValueError(f"{name} must be true or false, not {getattr(self, name)!r}")
        step = self.short_term_step
        if type(step) is not int or step < 1 or self.recursions % step:
            raise ValueError(f"short_term_step must divide {self.recursions}, not be {step!r}")

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Builds a configuration from what `to_dict` or `dataclasses.asdict` made of one.

        Raises:
            ValueError: A field is missing, unknown or out of range.
        """
        expected = {field.name for field in fields(cls)}
        values = {**_LATER, **values}
        if set(values) != expected:
            odd = ", ".join(sorted(set(values) ^ expected))
            raise ValueError(f"a network configuration has other fields than expected: {odd}")
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        """Returns plain values, which earlier versions can read where they know such networks."""
        return {k: v for k, v in asdict(self).items() if k not in _LATER or v != _LATER[k]}

    @property
    def follows_paper(self) -> bool:
        """Whether the paper has such a network, of whatever size, or as an ablation."""
        return all(getattr(self, name) == value for name, value in _LATER.items())

    @property
    def name(self) -> str:
        """The paper's shorthand, such as `M6R6 C64`."""
        return f"M{self.blocks}R{self.recursions} C{self.filters}"

    @property
    def layers(self) -> int:
        """Convolution layers counted with their recursions, as the paper counts depth."""
        return self.blocks * (2 * self.recursions + 1) + 2

    @property
    def predictions(self) -> int:
        """How many intermediate predictions the network makes: M, or 1 for the basic network."""
        return self.blocks if self.multi_supervised else 1

    @property
    def receptive_radius_px(self) -> int:
        """How far an input pixel can be from an output pixel that depends on it."""
        return 2 * self.blocks * self.recursions + 2

    def gate_memories(self, block: int) -> tuple[str, ...]:
        """Names the memories that gate unit `block` (from 1) reads, in the order of its input."""
        long_term = [f"B{m}" for m in range(block)]
        return tuple(self.recall(long_term, [f"H{r}" for r in range(1, self.recursions + 1)]))

    def recall(self, long_term: Sequence[T], short_term: Sequence[T]) -> list[T]:
        """Returns what a gate unit reads, in the order of its input; all of it in the paper.

        Args:
            long_term: B0..B(m-1), or what stands for them.
            short_term: H1..HR.
        """
        recalled = list(long_term) if self.long_term else []
        step = self.short_term_step if self.short_term else self.recursions
        fresh = list(short_term[step - 1 :: step])
        return [*recalled, *fresh] if self.long_term_first else [*fresh, *recalled]
