"""The lattice of all alignments of two documents: its band, its bead types, sums and best path.

The dynamic programme and nothing else: scores come in, probabilities and a path go out.
"""
