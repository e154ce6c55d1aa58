"""Text to vectors: what the aligner asks of an encoder, and the encoders there are."""
