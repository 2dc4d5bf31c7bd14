"""The arguments of the commands, one module a command; none imports what carries it out."""
