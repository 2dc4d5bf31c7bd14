"""What the models that ship are measured on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from memnet_gui.cli.program import build_parser
from memnet_gui.evaluation.benchmarks import BENCHMARKS, Benchmark, find_benchmark
from memnet_gui.evaluation.published import SET_SIZES
from memnet_gui.restoration.models import Model


@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda benchmark: benchmark.title)
def test_commands_are_those_of_the_program(benchmark: Benchmark) -> None:
    for trial in benchmark.trials:
        assert benchmark.name_set(trial) in SET_SIZES
        for level in trial.levels:
            program, *arguments = benchmark.command(trial, level, "mine").split()
            options = build_parser().parse_args(arguments)
            levels = {"denoise": options.noise, "upscale": options.scale, "deblock": options.jpeg}
            assert program == "memnet-gui"
            assert (options.folder, options.model) == (Path(trial.folder), "mine")
            assert options.like == (Path(trial.alike) if trial.alike else None)
            assert levels[benchmark.task] == level


def test_colour_originals_of_bsd68() -> None:
    (benchmark,) = (b for b in BENCHMARKS if (b.task, b.channels) == ("denoise", 3))
    (trial,) = benchmark.trials
    assert benchmark.name_set(trial) == "CBSD68"
    assert benchmark.command(trial, 25, "m") == (
        "memnet-gui evaluate BSD100 --like BSD68 --noise 25 --model m"
    )


def test_which_benchmark(build_model: Callable[..., Model]) -> None:
    for benchmark in BENCHMARKS:
        info = build_model(benchmark.channels, benchmark.task).info
        assert find_benchmark(info) is benchmark
    with pytest.raises(ValueError, match="no benchmark for test"):
        find_benchmark(build_model(3, "upscale").info)
