"""Encoders, which turn text into vectors: the interface and the implementations."""
