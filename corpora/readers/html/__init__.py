"""HTML: from bytes to a tree, the article in it, its blocks, and what the page says of itself."""
