"""Readers: one file format each, from bytes to text in blocks with its provenance."""
