"""Imports damaged files of other programs until the time is over.

Usage: fuzz_imports.py FOLDER SEED SECONDS. Prints each seed before it is used, so that the
last line names the one that ended the process.
"""

import random
import resource
import runpy
import sys
import time
from pathlib import Path

import torch
from mutation import mutate
from safetensors.torch import save

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.importing.recognition import read_weights
from memnet_gui.network.importing.tensors import WeightsError
from memnet_gui.network.memnet import MemNet

_MEMORY_BYTES = 16 << 30
_LONGEST_S = 20
_OTHERS = Path(__file__).parents[1] / "network" / "importing" / "conftest.py"


def make_examples(path: Path) -> list[bytes]:
    """Returns small files of each kind that can be imported."""
    torch.manual_seed(0)
    others = runpy.run_path(str(_OTHERS))
    network, port = MemNet(NetworkConfig(2, 2, 2)).eval(), others["FirstPort"](1, 2, 1, 2)
    examples = [save(port.state_dict())]
    for legacy in (False, True):
        file = others["CaffeFile"](legacy=legacy, shares_by_name=legacy).write(network)
        examples.append(file.net.SerializeToString())
        content = {"epoch": 1, "state_dict": port.state_dict()}
        torch.save(content, path, _use_new_zipfile_serialization=not legacy)
        examples.append(path.read_bytes())
    return examples


def try_seed(seed: int, examples: list[bytes], path: Path) -> None:
    """Damages and imports one file; whatever is wrong ends in one sentence."""
    chance = random.Random(seed)
    path.write_bytes(mutate(chance.choice(examples), chance.choice(examples), chance))
    start = time.monotonic()
    try:
        network = read_weights(path).network
    except WeightsError as error:
        assert str(error).startswith(str(path)), error
        assert "\n" not in str(error), error
    else:
        with torch.inference_mode():
            network(torch.zeros(1, network.config.channels, 4, 4))
    assert time.monotonic() - start < _LONGEST_S, "importing took too long"


def main() -> None:
    folder, seed, end = Path(sys.argv[1]), int(sys.argv[2]), time.monotonic() + float(sys.argv[3])
    examples = make_examples(folder / "whole.pth")
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    while time.monotonic() < end:
        print(seed, flush=True)
        try_seed(seed, examples, folder / "damaged.pth")
        seed += 1


if __name__ == "__main__":
    main()
