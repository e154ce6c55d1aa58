"""Files that others read and write: exchange formats, glossaries, manifests and gold folders."""
