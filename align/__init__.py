"""Alignment of a text with its translation: values in, values out.

Nothing in this package reads or writes files, prints, or keeps global state.
"""
