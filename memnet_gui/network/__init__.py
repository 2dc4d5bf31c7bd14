"""MemNet itself: its configuration, its modules and its checkpoints."""
