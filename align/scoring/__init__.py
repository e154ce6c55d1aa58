"""What speaks for a bead: features of segments and runs, learned weights, and the score."""
