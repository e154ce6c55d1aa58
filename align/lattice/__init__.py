"""The lattice of all alignments of two documents: band, bead types, posteriors and best path.

Contains the dynamic programme only: it takes scores and returns probabilities and a path.
"""
