"""Reader for PDF with a text layer; runs PDFium in a separate process."""
