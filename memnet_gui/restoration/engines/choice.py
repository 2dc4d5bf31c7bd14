"""Builds the engine that a plan asks for."""

from functools import partial

from memnet_gui.restoration.engines.band import Engine
from memnet_gui.restoration.engines.streaming import StreamingEngine
from memnet_gui.restoration.plan import Plan
from memnet_gui.restoration.request import RestorationRequest


def build_engine(request: RestorationRequest, plan: Plan) -> Engine:
    """Returns what runs the request's network."""
    model = request.model
    return StreamingEngine(
        model.network.to(plan.device),
        plan.dtype,
        partial(plan.strip_rows, model.info.config),
        plan.tile_px,
        model.halo_px,
        request.switched_off,
    )
