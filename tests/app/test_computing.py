"""What is preferred is computed where that is possible, and automatically where it is not."""

import pytest
import torch

from memnet_gui.app.computing import ComputeSettings, possible_compute, preferred_compute
from memnet_gui.app.settings import Settings
from memnet_gui.restoration.hardware import automatic_threads


def test_nothing_stored_is_the_programs_own_choice() -> None:
    assert preferred_compute(Settings()) == ComputeSettings()


def test_what_is_stored_is_preferred() -> None:
    settings = Settings()
    settings.device, settings.precision, settings.backend = "cpu", "fp32", "torch"
    settings.threads, settings.memory_limit_gb = 1, 2.5
    wanted = ComputeSettings("cpu", "fp32", "torch", threads=1, memory_bytes=2_500_000_000)
    assert preferred_compute(settings) == wanted
    assert possible_compute(wanted) == (wanted, "")


def test_the_program_chooses_the_threads_where_none_are_preferred() -> None:
    compute, note = possible_compute(ComputeSettings())
    assert (compute, note) == (ComputeSettings(threads=automatic_threads()), "")


def test_without_a_card_the_processor_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    compute, note = possible_compute(ComputeSettings(device="cuda"))
    assert compute.device == "auto"
    assert "no graphics card" in note


def test_openvino_computes_on_the_processor_beside_a_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    hardware = "memnet_gui.restoration.hardware.has_openvino"
    monkeypatch.setattr(hardware, lambda: True)
    compute, note = possible_compute(ComputeSettings(backend="openvino"))
    assert (compute.device, compute.backend, note) == ("cpu", "openvino", "")
    compute, note = possible_compute(ComputeSettings(device="cuda", backend="openvino"))
    assert (compute.device, compute.backend) == ("cuda", "auto")
    assert "OpenVINO" in note
    monkeypatch.setattr(hardware, lambda: False)
    compute, note = possible_compute(ComputeSettings(backend="openvino"))
    assert compute.backend == "auto"
    assert "not installed" in note
