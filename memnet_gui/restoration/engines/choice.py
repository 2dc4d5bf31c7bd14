"""Builds the engine that a plan asks for."""

from collections.abc import Callable
from functools import partial

import torch

from memnet_gui.restoration.engines.band import Engine
from memnet_gui.restoration.engines.openvino import OpenVinoEngine
from memnet_gui.restoration.engines.streaming import StreamingEngine
from memnet_gui.restoration.plan import Plan
from memnet_gui.restoration.request import Preparing, RestorationRequest


def build_engine(
    request: RestorationRequest, plan: Plan, report: Callable[[Preparing], None]
) -> Engine:
    """Returns what runs the request's network; `report` is told while it gets ready."""
    model = request.model
    if plan.device == "cuda":
        torch.backends.cudnn.allow_tf32 = False  # fp32 shall be what it says
    if plan.backend == "openvino":
        return OpenVinoEngine(
            model.network.to(plan.device),
            plan.precision,
            plan.tile_px,
            model.halo_px,
            request.threads,
            request.switched_off,
            report,
        )
    return StreamingEngine(
        model.network.to(plan.device),
        plan.dtype,
        partial(plan.strip_rows, model.info.config),
        plan.tile_px,
        model.halo_px,
        request.switched_off,
        by_block_px=plan.by_block_px,
        fetch_predictions=request.keep_predictions,
    )
