"""Segmentation: turns text into a document (lines, furniture, line kinds, wraps, sentences)."""
