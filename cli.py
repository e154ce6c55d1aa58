"""The command line from the source tree: ``python cli.py`` is what the script ``daeyeok`` is."""

from corpora.commands import main

if __name__ == "__main__":
    main()
