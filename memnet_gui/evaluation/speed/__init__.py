"""How fast networks run here, against what the machine can do; see `memnet-gui benchmark`."""
