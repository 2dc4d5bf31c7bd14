"""Measuring models by the protocols of the literature."""
