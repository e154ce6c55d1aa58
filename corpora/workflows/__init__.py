"""The jobs of the command line, one module or folder each, as functions over files and stores."""
