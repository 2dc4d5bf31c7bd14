"""Reads what a model's weights say of its inside."""

from dataclasses import dataclass

from memnet_gui.app.jobs import JobContext
from memnet_gui.network.gates import GateNorms, gate_norms
from memnet_gui.restoration.models import ModelInfo, ModelKeeper


@dataclass(frozen=True, eq=False)
class ModelAnalysis:
    """What a model's weights say, without a photo.

    Attributes:
        info: The model.
        norms: The weight norms of its gate units.
        ensemble_weights: w_1..w_M, None for the basic network.
    """

    info: ModelInfo
    norms: tuple[GateNorms, ...]
    ensemble_weights: tuple[float, ...] | None


@dataclass(frozen=True, eq=False)
class AnalyseModel:
    """Reads a model's gate units and ensemble weights."""

    info: ModelInfo
    keeper: ModelKeeper

    def __call__(self, _context: JobContext, /) -> ModelAnalysis:
        """Returns the analysis."""
        network = self.keeper.load(self.info).network
        learned = network.ensemble_weights
        weights = None if learned is None else tuple(learned.tolist())
        return ModelAnalysis(self.info, gate_norms(network), weights)
