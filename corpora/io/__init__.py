"""Input and output: paths, decoding, archives, XML and atomic file writing."""
