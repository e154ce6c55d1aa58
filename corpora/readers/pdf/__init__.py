"""PDF with a text layer, read in a process of its own."""
