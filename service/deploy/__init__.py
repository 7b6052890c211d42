"""Everything that sets Duban up on a machine without a network: the archive that `make bundle` builds and what lies in it."""
