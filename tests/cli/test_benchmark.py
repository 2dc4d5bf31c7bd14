"""The benchmark command, with networks and photos that take no time."""

import json

import pytest

from memnet_gui.cli import benchmark, main
from memnet_gui.network.configuration import NetworkConfig

TINY = NetworkConfig(blocks=2, recursions=2, filters=8)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark, "PAPER", TINY)
    monkeypatch.setattr(benchmark, "_QUICK", benchmark._Extent(24, ((TINY, 0.01),)))


def test_json_has_the_figures_that_scripts_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "--quick", "--no-window", "--json", "--device", "cpu"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["gemm"]["fp32_gflops"] > 0
    names = {"name", "precision", "gflops", "mp_per_s", "gemm_fraction", "max_abs_error"}
    assert all(names <= set(engine) for engine in report["engines"])
    assert {engine["name"] for engine in report["engines"]} >= {"plain torch", "torch"}
    names = {"megapixels", "seconds", "mp_per_s", "peak_rss_bytes", "waste"}
    assert all(names <= set(photo) for photo in report["restore"])
    assert report["gui"] is None


def test_text_says_the_same_in_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "--quick", "--no-window", "--device", "cpu"]) == 0
    printed = capsys.readouterr().out
    assert "matrix product fp32:" in printed
    assert "plain torch" in printed
    assert "computed twice 0%" in printed


def test_the_window_is_measured_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Figures:
        def to_dict(self) -> dict[str, float]:
            return {"startup_s": 1.25}

    monkeypatch.setattr(
        "memnet_gui.ui.felt_speed.measure_felt_speed", lambda *_sizes, **_settings: Figures()
    )
    assert main(["benchmark", "--quick", "--json", "--device", "cpu"]) == 0
    assert json.loads(capsys.readouterr().out)["gui"] == {"startup_s": 1.25}
