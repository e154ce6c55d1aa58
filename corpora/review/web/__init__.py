"""The review in a browser: pages from this computer, for one person or a few."""
