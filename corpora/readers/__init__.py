"""Readers, one per file format: from bytes to text in blocks, with provenance."""
