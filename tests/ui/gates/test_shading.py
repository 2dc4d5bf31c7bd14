"""Which kinds of memory the norm plot names, and where."""

import pytest

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.gates import gate_norms
from memnet_gui.network.memnet import MemNet
from memnet_gui.ui.gates.shading import _group


@pytest.mark.parametrize(
    ("config", "spans"),
    [
        (NetworkConfig(2, 3, 4), {"long-term": (0, 1), "short-term": (2, 3), "last": (4, 4)}),
        (
            NetworkConfig(2, 3, 4, long_term_first=False),
            {"long-term": (3, 4), "short-term": (0, 1), "last": (2, 2)},
        ),
        (NetworkConfig(2, 3, 4, short_term=False), {"long-term": (0, 1), "last": (2, 2)}),
        (NetworkConfig(2, 1, 4, long_term=False), {"last": (0, 0)}),
    ],
)
def test_kinds_are_found_by_name(config: NetworkConfig, spans: dict[str, tuple[int, int]]) -> None:
    segments = gate_norms(MemNet(config))[-1].segments
    assert {kind[0]: span for kind, span in _group(segments).items()} == spans
