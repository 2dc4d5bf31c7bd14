"""Engines: ways to run a MemNet over a picture of any size. Each yields the same bands."""
