"""Bytes in and out: paths, decoding, archives, XML, and files that appear whole or not at all."""
