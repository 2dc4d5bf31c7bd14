"""Photos as arrays: files, colour, degradations and metrics."""
