# %% [markdown]
# # Build a corpus
#
# From an unsorted archive to a store, its statistics, and exports. On the command line, the same
# steps are `pair`, `add`, `stats`, `export` and `clean`; here each is one call.

# %%
import shutil
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

from corpora import (
    Cleaner,
    Output,
    ReleaseMetadata,
    Selection,
    Store,
    add_files,
    export_store,
    pair_folders,
)

# %% [markdown]
# ## An archive with meaningless file names
#
# The Korean and English pages of the examples, under numbers that do not match; one English page
# is missing.

# %%
examples = sorted(
    path for path in Path(str(files("corpora") / "examples")).iterdir() if path.is_dir()
)
for language, order in (("ko", [3, 0, 5, 1, 4, 2]), ("en", [2, 4, 0, 5, 1])):
    Path("archive", language).mkdir(parents=True)
    for number, place in enumerate(order):
        shutil.copy(
            examples[place] / f"{language}_raw.txt",
            f"archive/{language}/{language}{number:03d}.txt",
        )

# %% [markdown]
# ## Pair
#
# Documents are paired by their texts, and by the numbers and dates in them. A person should check
# the manifest.

# %%
rows = pair_folders(Path("archive/ko"), Path("archive/en"), Path("archive/pairs.csv"))
pd.set_option("display.max_colwidth", 70)
manifest = pd.DataFrame([asdict(row) for row in rows])
manifest[["source", "target", "state", "score", "reason"]]

# %% [markdown]
# ## Add
#
# Each pair is aligned, checked and kept; the date comes from the manifest. Adding it again changes
# nothing.

# %%
added = []
for row in rows:
    if row.state == "paired":
        paths = Path("archive", row.source), Path("archive", row.target)
        key = Path(row.source).stem
        for _ in range(2):
            done = add_files(
                "corpus.db", *paths, key=key, facts=ReleaseMetadata(date=row.date)
            ).added
            added.append(
                {
                    "key": done.key,
                    "outcome": done.outcome,
                    "beads": done.beads,
                    "findings": done.findings,
                }
            )
pd.DataFrame(added)

# %% [markdown]
# ## Statistics

# %%
with Store.open("corpus.db") as store:
    figures = store.statistics()
    units = pd.DataFrame([unit.fields() for unit in store.units()])
by_year = pd.DataFrame(
    {
        year: {"releases": found.releases, "pairs": found.pairs, "omitted": found.omission_rate,
               "added": found.addition_rate, "covered": found.source_coverage}
        for year, found in figures.by_year.items()
    }
).T  # fmt: skip
by_year.round(3)

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
pd.Series(figures.types).sort_values().plot.barh(ax=left, color="#0f766e")
left.set(xlabel="beads", title="Types of beads")
right.hist(units.loc[units["gap"] == "", "probability"], bins=20, range=(0, 1), color="#0f766e")
right.set(xlabel="probability", ylabel="pairs", title="How sure the pairs are")
figure.tight_layout()
plt.show()

# %% [markdown]
# How was a phrase translated before?

# %%
with Store.open("corpus.db") as store:
    hits = [(hit.unit.source_text, hit.unit.target_text) for hit in store.search("쌀", limit=3)]
pd.DataFrame(hits, columns=["Korean", "English"])

# %% [markdown]
# ## Export and clean
#
# A translation memory of the pairs that are nearly certain, and a training corpus with a separate
# file of what was left out.

# %%
memory = export_store(
    "corpus.db", Output("memory.tmx"), selection=Selection(gaps=False, min_probability=0.8)
)
training = export_store(
    "corpus.db", Output("train.jsonl", "left_out.jsonl"), cleaner=Cleaner.of("training")
)
print(
    f"memory.tmx: {memory.count} units; train.jsonl: {training.count}, left out {training.left_out}"
)
reasons = pd.Series(dict(training.reasons))
axes = reasons.sort_values().plot.barh(figsize=(8, 3.5), color="#b45309")
axes.set(xlabel="units left out", title="Why units were left out of the training corpus")
plt.tight_layout()
plt.show()

# %% [markdown]
# Read some of the pairs that were left out because of their numbers before you trust the filter.

# %%
pd.set_option("display.max_colwidth", 120)
left_out = pd.read_json("left_out.jsonl", lines=True)
left_out.loc[left_out["note"].str.startswith("left out, numbers"), ["source", "target", "note"]]
