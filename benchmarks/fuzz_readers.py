"""Feed coverage-guided nonsense to a reader, and see that it answers or refuses in one line.

    python -m benchmarks.fuzz_readers KIND SEEDS -runs=20000

KIND is a word in the name of a format (HTML, Markdown, HWP, HWPX, DOCX, ODT, PDF, text), SEEDS
a folder of valid files to start from. Needs atheris (Apache-2.0), which is no dependency. Any
exception but an InputError ends the run and leaves the input behind.
"""

from __future__ import annotations

import sys

import atheris

from align import InputError

with atheris.instrument_imports(include=["corpora", "align"]):
    from corpora.readers.read_file import READERS
    from corpora.readers.text import text_of


def main() -> None:
    """Run the fuzzer with the arguments of the command line."""
    wanted, *arguments = sys.argv[1:]
    if wanted == "text":

        def read(data: bytes, name: str) -> object:
            return text_of(data, name=name)

    else:
        kind = next(kind for kind in READERS if wanted in kind.split())
        read = READERS[kind].load()

    def once(data: bytes) -> None:
        try:
            read(data, "fuzzed")
        except InputError as error:
            if "\n" in str(error):
                raise RuntimeError("the message has more than one line") from error

    atheris.Setup([sys.argv[0], *arguments], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
