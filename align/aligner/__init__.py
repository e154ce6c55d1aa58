"""From scores to beads: the search band, two passes over the lattice, and moved text."""
