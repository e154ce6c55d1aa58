"""HTML reader: the tree of a page, its article, blocks and declared metadata."""
