"""Learning the weights of scorer, rescoring, partial gaps and pairing, from parallel text."""
