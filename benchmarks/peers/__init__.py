"""Peers beside cleankit: the same work on the same records, each tool in an environment of its own."""
