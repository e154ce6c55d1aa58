"""Cleaning of a corpus: what is left out, and why. Nothing vanishes."""
