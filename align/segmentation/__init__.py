"""From text to a document: lines, furniture, kinds of lines, wraps, sentences."""
