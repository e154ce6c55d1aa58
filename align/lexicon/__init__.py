"""Words and what they are commonly rendered by, Korean and English.

A vector tells that two texts are on one topic; that a certain word has its counterpart, or has
none, is told better by knowing its renderings. The list, `words.tsv`, was written for this
project: frequent words of releases, news and manuals, no names. It is no dictionary; what is not in
it is left to the vectors.
"""

from align.lexicon.word_list import Lexicon, lexicon

__all__ = ["Lexicon", "lexicon"]
