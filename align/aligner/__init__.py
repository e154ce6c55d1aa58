"""The aligner, from scores to beads: search band, two passes over the lattice, moved text."""
