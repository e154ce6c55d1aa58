"""The commands, one module each. A body parses, makes one call, and prints.

What a body calls is imported in it, so that ``daeyeok --help`` stays fast.
"""

from corpora.commands.add import add
from corpora.commands.align import align
from corpora.commands.build import build
from corpora.commands.check import check
from corpora.commands.clean import clean
from corpora.commands.config import config
from corpora.commands.evaluate import evaluate
from corpora.commands.export import export
from corpora.commands.gaps import gaps
from corpora.commands.import_ import import_
from corpora.commands.pair import pair
from corpora.commands.read import read
from corpora.commands.review import review
from corpora.commands.search import search
from corpora.commands.sheet import apply, sheet
from corpora.commands.signoff import gate, signoff
from corpora.commands.stats import stats

#: In the order in which people meet them.
COMMANDS = (
    align, read, check, evaluate, config,
    pair, build, add, search, gaps, stats, review, sheet, apply, signoff, gate,
    export, import_, clean,
)  # fmt: skip
