"""Adapters: a chain as a stage of another program's pipeline, one host per file."""
