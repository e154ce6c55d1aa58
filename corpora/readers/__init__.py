"""Readers: one file format each, from bytes to text with its provenance."""
